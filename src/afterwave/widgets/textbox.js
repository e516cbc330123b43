/**
 * The one place to write of the kit, on phones, console and in widgets. Not an input: about those Chromium asks its
 * maker's server.
 */

/**
 * Lets somebody write plain text in a box, or not any more. Where a browser knows no such box (Firefox before 136), any
 * box will do, and what is pasted or dropped is made plain by hand.
 */
export function writable(/** @type {HTMLElement} */ box, may = true) {
  box.setAttribute("contenteditable", may ? "plaintext-only" : "false");
  if (may && box.contentEditable !== "plaintext-only") box.setAttribute("contenteditable", "true");
}

/** What is pasted or dropped, as plain text, at the caret. */
function plain(/** @type {any} */ event) {
  const carried = "clipboardData" in event ? event.clipboardData : event.dataTransfer;
  if (event.currentTarget.contentEditable !== "true") return;
  event.preventDefault();
  // Deprecated, and the one way by which the browser's own Undo takes a paste back.
  document.execCommand("insertText", false, carried.getData("text/plain"));
}

/**
 * Gives an empty box to write in. Nothing reads along: no spell checker that may upload words, no translator that may
 * rewrite them, no add-on that corrects them.
 * @param {Record<string, string>} facts what names it (`aria-label` or `aria-labelledby`), and what differs from a box
 *   of several lines
 */
export function textBox(facts, className = "") {
  const box = document.createElement("div");
  const guards = {
    spellcheck: "false",
    autocorrect: "off",
    translate: "no",
    dir: "auto",
    // Grammarly's and LanguageTool's own ways to be told.
    "data-gramm": "false",
    "data-lt-active": "false"
  };
  const traits = {
    role: "textbox",
    "aria-multiline": "true",
    autocapitalize: "sentences",
    tabindex: "0",
    ...guards,
    ...facts
  };
  for (const [name, value] of Object.entries(traits)) box.setAttribute(name, value);
  if (className) box.className = className;
  // Some translators heed this class, others the attribute above.
  box.classList.add("notranslate");
  for (const event of ["paste", "drop"]) box.addEventListener(event, plain);
  // JupyterLab forbids line breaks in whatever is no editor of its own.
  box.addEventListener("beforeinput", (event) => event.stopPropagation());
  writable(box);
  return box;
}
