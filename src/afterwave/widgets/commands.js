import { alike, make } from "./element.js";

/** @typedef {import("./element.js").Say} Say */
/**
 * What of a page says how the commands go.
 * @typedef {{ jobs?: Record<string, import("./wire.d.ts").HomeJob> }} Commands
 */
/** @typedef {Node | string | null | undefined | false} Piece what may stand somewhere */

/** What a command told, each line as it stands, its addresses as links. */
export function toldLines(/** @type {string} */ text) {
  // What a sentence puts after an address is no part of it.
  const pieces = text.split(/(https?:\/\/\S+?)(?=[.,;:!?)\]"'»”،؛]*(?:\s|$))/);
  // With a group in its pattern, split keeps what it parted at: every second piece is an address.
  return pieces.map((piece, index) =>
    index % 2 ? make("a", { href: piece, target: "_blank", rel: "noopener" }, piece) : piece
  );
}

/** What is wrong in a file that somebody wrote; the checks tell it in English alone, with file and line. */
const isMistake = (/** @type {string} */ line) => /^\S.*:\d+: /.test(line);

/** @returns {HTMLElement} a line of what is in the way */
const wrongLine = (/** @type {string} */ line) => make("li", isMistake(line) ? { lang: "en" } : {}, ...toldLines(line));

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
          ...(lines?.some(isMistake) ? [make("small", {}, say("mistakes_how"))] : []),
          make("ul", { dir: "auto" }, ...(lines ?? []).map(wrongLine))
        );
      shown = now;
    }
  };
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
export const stateOf = (/** @type {Commands} */ state, /** @type {string} */ name) => state.jobs?.[name]?.state ?? "";

/** Whether a command is on its way, running or ending. */
export const goes = (/** @type {Commands} */ state, /** @type {string} */ name) =>
  ["starting", "running", "ending"].includes(stateOf(state, name));
