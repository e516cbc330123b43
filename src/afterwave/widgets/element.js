/** Small tools that every dashboard script draws with. */

/**
 * A dashboard's words, with `{facts}` filled in; `minutes` gives a length in words.
 * @typedef {((key: string, facts?: Record<string, any>) => string) & { minutes: (length: number) => string }} Say
 */

/**
 * Makes an element. Attributes that begin with "on" are listeners; true sets an empty attribute, false and null set
 * none.
 * @template {string} Name
 * @param {Name} name may carry classes: "p.aw-quiet"
 * @param {Record<string, any>} attributes
 * @param {...(Node | string | null | undefined)} children
 * @returns {import("./host.d.ts").Made<Name>}
 */
export function make(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const node = /** @type {import("./host.d.ts").Made<Name>} */ (document.createElement(tag));
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children) if (child != null && child !== "") node.append(child);
  return node;
}

/** An element whose inside is HTML that the kit's own renderer made (raw HTML in the content is escaped there). */
export function rendered(/** @type {string} */ name, /** @type {string} */ html) {
  const node = make(name);
  node.innerHTML = html;
  return node;
}

/**
 * @param {{ get: (name: any) => any }} model
 * @returns {Say} the widget's words, with `{facts}` filled in; numbers as the language writes them, with the digits
 *   that are the same everywhere, and minutes in words: Arabic has a form for two, a few and many
 */
export function speaker(model) {
  const labels = model.get("labels") ?? {};
  const digits = `${model.get("language") || "en"}-u-nu-latn`;
  const numbers = new Intl.NumberFormat(digits, { useGrouping: false });
  const units = new Intl.NumberFormat(digits, { style: "unit", unit: "minute", unitDisplay: "long" });
  const told = (/** @type {any} */ value) => (typeof value === "number" ? numbers.format(value) : value);
  // Not replace, which reads $& in a title as a sign of its own, nor replaceAll, which old phones lack.
  /** @type {(key: string, facts?: Record<string, any>) => string} */
  const say = (key, facts = {}) =>
    Object.entries(facts).reduce(
      (words, [name, value]) => words.split(`{${name}}`).join(told(value)),
      labels[key] ?? key
    );
  return Object.assign(say, { minutes: (/** @type {number} */ length) => units.format(length) });
}

/** The language and the direction of a dashboard, for its outermost element: the page around it may be in another. */
export const tongue = (/** @type {{ get: (name: any) => any }} */ model) => ({
  lang: model.get("language"),
  dir: model.get("direction")
});

/** The arrow keys that lead on and back: on is where reading goes. */
export const arrowKeys = (/** @type {{ get: (name: any) => any }} */ model) =>
  model.get("direction") === "rtl" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];

/** An address among words, which reads from left to right in every language. */
export const isolated = (/** @type {string} */ address) => `\u2066${address}\u2069`;

/** Says words in a status; the same words again would be read aloud again. */
export function sayOnce(/** @type {HTMLElement} */ status, /** @type {string} */ words) {
  if (status.textContent !== words) status.textContent = words;
}

/** Gives the keyboard to the console where one of its keys goes: it would fall to the page, and lead nothing there. */
export function backToConsole(/** @type {HTMLElement} */ key) {
  /** @type {HTMLElement | null} */
  const console = key.closest(".aw-console");
  console?.focus();
}

/** Whether two values are the same, by what they say. */
export const alike = (/** @type {unknown} */ a, /** @type {unknown} */ b) => JSON.stringify(a) === JSON.stringify(b);

/** Whether somebody asked for no motion. */
export const stillness = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Whether the widget has the page to itself (Voilà), or is a guest in a notebook. */
export const hasPage = () =>
  // The second is how a page of the tests, which is no Voilà's, says the same.
  Boolean(document.body.dataset.voila) || document.documentElement.dataset.awAlone === "true";

/** Whether a key belongs to what is being typed or pressed, and not to the dashboard. */
export function isTyping(/** @type {KeyboardEvent} */ event) {
  const place = /** @type {Partial<Element> | null} */ (event.target);
  return (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    // Radio buttons need the arrows alone: letters pressed there are still for the evening (see console.js).
    Boolean(place?.closest?.("input:not([type=radio]), textarea, select, [contenteditable]"))
  );
}
