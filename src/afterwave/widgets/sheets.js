import { make } from "./element.js";

/**
 * One sheet at a time over the stage or the console; Escape closes it, and the keys go back to where they were.
 * @param {HTMLElement} root
 * @param {import("./element.js").Say} say
 * @param {(name: string) => void} closed is told which sheet went
 */
export function sheets(root, say, closed = () => {}) {
  /** @type {{ name: string, node: HTMLElement, before: Element | null } | null} */
  let open = null;

  /** Returns whether one was open. */
  function close() {
    if (!open) return false;
    open.node.remove();
    const { name, before } = open;
    open = null;
    if (before instanceof HTMLElement) before.focus();
    closed(name);
    return true;
  }

  /** Shows a sheet, or takes it away when it is the one that shows. */
  function toggle(/** @type {string} */ name, /** @type {string} */ title, /** @type {(Node | null)[]} */ ...inside) {
    const same = open?.name === name;
    close();
    if (same) return;
    const shut = make("button.aw-quiet-button", { type: "button", onclick: close }, say("close"));
    const node = make(
      "div.aw-sheet",
      { role: "dialog", "aria-modal": "true", "aria-label": title, "data-sheet": name },
      make("h1", {}, title),
      ...inside,
      shut
    );
    node.addEventListener("keydown", (event) => event.key === "Tab" && held(event, node));
    // Asked before the sheet takes the focus: it goes back there.
    open = { name, node, before: document.activeElement };
    root.append(node);
    shut.focus({ preventScroll: true }); // a sheet begins at its top
  }

  return { toggle, close, open: () => open?.name ?? null };
}

/** Keeps the Tab key inside a sheet while it shows. */
function held(/** @type {KeyboardEvent} */ event, /** @type {HTMLElement} */ node) {
  /** @type {NodeListOf<HTMLElement>} */
  const all = node.querySelectorAll('button:not([tabindex="-1"]), [role="textbox"]');
  // What is hidden, or lies in a closed fold, has no boxes, and cannot be stopped at.
  const stops = [...all].filter((stop) => stop.getClientRects().length);
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
}

/** The keys with these names, each with what it does. */
export function keySheet(/** @type {string[]} */ names, /** @type {import("./element.js").Say} */ say) {
  const line = (/** @type {string} */ name) => {
    const [keys, what] = say(`key_${name}`).split("|");
    return [make("dt", {}, keys), make("dd", {}, what)];
  };
  return [make("dl", {}, ...names.flatMap(line))];
}
