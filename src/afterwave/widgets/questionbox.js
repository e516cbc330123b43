import { alike, make, sayOnce } from "./element.js";

/**
 * The question box on the console: off until it is turned on, opened only in handfuls, and one question at a time on
 * the stage. How many wait is told to nobody. What people wrote is text and never anything else.
 * @param {import("./element.js").Say} say
 * @param {(message: import("./wire.d.ts").ConsoleMessage) => void} send
 */
export function questionBox(say, send) {
  const state = make("p.aw-hint", { role: "status" });
  const turn = make("button.aw-act.aw-small-act", { type: "button", onclick: () => send({ box: !on }) });
  const open = make(
    "button.aw-act.aw-small-act",
    { type: "button", onclick: () => send({ batch: true }) },
    say("box_open")
  );
  const list = make("ul.aw-questions");
  /** @type {HTMLDetailsElement} */
  const node = make(
    "details.aw-question-box",
    // It stands low on the console: its buttons would open below the fold.
    { ontoggle: () => node.open && node.scrollIntoView({ block: "nearest" }) },
    make("summary", {}, say("box")),
    state,
    make("div.aw-box-acts", {}, turn, open),
    list
  );
  let on = false;
  /** @type {import("./wire.d.ts").BoxQuestion[]} */
  let opened = [];

  function line(/** @type {import("./wire.d.ts").BoxQuestion} */ { key, text, state: where }) {
    const shown = where === "stage";
    const words = make("p", { dir: "auto" }, text);
    const onclick = () => send(shown ? { aside: true } : { ask: key });
    const act = make(
      "button.aw-act.aw-small-act",
      { type: "button", "data-on": String(shown), "data-key": key, onclick },
      say(shown ? "box_aside" : "box_show")
    );
    return make(
      "li",
      { "data-state": where },
      words,
      act,
      where === "done" ? make("span.aw-hint", {}, say("box_done")) : null
    );
  }

  /** Made anew only where something changed, and then the keyboard goes to the same question's key. */
  function relist(/** @type {import("./wire.d.ts").BoxQuestion[]} */ next) {
    if (alike(next, opened)) return;
    opened = next;
    const held = list.contains(document.activeElement) ? document.activeElement?.getAttribute("data-key") : null;
    list.replaceChildren(...next.map(line));
    /** @type {HTMLElement | null} */
    const again = held ? list.querySelector(`[data-key="${CSS.escape(held)}"]`) : null;
    again?.focus();
  }

  return {
    node,
    /** @param {{ on: boolean, opened: { key: string, text: string, state: string }[] }} box */
    update(box) {
      on = box.on;
      sayOnce(state, say(on ? "box_on" : "box_off"));
      turn.textContent = say(on ? "box_turn_off" : "box_turn_on");
      open.hidden = !on;
      relist(box.opened);
    }
  };
}
