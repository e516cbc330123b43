import { alike, make } from "./element.js";
import { drawStep, fromTheBox } from "./step.js";

/**
 * What the stage may show: a step, or what goes before it: the end, the calm screen, a question from the box.
 * @typedef {{ kind: string, text?: string, section?: string, step?: import("./wire.d.ts").Step | null, poll?:
 *   import("./wire.d.ts").PollFacts | null }} Scene
 */

/** Words that do not fit are made smaller, down to 1/24 of the height; after that they scroll. */
export function fit(/** @type {HTMLElement} */ body) {
  for (const size of [1, 0.93, 0.86, 0.8, 0.75]) {
    body.style.setProperty("--fit", String(size));
    // A browser rounds both heights: one pixel is no overflow.
    if (body.scrollHeight <= body.clientHeight + 1) return;
  }
}

/** Keeps the words fitting whatever becomes of the window and of the letters. @returns {() => void} what ends it */
export function fitting(/** @type {HTMLElement} */ root, /** @type {HTMLElement} */ body) {
  const sized = new ResizeObserver(() => fit(body));
  sized.observe(root);
  // Letters that come late are of another width than those that stood in for them.
  document.fonts?.ready.then(() => fit(body));
  return () => sized.disconnect();
}

/** The calm screen, and the end. */
function resting(/** @type {string} */ kind, /** @type {import("./element.js").Say} */ say) {
  const words = make("div.aw-words", {}, make("h1", {}, say(kind)), make("p", {}, say(`${kind}_how`)));
  return { node: make("div.aw-step.aw-resting", {}, words) };
}

/**
 * The stage's screen: it draws what changed and nothing else, so that a count that comes in moves no words.
 * @param {{ root: HTMLElement, body: HTMLElement, spoken: HTMLElement }} frame
 * @param {import("./host.d.ts").Model<import("./wire.d.ts").StageTraits, any>} model
 * @param {import("./element.js").Say} say
 * @param {{ now: () => number, begin: () => void, turn: (card: number | null) => void }} acts see `drawStep`
 */
export function screen({ root, body, spoken }, model, say, acts) {
  /** @type {import("./step.js").Drawn | null} */
  let drawn = null;
  /** @type {Scene | null} */
  let shown = null;

  /** @returns {import("./step.js").Drawn} */
  function drawnOf(/** @type {Scene} */ { kind, step, text }) {
    if (kind === "question") return { node: fromTheBox(text ?? "", say) };
    if (kind !== "step") return resting(kind, say);
    return step
      ? drawStep(step, { polls: model.get("polls"), join: model.get("join") }, say, acts)
      : { node: make("div") };
  }

  function redraw(/** @type {Scene} */ next) {
    const sameStep =
      shown?.kind === "step" && next.kind === "step" && alike(shown.step, next.step) && shown.section === next.section;
    shown = next;
    drawn?.stop?.();
    root.dataset.scene = next.kind;
    drawn = drawnOf(next);
    // A count that came in is no arrival, and moves nothing on the screen.
    if (!sameStep || next.poll?.state === "revealed") drawn.node.classList.add("aw-arrives");
    body.replaceChildren(drawn.node);
    body.scrollTop = 0;
    /** @type {HTMLElement | null} */
    const heading = drawn.node.querySelector("h1, .aw-words");
    if (!sameStep) spoken.textContent = heading?.innerText ?? "";
    fit(body);
  }

  return {
    show: (/** @type {Scene} */ next) => alike(next, shown) || redraw(next),
    /** Shows what runs on this step, and which card is turned. */
    lay(/** @type {import("./wire.d.ts").Props} */ { timer, card }) {
      drawn?.run?.(timer);
      drawn?.turn?.(card);
    },
    runs: () => Boolean(drawn?.run),
    stop: () => drawn?.stop?.()
  };
}
