/** The ballot: shows the ticks once more before it sends. */
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
    const answer = await send(form.action, new URLSearchParams(/** @type {any} */ (new FormData(form))), () => (status.textContent = status.dataset.trying));
    if (answer.type === "opaqueredirect") location.replace(form.dataset.thanks);
    else {
      const page = document.querySelector("main");
      page.replaceChildren(...(await refusal(answer)).childNodes);
      page.focus();
    }
  });
}
