import { arrowKeys, isTyping } from "./element.js";

/**
 * @typedef {import("./wire.d.ts").ConsoleTraits} Traits
 * @typedef {import("./host.d.ts").Model<Traits, import("./wire.d.ts").ConsoleMessage>} Model
 * @typedef {Record<"soften" | "timer" | "join", () => void> & Record<"step" | "ends", (to: number) => void>} Acts
 */

/** What the console is drawn anew for, when the kernel says something else of it. */
export const HEARD = [
  "polls",
  "outlook",
  "clock",
  "ended",
  "notice",
  "slower",
  "skipped",
  "omissions",
  "box",
  "slips",
  "fetched",
  "astray",
  "question",
  "addresses",
  "closing",
  "colleague",
  "over",
  "own",
  "after"
];

/** What hears a key on the console. */
export function consoleListener(
  /** @type {Model} */ model,
  /** @type {Acts} */ acts,
  /** @type {{ list: () => void, all: ReturnType<typeof import("./slidelist.js").slideSheet>, escape: () => void }} */ {
    list,
    all,
    escape
  }
) {
  const [ahead, behind] = arrowKeys(model);
  const [on, back] = [() => acts.step(1), () => acts.step(-1)];
  const { soften, timer, join } = acts;
  const ends = { Home: () => acts.ends(0), End: () => acts.ends(-1) };
  /** @type {Record<string, () => void>} */
  const keys = {
    [ahead]: on,
    PageDown: on,
    [behind]: back,
    PageUp: back,
    ".": soften,
    b: soften,
    t: timer,
    j: join,
    a: () => model.get("ended") || all.toggle(),
    "?": list,
    Escape: escape,
    ...ends
  };
  return (/** @type {KeyboardEvent} */ event) => {
    const act = keys[event.key];
    // There the arrows choose an answer, and in the list of slides they lead from slide to slide.
    const inRadios =
      event.target instanceof HTMLInputElement && event.target.type === "radio" && event.key.startsWith("Arrow");
    if (!act || isTyping(event) || inRadios || (all.open() && /^(Arrow|Page|Home|End)/.test(event.key))) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
}
