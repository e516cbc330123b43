import { make } from "./element.js";

const GRACE = 5; // seconds

/**
 * Lets what is final wait a moment, in which one press of another key takes it back: nobody is told before the moment
 * is over, and a page that closes meanwhile tells nobody at all. What is told beforehand (a poll's last call, a section
 * that is skipped) is told when it is taken back. Each `place` has a sentence and its own Undo, and `changed` is
 * told when something begins or ceases to wait there.
 * @typedef {{ node: HTMLElement, begin: (sentence: string, then: () => void, how?: { seconds?: number, takenBack?: ()
 *   => void }) => void, stop: () => void, undo: () => void, waits: () => boolean }} Waiting
 * @param {import("./element.js").Say} say
 */
export function undoing(say) {
  /** @type {Waiting[]} */
  const waiting = [];

  function place(/** @type {() => void} */ changed) {
    // A number that ticks is not read aloud; the sentence beside it is.
    const left = make("span", { "aria-hidden": "true" });
    const words = make("p", { role: "status" });
    const button = make(
      "button.aw-undo",
      { type: "button", hidden: true, onclick: () => one.undo() },
      make("b", {}, say("undo"), " ", left),
      make("small", {}, say("undo_key"))
    );
    /** @type {Waiting} */
    const one = {
      node: make("div.aw-soon", {}, words, button),
      begin,
      stop: () => end(false),
      undo: () => (undone(), end(false)),
      waits: () => waiting.includes(one)
    };
    let [act, undone, due, ticking] = [() => {}, () => {}, 0, 0];
    /** @type {Element | null} */
    let from = null;

    /** Says what will happen, and does it after the moment. */
    /** @type {Waiting["begin"]} */
    function begin(sentence, then, { seconds = GRACE, takenBack = () => {} } = {}) {
      if (one.waits()) return;
      [act, undone, from] = [then, takenBack, document.activeElement];
      words.textContent = sentence;
      left.textContent = String(seconds);
      button.hidden = false;
      waiting.push(one);
      due = setTimeout(() => end(true), seconds * 1000);
      // It ends on 1: at 0 nobody can press any more.
      ticking = setInterval(() => (left.textContent = String(Math.max((seconds -= 1), 1))), 1000);
      changed();
    }

    function end(/** @type {boolean} */ done) {
      if (!one.waits()) return;
      clearTimeout(due);
      clearInterval(ticking);
      waiting.splice(waiting.indexOf(one), 1);
      // Hidden, it would drop the keyboard's place.
      if (document.activeElement === button && from instanceof HTMLElement) from.focus();
      button.hidden = true;
      words.textContent = "";
      if (done) act();
      changed();
    }

    return one;
  }

  return {
    place,
    /** Undoes what began last; returns whether something waited. */
    takeBack: () => Boolean(waiting.at(-1)) && (waiting.at(-1)?.undo(), true),
    // A copy, for each takes itself off the list as it stops.
    stop: () => [...waiting].forEach((one) => one.stop())
  };
}
