import { moduleAt, wordsAt } from "./modules.js";

/**
 * Opens one of the kit's widgets in a page: it asks its model for values as it does in a notebook, but here nothing
 * listens.
 */

/** Adds a style sheet, once; a page that holds all of its own names none. @returns {Promise<unknown>} */
function dressed(/** @type {string} */ href) {
  if (!href || document.querySelector(`link[href="${href}"]`)) return Promise.resolve();
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  document.head.append(link);
  // Without its looks, which a poor network may lose, it opens all the same.
  return new Promise((done) => (link.onload = link.onerror = done));
}

/**
 * What a file is called that somebody downloads: nothing that gives away what it holds.
 * @type {Record<string, string>}
 */
const FILE = { reflection: "notes.txt", card: "notes.png" };

/**
 * What stands in a list on the page: words, or lists of words, such as a card's front and, after a colon, its back.
 * @returns {any}
 */
const listed = (/** @type {Element} */ { children, textContent }) =>
  children.length ? [...children].map(listed) : textContent.replace(/^: /, "");

/**
 * @param {import("./page.d.ts").Found} place a section with `data-widget`, a module's address, and `data-state`, its
 *   values as JSON, but for those that people read on the page anyway: words marked by `data-as`, and lists marked by
 *   `data-list`
 */
export default async function openWidget(place) {
  const { widget: address, style, words } = place.dataset;
  const [{ default: widget }, labels] = await Promise.all([moduleAt(address), wordsAt(words), dressed(style)]);
  // innerText keeps the breaks between lines, by which widgets part an invitation.
  const said = [...place.querySelectorAll("[data-as]")].map((one) => [one.dataset.as, one.innerText.trim()]);
  const lists = [...place.querySelectorAll("[data-list]")].map((one) => [one.dataset.list, listed(one)]);
  const name = /** @type {RegExpMatchArray} */ (address.match(/([a-z]+)\.[^/]*$/))[1];
  const state = {
    filename: FILE[name],
    ...JSON.parse(place.dataset.state ?? "{}"),
    ...Object.fromEntries([...said, ...lists]),
    labels: labels[name]
  };
  const nothing = () => {};
  const model = {
    get: (/** @type {string} */ name) => state[name],
    set: nothing,
    on: nothing,
    off: nothing,
    save_changes: nothing,
    send: nothing
  };
  const el = document.createElement("div");
  widget.render({ model, el });
  place.replaceChildren(el);
  // The place to write before the choices that may stand above it: a blank typed there would tick the first.
  /** @type {HTMLElement | null} */ (
    el.querySelector('[role="textbox"]') ?? el.querySelector("input, button")
  )?.focus();
}
