import { inWholeBreaths } from "./breath.js";
import { make, sayOnce } from "./element.js";

/** How much is left, in words that change seldom, so that nobody watches a clock. */
export function remaining(/** @type {number} */ seconds, /** @type {import("./element.js").Say} */ say) {
  if (seconds <= 0) return say("come_back");
  if (seconds <= 30) return say("left_half");
  const minutes = Math.round(seconds / 60);
  return minutes <= 1 ? say("left_one") : say("left", { minutes: say.minutes(minutes) });
}

/** How long what begins and stops on a step takes, in seconds: a minute's quiet, or the wave that breathes. */
const lasts = (/** @type {import("./wire.d.ts").Step | null} */ step) =>
  step?.kind === "breathe" ? inWholeBreaths(step.minutes ?? 1) : Math.round((step?.minutes ?? 0) * 60);

/** Whether what began on a step at `since` (seconds, or null) still runs. */
export const goesOn = (
  /** @type {number | null} */ since,
  /** @type {import("./wire.d.ts").Step | null} */ step,
  /** @type {() => number} */ now
) => since !== null && now() < since + lasts(step);

/**
 * A timer that is never loud: a line that shortens, a few words, and no sound. It runs from the moment it is told,
 * which may lie back.
 * @param {number} minutes
 * @param {import("./element.js").Say} say
 * @param {() => number} now the clock, in seconds
 * @returns {{ node: HTMLElement, run: (since: number | null) => void, stop: () => void }}
 */
export function quietTimer(minutes, say, now) {
  const whole = Math.round(minutes * 60);
  const share = make("i");
  const line = make("div.aw-timer-line", { "aria-hidden": "true" }, share);
  const length = say.minutes(Number(minutes.toFixed(1)));
  const words = make("p.aw-timer-words", { role: "status" }, length);
  const node = make("div.aw-timer", {}, line, words);
  let ticking = 0;
  /** @type {number | null} */
  let began = null;

  function show(/** @type {number | null} */ part, /** @type {string} */ told) {
    share.style.transform = part === null ? "" : `scaleX(${part})`;
    sayOnce(words, told);
  }

  function tick() {
    // No more than the whole: the clock may be set back meanwhile.
    const left = Math.min(Math.ceil((began ?? 0) + whole - now()), whole);
    show(Math.max(left, 0) / whole, remaining(left, say));
    // Its words stay: who looks up late reads that it is time to come back.
    if (left <= 0) stop();
  }

  function stop() {
    clearInterval(ticking);
    node.classList.remove("aw-running");
  }

  function run(/** @type {number | null} */ since) {
    // It is called with every draw, and what runs does not begin anew.
    if (since === began) return;
    stop();
    began = since;
    if (began === null) return show(null, length);
    ticking = setInterval(tick, 1000);
    node.classList.add("aw-running");
    tick();
  }

  return { node, run, stop };
}
