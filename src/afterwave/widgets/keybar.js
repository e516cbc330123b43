import { make } from "./element.js";

/**
 * What is under the facilitator's hand, always in the same place. End stands at the far side from soften.
 * @param {import("./element.js").Say} say
 * @param {Record<"step" | "soften" | "timer" | "skip" | "end", (by?: any) => void>} acts
 * @param {{ node: HTMLElement, shorten: () => void }} sheet the run sheet
 * @param {Record<"skip" | "end", import("./undo.js").Waiting>} waiting where Skip and End can be undone
 */
export function keyBar(say, acts, sheet, waiting) {
  const words = (/** @type {string} */ name, /** @type {string} */ below) => [
    make("b", {}, name),
    below ? make("small", {}, below) : null
  ];
  const key = (/** @type {string} */ name, /** @type {() => void} */ act, /** @type {string} */ label, below = "") =>
    make(`button.aw-key.aw-key-${name}`, { type: "button", onclick: act }, ...words(label, below));
  const softKey = key("soften", acts.soften, say("soften"));
  const timerKey = key("timer", acts.timer, say("timer"));
  const skipKey = key("skip", acts.skip, say("skip"));
  const endKey = key("end", acts.end, say("end"));
  const leading = [
    key("back", () => acts.step(-1), say("back")),
    key("next", () => acts.step(1), say("next_step")),
    softKey,
    sheet.node,
    timerKey,
    make("div.aw-final.aw-skip", {}, skipKey, waiting.skip.node),
    key("shorten", sheet.shorten, say("shorter", { minutes: 5 }), say("evening_left"))
  ];
  const end = make("div.aw-final.aw-end", {}, endKey, waiting.end.node);
  const node = make("div.aw-keys", { role: "group", "aria-label": say("keys") }, ...leading, end);

  return {
    node,
    /** Shows whether something on this step can begin, and whether it goes on. */
    time(/** @type {boolean} */ runs, /** @type {boolean} */ going) {
      // Not `disabled`: with every step the key would leave the Tab key's way, or come back into it.
      timerKey.setAttribute("aria-disabled", String(!runs));
      timerKey.setAttribute("aria-pressed", String(going));
    },
    /**
     * @param {{ calm: boolean, ended: boolean, gone: boolean }} state whether the stage is softened, the evening over,
     *   and nothing is left to go on with
     */
    show({ calm, ended, gone }) {
      // After the end nothing leads on, softens or shortens; whoever stood on such a key finds the one that goes on.
      const held = leading.some((one) => one.contains(document.activeElement));
      for (const one of leading) one.hidden = ended;
      if (ended && held) endKey.focus();
      softKey.replaceChildren(
        make("b", {}, say(calm ? "resume" : "soften")),
        make("small", {}, say(calm ? "resume_how" : "soften_how"))
      );
      endKey.replaceChildren(make("b", {}, say(ended ? "resume_evening" : "end")));
      skipKey.setAttribute("aria-disabled", String(waiting.skip.waits()));
      endKey.setAttribute("aria-disabled", String(waiting.end.waits()));
      endKey.hidden = ended && gone;
    }
  };
}
