/** Opens one of the kit's widgets in a page: it asks its model for values as it does in a notebook, but here nothing listens. */

/** Adds a style sheet, once; a page that holds all of its own names none. @returns {Promise<unknown>} */
function dressed(/** @type {string} */ href) {
  if (!href || document.querySelector(`link[href="${href}"]`)) return Promise.resolve();
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  document.head.append(link);
  return new Promise((done) => (link.onload = link.onerror = done));
}

/** @param {HTMLElement} place a section with `data-widget`, a module's address, and `data-state`, its values as JSON; words on the page are marked by `data-as` */
export default async function openWidget(place) {
  const { widget: address, style, words } = place.dataset;
  const [{ default: widget }, labels] = await Promise.all([moduleAt(address), wordsAt(words), dressed(style)]);
  const said = [...place.querySelectorAll("[data-as]")].map((one) => [one.dataset.as, one.innerText.trim()]);
  const state = { ...JSON.parse(place.dataset.state), ...Object.fromEntries(said), labels: labels[address.match(/([a-z]+)\.[^/]*$/)[1]] };
  const nothing = () => {};
  const model = { get: (/** @type {string} */ name) => state[name], set: nothing, on: nothing, off: nothing, save_changes: nothing, send: nothing };
  const el = document.createElement("div");
  widget.render({ model, el });
  place.replaceChildren(el);
  el.querySelector('[role="textbox"], input, button')?.focus();
}
