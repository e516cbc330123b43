/** Seconds in and out. */
export const BREATH = { in: 4, out: 6 };

/** How long a pacer of some minutes goes on, in seconds: a breath that was begun is let out. */
export const inWholeBreaths = (/** @type {number} */ minutes) =>
  Math.ceil((minutes * 60) / (BREATH.in + BREATH.out)) * (BREATH.in + BREATH.out);
