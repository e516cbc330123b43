/** Sends a form until a page of ours answers: its ticket makes it count once, however often it is sent. */
// In ms: for one try, and the longest between two.
const PATIENCE = 10_000;
const LONGEST = 8_000;

/**
 * Our pages say in their `main` what became of a form. Anything else, a sign-in page of the Wi-Fi or a proxy's own
 * words, is no answer, whatever its status: no thank-you may be false. An error of this script is thrown and not taken
 * for a dead network; `plainly` is the way then.
 * @typedef {{ main: import("./page.d.ts").Found, counted: boolean, address: string, tries: number }} Answer
 */

/** @returns {Promise<Answer>} */
export async function send(
  /** @type {HTMLFormElement} */ form,
  /** @type {URLSearchParams} */ body,
  /** @type {import("./page.d.ts").Found} */ status
) {
  for (let [tries, wait] = [1, 1000]; ; [tries, wait] = [tries + 1, Math.min(wait * 2, LONGEST)]) {
    const came = await tried(form.action, body);
    const main = came?.page.querySelector("main[data-answer]");
    if (main)
      return {
        main,
        counted: main.dataset.answer === "counted",
        address: /** @type {{ address: string }} */ (came).address,
        tries
      };
    status.textContent = came?.strange ? status.dataset.elsewhere : status.dataset.trying;
    // Some by chance: a room whose server comes back would knock in one moment.
    await new Promise((again) => setTimeout(again, wait + Math.random() * 500));
  }
}

/** One try: null where no network, no server or no patience was there, all the same to who waits. */
async function tried(/** @type {string} */ address, /** @type {URLSearchParams} */ body) {
  // Not AbortSignal.timeout, which iOS 15 lacks: its error was taken for a dead network, and tried for ever.
  const patience = new AbortController();
  const over = setTimeout(() => patience.abort(), PATIENCE);
  const asked = fetch(address, { method: "POST", body, signal: patience.signal });
  const came = await asked.then((answer) => answer.text().then((text) => ({ answer, text }))).catch(() => null);
  clearTimeout(over);
  if (!came) return null;
  // An error of the server's own is tried again; whatever is below may be a page of ours, and says so.
  const page = new DOMParser().parseFromString(came.answer.status < 500 ? came.text : "", "text/html");
  return { page, address: came.answer.url, strange: came.answer.status < 500 };
}

/** Sends the form as it would go without a script. */
export function plainly(/** @type {HTMLFormElement} */ form) {
  // The method itself, and without the form's listeners, which have just failed.
  HTMLFormElement.prototype.submit.call(form);
}

/** Shows an answer in place of the form: what it says has arrived, whatever becomes of the network now. */
export function answered(/** @type {Answer} */ { main, counted, address, tries }) {
  const page = document.querySelector("main");
  for (const words of main.querySelectorAll("[data-said]")) {
    if (words.dataset.said === (tries > 1 ? "again" : "first")) words.hidden = false;
    else words.remove();
  }
  // The answer's own ways: in another language it stays an answer, where the form's would ask again.
  document.querySelector("footer").replaceWith(main.ownerDocument.querySelector("footer"));
  page.replaceChildren(...main.childNodes);
  // A reload asks for the thanks, and not for the ballot again.
  if (counted) history.replaceState(null, "", address);
  document.dispatchEvent(new Event("afterwave:answered"));
  page.focus({ preventScroll: true });
  scrollTo({ top: 0 });
}
