import { BREATH, inWholeBreaths } from "./breath.js";

/**
 * A pacer: one line that swells for four counts and settles for six. It begins only when asked, can be stopped at any
 * time, and under reduced motion it is words and a count. No model traffic: what somebody breathes is theirs.
 */

// Named as no other script names one: bundles lay scripts together in one scope (modules.py).
/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 */
function breathingPiece(name, className, text = "") {
  const node = document.createElement(name);
  node.className = className;
  node.textContent = text;
  return node;
}

/** The wave at rest is a flat line; `--swell` (0 to 1) lifts it. */
function breathingLine() {
  const crest = (/** @type {number} */ x) =>
    60 -
    46 * Math.exp(-(((x - 300) / 105) ** 2)) +
    15 * Math.exp(-(((x - 470) / 70) ** 2)) +
    10 * Math.exp(-(((x - 130) / 70) ** 2));
  const points = Array.from({ length: 121 }, (_, i) => `${i * 5},${crest(i * 5).toFixed(1)}`);
  const holder = breathingPiece("div", "aw-breathing-wave");
  holder.setAttribute("aria-hidden", "true");
  // As HTML: createElement makes no SVG, and would need a namespace for each piece.
  holder.innerHTML =
    '<svg viewBox="0 0 600 90" preserveAspectRatio="none">' +
    `<polyline points="${points.join(" ")}" fill="none" vector-effect="non-scaling-stroke"/></svg>`;
  return holder;
}

/**
 * @param {(key: string) => string} say words of the pacer
 * @param {number} minutes after which it stops by itself
 * @param {() => void} [asked] what its button does instead, where another window runs it, too
 * @returns {{ node: HTMLElement, run: (second: number | null) => void, stop: () => void }} `run` begins within the
 *   minutes, or ends
 */
export function pacer(say, minutes, asked) {
  const node = breathingPiece("div", "aw-breathing-pacer");
  const line = breathingLine();
  const words = breathingPiece("p", "aw-breathing-words", say("ready"));
  const count = breathingPiece("p", "aw-breathing-count");
  // What changes every second is for eyes alone; the status below is read aloud, and says only that it runs.
  for (const still of [words, count]) still.setAttribute("aria-hidden", "true");
  const status = breathingPiece("p", "aw-breathing-spoken");
  status.setAttribute("role", "status");
  const control = breathingPiece("button", "aw-breathing-button", say("start"));
  control.type = "button";
  const whole = inWholeBreaths(minutes);
  let [timer, began, last] = [0, 0, 0];

  function beat() {
    // By the clock: a laptop that slept, and a page that nobody looked at, missed some beats.
    const now = Date.now();
    began += Math.min(now - last, 0); // a clock that was set back would hold the breath
    last = now;
    const second = Math.max(Math.round((now - began) / 1000), 0);
    if (second >= whole) return settle("done");
    const place = second % (BREATH.in + BREATH.out);
    const inward = place < BREATH.in;
    words.textContent = say(inward ? "in" : "out");
    count.textContent = String(inward ? place + 1 : place - BREATH.in + 1);
    node.dataset.phase = inward ? "in" : "out";
  }

  function settle(/** @type {string} */ how) {
    clearInterval(timer);
    timer = 0;
    delete node.dataset.phase;
    words.textContent = say(how);
    count.textContent = "";
    control.textContent = say("start");
    status.textContent = how === "done" ? say("done") : "";
  }

  function run(/** @type {number | null} */ from) {
    // It may have begun long ago, on a stage that is loaded again or in another window.
    settle(from !== null && from >= whole ? "done" : "ready");
    if (from === null || from >= whole) return;
    last = Date.now();
    began = last - from * 1000;
    timer = setInterval(beat, 1000);
    control.textContent = say("stop");
    status.textContent = say("running");
    beat();
  }

  control.addEventListener("click", asked ?? (() => run(timer ? null : 0)));
  node.append(line, words, count, control, status);
  return { node, run, stop: () => clearInterval(timer) };
}

/** @param {import("./host.d.ts").Host<import("./wire.d.ts").BreathingTraits>} host */
function renderBreathing({ model, el }) {
  const labels = model.get("labels") ?? {};
  const say = (/** @type {string} */ key) => labels[key] ?? key;
  const root = breathingPiece("div", "aw aw-box aw-breathing");
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", say("label"));
  root.dataset.lmSuppressShortcuts = "true"; // JupyterLab would take Enter and Space for itself
  root.append(breathingPiece("p", "aw-breathing-eyebrow", say("label")));
  for (const line of model.get("invitation").split("\n").filter(Boolean))
    root.append(breathingPiece("p", "aw-breathing-invitation", line));
  const { node, stop } = pacer(say, model.get("minutes"));
  root.append(node, breathingPiece("p", "aw-breathing-other", say("another")));
  el.append(root);
  return stop;
}

export default { render: renderBreathing };
