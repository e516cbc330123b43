import { moduleAt } from "./modules.js";

/** Runs what a page brings: its own modules, and, once somebody asks for one, the kit's widgets. */

/**
 * A widget comes when it is asked for, and what opens it, too: until then the question stands there as a thought, and
 * nothing more is loaded.
 */
export function bring(/** @type {ParentNode} */ root) {
  for (const place of root.querySelectorAll("[data-widget]")) {
    const open = place.querySelector("[data-open]");
    open.hidden = false;
    open.addEventListener("click", () =>
      moduleAt(open.dataset.open)
        .then((module) => module.default(place))
        // No network: it stays a thought, and the button can be pressed again.
        .catch(() => {})
    );
  }
  // Not caught here: bare.js hears of it, and gives the form what it has without a script.
  for (const place of root.querySelectorAll("[data-module]"))
    moduleAt(place.dataset.module).then((module) => module.default(place));
}

document.addEventListener("DOMContentLoaded", () => bring(document));
