import { answered, plainly, send } from "./sending.js";
import { textBox, writable } from "./textbox.js";

/**
 * The question box's form: a place to write that no browser reads along, unlike a textarea.
 * @param {import("./page.d.ts").Form} form
 */
export default function question(form) {
  const [button, status] = [form.querySelector("button"), form.querySelector("[role=status]")];
  const longest = Number(form.dataset.longest);
  const box = textBox({ "aria-labelledby": "ask" });
  form.querySelector("noscript").replaceWith(box);

  const words = () => box.innerText.trim();
  // Counted in code points, as Python does, and not in JavaScript's halves of some.
  const left = () => longest - [...words()].length;
  box.addEventListener("input", () => {
    const more = left();
    status.textContent =
      more < 0 ? `${status.dataset.over} ${-more}` : more <= 50 ? `${status.dataset.left} ${more}` : "";
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!words() || left() < 0) {
      if (!words()) status.textContent = status.dataset.empty;
      box.focus();
      return;
    }
    if (button.getAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    writable(box, false);
    status.textContent = status.dataset.sending;
    go().catch(() => {
      // A field only now, and never seen: what goes without a script goes in a field.
      form.append(Object.assign(document.createElement("textarea"), { name: "text", value: words(), hidden: true }));
      plainly(form);
    });
  });

  async function go() {
    const body = new URLSearchParams({ ticket: form.elements.namedItem("ticket").value, text: words() });
    const answer = await send(form, body, status);
    if (answer.counted) return answered(answer);
    // Refused, the words stay where they are: they may be shortened, or kept for another time.
    status.textContent = answer.main.querySelector("p").textContent;
    button.removeAttribute("aria-disabled");
    writable(box);
    box.focus();
  }
}
