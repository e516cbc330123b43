import { make, stillness } from "./element.js";

/** The line: still water, with one swell at `center` (0 to 1). @returns {string} an SVG path in a 1000 × 60 box */
export function swell(/** @type {number} */ center, from = 0, to = 1) {
  const points = [];
  for (let x = Math.round(from * 1000); x <= to * 1000 + 0.5; x += 5) {
    const away = (x - center * 1000) / 46;
    const y = 46 - 30 * Math.exp(-away * away) * Math.cos(away * 1.15) - 1.2 * Math.sin(x / 13);
    points.push(`${x},${y.toFixed(1)}`);
  }
  return points.length ? `M${points.join("L")}` : "";
}

/**
 * Progress through the evening as one line: what lies behind is drawn in colour, and the swell is where the group is.
 */
export function progress(/** @type {string} */ label) {
  const node = make("div.aw-progress", {
    role: "progressbar",
    "aria-label": label,
    "aria-valuemin": 0,
    "aria-valuemax": 100
  });
  node.innerHTML =
    '<svg viewBox="0 0 1000 60" preserveAspectRatio="none" aria-hidden="true">' +
    '<path class="aw-ahead"/><path class="aw-behind"/></svg>';
  const [ahead, behind] = node.querySelectorAll("path");
  let frame = 0;
  /** @type {number | null} */
  let shown = null;

  function draw(/** @type {number} */ place) {
    shown = place;
    ahead.setAttribute("d", swell(place, place, 1));
    behind.setAttribute("d", swell(place, 0, place));
  }

  function glide(/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ begun) {
    const gone = Math.min((performance.now() - begun) / 900, 1);
    draw(from + (to - from) * (1 - (1 - gone) ** 3));
    if (gone < 1) frame = requestAnimationFrame(() => glide(from, to, begun));
  }

  return {
    node,
    /** @param {number} place 0 at the first step, 1 at the last */
    set(place) {
      node.setAttribute("aria-valuenow", String(Math.round(place * 100)));
      // Away from both edges, which would cut the swell in half.
      const inset = 0.06 + place * 0.88;
      cancelAnimationFrame(frame);
      if (shown === null || stillness()) draw(inset);
      else glide(shown, inset, performance.now());
    },
    stop: () => cancelAnimationFrame(frame)
  };
}
