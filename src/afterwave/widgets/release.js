import { make, stillness } from "./element.js";

/**
 * Where a cell lies: where it is sure to reach and how far it may, in ballots, of so many and with this margin.
 * @typedef {(cell: import("./wire.d.ts").CellFacts, ballots: number, margin: number) => { sure: number, reach:
 *   number }} Extent
 * @typedef {(cell: import("./wire.d.ts").CellFacts, ballots: number, margin: number, say:
 *   import("./element.js").Say) => string} Words
 */

/** @type {Extent} */
const counted = ({ count }) => ({ sure: count ?? 0, reach: count ?? 0 });
/** @type {Extent} */
const few = (_, _ballots, margin) => ({ sure: 0, reach: margin - 1 });
/** @type {Extent} */
const most = (_, ballots, margin) => ({ sure: ballots - margin + 1, reach: ballots });

/**
 * How each band is drawn, and said: where it is sure to reach and how far it may, in ballots, and its words.
 * `widgets/stage.py` looks whether all that `content/kinds.py` has are here.
 * @type {Record<import("./wire.d.ts").CellFacts["band"], { extent: Extent, words: Words }>}
 */
export const BANDS = {
  exact: { extent: counted, words: (cell) => String(cell.count) },
  pooled: { extent: counted, words: (cell, _ballots, _margin, say) => say("together", { count: cell.count }) },
  "few-or-none": { extent: few, words: (_cell, _ballots, margin, say) => say("few", { limit: margin }) },
  "most-or-all": { extent: most, words: (_cell, ballots, margin, say) => say("most", { limit: ballots - margin + 1 }) }
};

/**
 * Where a cell of a release lies on an axis from 0 to n. One geometry for each band, whatever the count behind it was.
 * @type {Extent}
 */
export const extent = (cell, ballots, margin) => BANDS[cell.band].extent(cell, ballots, margin);

/** What a cell says, in words and never with a number that nobody may know. @type {Words} */
export const inWords = (cell, ballots, margin, say) => BANDS[cell.band].words(cell, ballots, margin, say);

/** The words of a cell's options. */
const namesOf = (/** @type {import("./wire.d.ts").CellFacts} */ cell) => cell.labels ?? cell.options;

function row(
  /** @type {import("./wire.d.ts").CellFacts} */ cell,
  /** @type {import("./wire.d.ts").PictureFacts} */ poll,
  /** @type {import("./element.js").Say} */ say
) {
  const { ballots } = poll.release;
  const { sure, reach } = extent(cell, ballots, poll.margin);
  const percent = (/** @type {number} */ count) => `${(100 * count) / ballots}%`;
  const labels = namesOf(cell).flatMap((label, index) =>
    index ? [make("small", {}, ` ${say("or")} `), label] : [label]
  );
  const bar = make("span.aw-bar", { "data-band": cell.band });
  bar.style.setProperty("--reach", percent(reach));
  bar.style.setProperty("--share", String(reach ? sure / reach : 0));
  const words = make("span.aw-bar-words", {}, inWords(cell, ballots, poll.margin, say));
  return [make("span.aw-bar-label", {}, ...labels), make("span.aw-bar-track", {}, bar), words];
}

function table(/** @type {import("./wire.d.ts").PictureFacts} */ poll, /** @type {import("./element.js").Say} */ say) {
  const lines = poll.release.shown.map((cell) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, namesOf(cell).join(` ${say("or")} `)),
      make("td", {}, inWords(cell, poll.release.ballots, poll.margin, say))
    )
  );
  const head = make("tr", {}, make("th", { scope: "col" }, say("option")), make("th", { scope: "col" }, say("count")));
  const caption = make("caption", {}, `${poll.question} ${say("everyone", { people: poll.release.ballots })}`);
  // In a box of its own: a table that is cut to a point leaves its caption standing in Firefox.
  return make("div.aw-unseen", {}, make("table", {}, caption, make("thead", {}, head), make("tbody", {}, ...lines)));
}

/**
 * The picture of a poll: axis fixed at n, the poll's own order, every bar rising once and together.
 * @param {import("./wire.d.ts").PictureFacts} poll
 * @param {import("./element.js").Say} say
 */
export function picture(poll, say) {
  if (!poll.release.shown.length) return make("p.aw-release-kind", {}, say(poll.release.reason ?? "too-few"));
  const rows = poll.release.shown.flatMap((cell) => row(cell, poll, say));
  const axis = make(
    "span.aw-axis",
    {},
    make("span", {}, "0"),
    make("span", {}, say("everyone", { people: poll.release.ballots }))
  );
  // The empty ones keep the axis in the middle column of the grid.
  const chart = make("div.aw-release-rows", { "aria-hidden": "true" }, ...rows, make("span"), axis, make("span"));
  chart.style.setProperty("--rows", String(poll.release.shown.length));
  const node = make("div.aw-release", {}, chart, table(poll, say));
  if (!stillness()) {
    node.classList.add("aw-rising");
    // The first frame paints the bars at nothing, or they would not rise.
    requestAnimationFrame(() => requestAnimationFrame(() => node.classList.add("aw-risen")));
  }
  return node;
}

/** What a release says, as a small table. */
export function released(
  /** @type {import("./wire.d.ts").PictureFacts} */ poll,
  /** @type {import("./element.js").Say} */ say
) {
  if (!poll.release.shown.length) return make("p", {}, say(poll.release.reason ?? "too-few"));
  const line = (/** @type {import("./wire.d.ts").CellFacts} */ cell) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, namesOf(cell).join(` ${say("or")} `)),
      make("td", {}, inWords(cell, poll.release.ballots, poll.margin, say))
    );
  return make(
    "table.aw-released",
    {},
    make("caption", {}, say("everyone", { people: poll.release.ballots })),
    make("tbody", {}, ...poll.release.shown.map(line))
  );
}
