import { make } from "./element.js";

/** Line drawings for the stage, on a field of 400 × 300. What they show, the words beside them say. */

/** A line from left to right as an SVG path. @param {(x: number) => number} height @returns {string} */
function lineOf(height, from = 0, to = 400) {
  const points = [];
  for (let x = from; x <= to; x += 4) points.push(`${x},${height(x).toFixed(1)}`);
  return `M${points.join("L")}`;
}

/** A swell at a place. @param {number} x @param {number} at @param {number} wide */
const swellAt = (x, at, wide) => Math.exp(-(((x - at) / wide) ** 2));
/** How much of a line still goes its own way: all at the left, nothing from three quarters on. @param {number} x */
const apart = (x) => 1 / (1 + Math.exp((x - 215) / 32));
/** @param {number} x */
const met = (x) => 150 - 62 * swellAt(x, 300, 34) + 20 * swellAt(x, 356, 26);
/**
 * A line that begins at a height of its own, with a way of its own, and meets the others.
 * @param {number} rest
 * @param {(x: number) => number} way
 */
const meeting = (rest, way) => lineOf((x) => met(x) * (1 - apart(x)) + (rest + way(x)) * apart(x));

/** @type {Record<string, string[]>} */
const DRAWN = {
  "three-waves": [
    meeting(60, (x) => -26 * swellAt(x, 90, 40)),
    meeting(150, (x) => 12 * Math.sin(x / 17)),
    meeting(240, (x) => 7 * Math.sin(x / 7))
  ],
  weather: [
    "M118 120c-34 0-46-44-8-52c2-42 66-52 82-14c28-18 62 4 54 34c30 4 26 32 2 32z",
    lineOf((x) => 236 - 52 * swellAt(x, 250, 36) + 16 * swellAt(x, 306, 26))
  ],
  // Two arcs around each other; words that go out; a line that rises and settles.
  "care-near": [
    "M176 14c-46 8-46 68 0 76M224 90c46-8 46-68 0-76M192 32c-16 12-16 28 0 40",
    "M146 134c0-14 108-14 108 0v28c0 14-72 14-76 14l-20 16l4-20c-12-2-16-6-16-12z",
    lineOf((x) => 276 - 42 * swellAt(x, 200, 32), 100, 300)
  ],
  // A cup with steam; a drop above its ring; one round thing with room on both sides.
  "care-own": [
    "M158 50h84c0 52-84 52-84 0M242 56c26-4 26 24-8 24M184 38c-8-10 8-14 0-26M214 38c-8-10 8-14 0-26",
    "M200 118c-32 40-26 66 0 66s32-26 0-66M156 196c22 12 66 12 88 0",
    // The ring ends .1 beside its beginning: an arc that ends where it begins is drawn as nothing.
    "M200 262a14 14 0 1 1 .1 0M120 288h160"
  ]
};

/** A line drawing beside a slide's words, which a screen reader passes. @param {string} name @returns {HTMLElement} */
export function drawing(name) {
  const node = make("div.aw-drawing", { "aria-hidden": "true" });
  const paths = (DRAWN[name] ?? []).map((path) => `<path d="${path}"/>`).join("");
  node.innerHTML = `<svg viewBox="0 0 400 300" focusable="false">${paths}</svg>`;
  return node;
}
