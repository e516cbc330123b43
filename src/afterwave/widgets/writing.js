/**
 * What widgets in which somebody writes have in common: a place to write, buttons, the choice to keep, and files that
 * are made here.
 */

import { textBox } from "./textbox.js";

/**
 * An element with these classes and children; null and "" are no children.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {...(Node | string | null)} children
 */
export function piece(name, className, ...children) {
  const node = document.createElement(name);
  node.className = className;
  for (const child of children) if (child !== null && child !== "") node.append(child);
  return node;
}

/** A place to write in a widget. */
export const writingPlace = (/** @type {string} */ label, className = "aw-own-text") =>
  textBox({ "aria-label": label }, className);

/** What stands in a text box, without the break that a browser keeps at its end. */
export const written = (/** @type {HTMLElement} */ box) => box.innerText.replace(/\n$/, "");

/** A button that does something. */
export function button(/** @type {string} */ text, /** @type {() => void} */ act, className = "aw-own-button") {
  const node = piece("button", className, text);
  node.type = "button";
  node.addEventListener("click", act);
  return node;
}

/** A box to tick; `autocomplete` keeps a browser from ticking it again by itself. */
export function tick(
  /** @type {string} */ type,
  /** @type {string} */ words,
  /** @type {(on: boolean) => void} */ changed,
  facts = {}
) {
  const input = Object.assign(document.createElement("input"), { type, autocomplete: "off", ...facts });
  input.addEventListener("change", () => changed(input.checked));
  const label = piece("label", "", input, piece("span", "", words));
  return { label, input };
}

/** Hands over a file that was made here. */
export function download(/** @type {Blob} */ made, /** @type {string} */ filename) {
  const address = URL.createObjectURL(made);
  Object.assign(document.createElement("a"), { href: address, download: filename }).click();
  // A browser reads the file only after this: an address that is gone at once saves nothing.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/**
 * A widget's words, with `{facts}` filled in.
 * @typedef {(name: string, facts?: Record<string, any>) => string} Wording
 * @typedef {{ get: (name: any) => any }} Model
 */

/** @returns {Wording} */
export function wording(/** @type {Model} */ model) {
  const words = model.get("labels") ?? {};
  // Not replace, which reads $& as a sign of its own, nor replaceAll, which old phones lack.
  return (name, facts = {}) =>
    Object.entries(facts).reduce((text, [fact, value]) => text.split(`{${fact}}`).join(value), words[name] ?? name);
}

/** A widget's frame: a group with a name, and JupyterLab told not to take single letters in it for commands. */
export function frame(/** @type {string} */ className, /** @type {Wording} */ say) {
  const root = piece("div", `aw aw-box aw-own ${className}`);
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", say("label"));
  root.dataset.lmSuppressShortcuts = "true";
  return root;
}

/** What kind of moment this is, and about how long it takes. */
export function eyebrow(/** @type {Model} */ model, /** @type {Wording} */ say) {
  const minutes = model.get("minutes");
  return piece(
    "p",
    "aw-own-eyebrow",
    say("label") + (minutes ? ` · ${say("minutes", { minutes: Number(minutes.toFixed(1)) })}` : "")
  );
}

/** A question, or an invitation, line by line. */
export const questionLines = (/** @type {string} */ words) =>
  words
    .split("\n")
    .filter(Boolean)
    .map((line) => piece("p", "aw-own-question", line));

/**
 * "Keep in this browser", to tick; null where that cannot be, or where others share the origin.
 * @param {boolean} possible
 * @param {Wording} say
 * @param {(on: boolean) => void} changed
 */
export function keepTick(possible, say, changed) {
  if (!possible) return null;
  const keep = tick("checkbox", say("keep"), changed);
  keep.label.classList.add("aw-own-keep");
  return keep;
}
