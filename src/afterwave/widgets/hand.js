import { make, rendered, sayOnce } from "./element.js";

/**
 * What stands in the notes' place while the stage is softened: what to say and to do, whom to call, how long the pause
 * has lasted; and beside it what may be wanted next, to skip this section or to end.
 * @param {{ html: string, danger: string, numbers: string, language: string, direction: string }} page
 * @param {import("./element.js").Say} say
 * @param {{ skip: () => void, end: () => void }} keys
 */
export function inHand(page, say, { skip, end }) {
  const lasts = make("p.aw-lasts", { role: "status" });
  const key = (/** @type {() => void} */ act, /** @type {string} */ words) =>
    make("button.aw-act.aw-small-act", { type: "button", onclick: act }, words);
  const acts = make("div.aw-box-acts", {}, key(skip, say("skip")), key(end, say("end")));
  const words = rendered("div", page.html);
  words.className = "aw-hand-words";
  // A language whose guide lacks this page has the English one here, on a console that is in its own.
  words.lang = page.language;
  words.dir = page.direction;
  // Above the words: where somebody is in danger, nobody is to look for a number.
  const danger = rendered("div", page.danger ?? "");
  danger.className = "aw-hand-numbers";
  const numbers = rendered("div", page.numbers);
  numbers.className = "aw-hand-numbers";
  return {
    node: make("div.aw-hand", {}, lasts, acts, danger, words, make("h2", {}, say("hand_call")), numbers),
    /** @param {number | null} since when the pause began @param {number} now both in seconds */
    show(since, now) {
      const minutes = since ? Math.floor((now - since) / 60) : 0;
      sayOnce(lasts, say(minutes < 1 ? "pause_short" : "pause_lasts", { minutes }));
    }
  };
}
