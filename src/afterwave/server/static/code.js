import { textBox } from "./textbox.js";

/**
 * The field for a slip's code: a place to write that no browser asks anybody about, unlike an input.
 * @param {import("./page.d.ts").Form} form
 */
export default function code(form) {
  const sent = Object.assign(document.createElement("input"), { type: "hidden", name: "slip" });
  const named = { "aria-labelledby": "code", "aria-describedby": "code-how", "aria-multiline": "false" };
  const box = textBox({ ...named, autocapitalize: "characters", dir: "ltr", enterkeyhint: "go" });
  box.textContent = form.dataset.nearly;
  form.querySelector("noscript").replaceWith(box, sent);

  box.addEventListener("keydown", (event) => {
    // While letters are being composed, Enter chooses among them.
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    // By its button: submit() would pass over the listener below.
    form.querySelector("button").click();
  });
  form.addEventListener("submit", (event) => {
    sent.value = box.innerText;
    if (sent.value.trim()) return;
    event.preventDefault();
    box.focus();
  });
}
