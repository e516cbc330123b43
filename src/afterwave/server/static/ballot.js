import { handing } from "./handing.js";
import { answered, plainly, send } from "./sending.js";

/** The ballot: shows the ticks once more before it sends. */
// In ms: a double tap on Send is no answer to what it asks.
const TAPPED = 500;

/** @param {import("./page.d.ts").Form} form */
export default function ballot(form) {
  const [ask, button] = [form.querySelector("fieldset"), form.querySelector(".send")];
  const sure = form.querySelector("template").content.firstElementChild;
  const [title, list, none, status] = ["h2", "ul", ".none", "[role=status]"].map((what) => sure.querySelector(what));
  const [yes, change] = [sure.querySelector("[data-send]"), sure.querySelector("[data-change]")];
  form.append(sure);
  turn(false);
  const sending = () => yes.getAttribute("aria-disabled") === "true";
  if (form.querySelector("[data-hand]")) handing(form, { clear, sending });

  function clear() {
    form.reset();
    list.replaceChildren();
    turn(false);
  }

  function turn(/** @type {boolean} */ asking) {
    [ask.hidden, button.hidden, sure.hidden] = [asking, asking, !asking];
  }

  function again() {
    const chosen = [...form.querySelectorAll(":checked")].map((input) => input.closest("label").textContent.trim());
    list.replaceChildren(...chosen.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    [list.hidden, none.hidden] = [!chosen.length, chosen.length > 0];
    turn(true);
    yes.disabled = true;
    setTimeout(() => (yes.disabled = false), TAPPED);
    // WebKit would scroll to where the heading stood before the page became shorter.
    title.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }

  async function go() {
    // Not `disabled`: the keyboard, and what is read aloud, stay here until an answer comes.
    yes.setAttribute("aria-disabled", "true");
    for (const other of [change, sure.querySelector("[data-unsent]"), ...form.querySelectorAll("[data-hand]")])
      other.hidden = true;
    // On a device that is handed on, what was chosen does not wait for the network in sight.
    if (form.querySelector("[data-hand]")) list.hidden = true;
    status.textContent = status.dataset.sending;
    const answer = await send(form, new URLSearchParams(/** @type {any} */ (new FormData(form))), status);
    // The server does not say a slip's code back: who thanks has it from this form, for the way to the group.
    const kept = answer.main.querySelector("[data-kept] [name=slip]");
    if (kept) kept.value = form.elements.namedItem("ticket").value;
    answered(answer);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    try {
      again();
    } catch {
      // A mistake of ours costs nobody their ballot.
      plainly(form);
    }
  });
  change.addEventListener("click", () => {
    turn(false);
    button.querySelector("button").focus();
  });
  yes.addEventListener("click", () => yes.disabled || sending() || go().catch(() => plainly(form)));
}
