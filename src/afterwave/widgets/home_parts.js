import { alike, make, rendered } from "./element.js";

/** @typedef {import("./element.js").Say} Say */
/** @typedef {import("./wire.d.ts").FrontDoorState} FrontDoorState */
/** @typedef {Node | string | null | undefined | false} Piece what may stand somewhere */
/**
 * Asks the program for something.
 * @typedef {(what: string, facts?: NonNullable<import("./wire.d.ts").HomeMessage["with"]>) => void} Ask
 */

let counted = 0;

/** A button; the one that leads on is primary. */
export const press = (/** @type {string} */ words, /** @type {() => void} */ act, primary = false) =>
  make(`button.aw-press${primary ? ".aw-first" : ""}`, { type: "button", onclick: act }, words);

/** A label with its field, and a line of help below. */
export function labelled(/** @type {string} */ words, /** @type {HTMLElement} */ field, how = "") {
  field.id = `aw-home-${(counted += 1)}`;
  if (how) field.setAttribute("aria-describedby", `${field.id}-how`);
  const help = how ? make("small", { id: `${field.id}-how` }, how) : null;
  return make("div.aw-field", {}, make("label", { for: field.id }, words), field, help);
}

/**
 * A list to choose from; `options` are pairs of value and words. What is being chosen from is left alone while nothing
 * in it changed.
 */
export function chooser(/** @type {(value: string) => void} */ changed) {
  const node = make("select", { onchange: () => changed(node.value) });
  /** @type {string[][] | null} */
  let shown = null;
  return {
    node,
    show(/** @type {string[][]} */ options, /** @type {string} */ value) {
      if (!alike(shown, options))
        node.replaceChildren(...options.map(([one, words]) => make("option", { value: one }, words)));
      shown = options;
      if (document.activeElement !== node || node.value !== value) node.value = value;
    }
  };
}

/** What a command told, each line as it stands, its addresses as links. */
export function toldLines(/** @type {string} */ text) {
  const pieces = text.split(/(https?:\/\/\S+)/);
  return pieces.map((piece, index) =>
    index % 2 ? make("a", { href: piece, target: "_blank", rel: "noopener" }, piece) : piece
  );
}

/** A place for what is in the way: the words of the terminal, said once by a screen reader. */
export function wrongs(/** @type {Say} */ say) {
  const node = make("div.aw-wrong", { role: "alert", hidden: true });
  let shown = "";
  return {
    node,
    show(/** @type {string[] | undefined} */ lines, heading = say("wrong")) {
      const now = (lines ?? []).join("\n");
      node.hidden = !now;
      if (now !== shown)
        node.replaceChildren(
          make("b", {}, heading),
          make("ul", { dir: "ltr" }, ...(lines ?? []).map((line) => make("li", {}, ...toldLines(line))))
        );
      shown = now;
    }
  };
}

/** A list of addresses: what opens there, and the address itself. */
export function openers(/** @type {string[][]} */ pairs) {
  const row = (/** @type {string[]} */ [words, address]) =>
    make(
      "li",
      {},
      make("a", { href: address, target: "_blank", rel: "noopener" }, words),
      make("bdi", { dir: "ltr" }, address.split("?")[0])
    );
  return make("ul.aw-openers", {}, ...pairs.map(row));
}

/** The phones' address, large, with its code beside. */
export function forPhones(/** @type {Say} */ say, /** @type {string} */ address, /** @type {string} */ code) {
  const drawn = rendered("div", code);
  drawn.className = "aw-code";
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", address);
  return make(
    "div.aw-phones",
    {},
    drawn,
    make("p", {}, make("b", {}, say("participants")), make("br"), make("bdi", { dir: "ltr" }, address))
  );
}

/**
 * Shows what one of the commands does: nothing, in a moment, running, or why not. Draws only what changed, so that
 * nothing is read out twice.
 * @template {any[]} Facts
 * @param {(...facts: Facts) => Piece[]} draw
 */
export function watched(draw) {
  const node = make("div.aw-job", { "aria-live": "polite" });
  /** @type {Facts | null} */
  let shown = null;
  return {
    node,
    show(/** @type {Facts} */ ...facts) {
      if (alike(shown, facts)) return;
      shown = facts;
      node.replaceChildren(
        ...draw(...facts).filter((piece) => piece !== null && piece !== undefined && piece !== false)
      );
    }
  };
}

/** In what state a command is, "" for one that was never begun. */
export const stateOf = (/** @type {FrontDoorState} */ state, /** @type {string} */ name) =>
  state.jobs?.[name]?.state ?? "";

/** Whether a command is on its way, running or ending. */
export const goes = (/** @type {FrontDoorState} */ state, /** @type {string} */ name) =>
  ["starting", "running", "ending"].includes(stateOf(state, name));
