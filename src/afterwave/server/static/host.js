/** Runs what a page brings: its own modules, and the kit's widgets, which ask their model for values as they do in a notebook, but here nothing listens. */

/** @param {HTMLElement} place a section with `data-widget`, a module's address, and `data-state`, its values as JSON */
async function openWidget(place) {
  const state = JSON.parse(place.dataset.state);
  const nothing = () => {};
  const model = { get: (/** @type {string} */ name) => state[name], set: nothing, on: nothing, off: nothing, save_changes: nothing, send: nothing };
  const { default: widget } = await import(place.dataset.widget);
  const el = document.createElement("div");
  widget.render({ model, el });
  place.replaceChildren(el);
  el.querySelector('[role="textbox"], button')?.focus();
}

/** A widget comes when it is asked for: until then the question stands there as a thought, and nothing more is loaded. */
function bring(/** @type {ParentNode} */ root) {
  for (const place of root.querySelectorAll("[data-widget]")) {
    const open = place.querySelector("[data-open]");
    open.hidden = false;
    open.addEventListener("click", () => openWidget(place).catch(() => {}));
  }
  for (const place of root.querySelectorAll("[data-module]")) import(place.dataset.module).then((module) => module.default(place));
}

bring(document);
