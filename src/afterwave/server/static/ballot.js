/** The ballot: shows the ticks once more before it sends, then asks until it is answered. The ticket makes it count once, however often it is asked. */
const PATIENCE = 10_000; // ms for one try
const LONGEST = 8_000; // ms between two

/** Sends the form until somebody answers. @returns {Promise<Response>} */
async function send(/** @type {HTMLFormElement} */ form, /** @type {() => void} */ trying) {
  const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  for (let wait = 1000; ; wait = Math.min(wait * 2, LONGEST)) {
    try {
      const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
      if (answer.status < 500) return answer;
    } catch {
      /* No network, no server, or no patience: all the same to who waits. */
    }
    trying();
    await new Promise((again) => setTimeout(again, wait + Math.random() * 500));
  }
}

/** Shows a refusal's own words in place of the form. */
async function refuse(/** @type {Response} */ answer) {
  const page = document.querySelector("main");
  const words = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
  page.replaceChildren(...words.childNodes);
  page.focus();
}

/** @param {HTMLFormElement} form */
export default function ballot(form) {
  const [ask, button] = [form.querySelector("fieldset"), form.querySelector(".send")];
  const sure = form.querySelector("template").content.firstElementChild;
  const [title, list, none, status] = ["h2", "ul", ".none", "[role=status]"].map((what) => sure.querySelector(what));
  const [yes, change] = [sure.querySelector("[data-send]"), sure.querySelector("[data-change]")];
  form.append(sure);
  turn(false);

  function turn(/** @type {boolean} */ asking) {
    [ask.hidden, button.hidden, sure.hidden] = [asking, asking, !asking];
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = [...form.querySelectorAll(":checked")].map((input) => input.closest("label").textContent.trim());
    list.replaceChildren(...chosen.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    [list.hidden, none.hidden] = [!chosen.length, chosen.length > 0];
    turn(true);
    title.focus();
  });
  change.addEventListener("click", () => {
    turn(false);
    button.querySelector("button").focus();
  });
  yes.addEventListener("click", async () => {
    if (yes.getAttribute("aria-disabled")) return;
    yes.setAttribute("aria-disabled", "true");
    change.hidden = true;
    status.textContent = status.dataset.sending;
    const answer = await send(form, () => (status.textContent = status.dataset.trying));
    if (answer.type === "opaqueredirect") location.replace(form.dataset.thanks);
    else await refuse(answer);
  });
}
