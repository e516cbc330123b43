import { make, stillness } from "./element.js";

/**
 * Where a cell of a release lies on an axis from 0 to n: what is sure, and how far it may reach. One geometry for each band, whatever the count behind it was.
 * @param {{ band: string, count: number | null }} cell
 * @returns {{ sure: number, reach: number }}
 */
export function extent(cell, ballots, margin) {
  if (cell.band === "few-or-none") return { sure: 0, reach: margin - 1 };
  if (cell.band === "most-or-all") return { sure: ballots - margin + 1, reach: ballots };
  return { sure: cell.count, reach: cell.count };
}

/** What a cell says, in words and never with a number that nobody may know. */
export function inWords(cell, ballots, margin, say) {
  if (cell.band === "few-or-none") return say("few", { limit: margin });
  if (cell.band === "most-or-all") return say("most", { limit: ballots - margin + 1 });
  return cell.band === "pooled" ? say("together", { count: cell.count }) : String(cell.count);
}

/** About how wide a letter is, as a share of the axis. */
const LETTER = 0.034;

function row(cell, poll, say) {
  const { ballots } = poll.release;
  const { sure, reach } = extent(cell, ballots, poll.margin);
  const percent = (count) => `${(100 * count) / ballots}%`;
  const labels = cell.labels.flatMap((label, index) => (index ? [make("small", {}, ` ${say("or")} `), label] : [label]));
  const bar = make("span.aw-bar", { "data-band": cell.band });
  bar.style.setProperty("--reach", percent(reach));
  bar.style.setProperty("--share", reach ? sure / reach : 0);
  const words = make("span.aw-bar-words", {}, inWords(cell, ballots, poll.margin, say));
  words.dataset.inside = String(reach / ballots + words.textContent.length * LETTER > 0.96); // beside the bar there is no room
  words.style.setProperty("--reach", percent(reach));
  return [make("span.aw-bar-label", {}, ...labels), make("span.aw-bar-track", {}, bar, words)];
}

function table(poll, say) {
  const lines = poll.release.shown.map((cell) =>
    make("tr", {}, make("th", { scope: "row" }, cell.labels.join(` ${say("or")} `)), make("td", {}, inWords(cell, poll.release.ballots, poll.margin, say))),
  );
  const head = make("tr", {}, make("th", { scope: "col" }, say("option")), make("th", { scope: "col" }, say("count")));
  const caption = make("caption", {}, `${poll.question} ${say("everyone", { people: poll.release.ballots })}`);
  // In a box of its own: a table that is cut to a point leaves its caption standing in Firefox.
  return make("div.aw-unseen", {}, make("table", {}, caption, make("thead", {}, head), make("tbody", {}, ...lines)));
}

/**
 * The picture of a poll: axis fixed at n, the poll's own order, every bar rising once and together.
 * @param {{ question: string, margin: number, release: { ballots: number, shown: any[], reason: string | null } }} poll
 */
export function picture(poll, say) {
  if (!poll.release.shown.length) return make("p.aw-release-kind", {}, say(poll.release.reason ?? "too-few"));
  const rows = poll.release.shown.flatMap((cell) => row(cell, poll, say));
  const axis = make("span.aw-axis", {}, make("span", {}, "0"), make("span", {}, say("everyone", { people: poll.release.ballots })));
  const chart = make("div.aw-release-rows", { "aria-hidden": "true" }, ...rows, make("span"), axis);
  chart.style.setProperty("--rows", poll.release.shown.length);
  const node = make("div.aw-release", {}, chart, table(poll, say));
  if (!stillness()) {
    node.classList.add("aw-rising");
    requestAnimationFrame(() => requestAnimationFrame(() => node.classList.add("aw-risen")));
  }
  return node;
}

/** What a release says, as a small table. */
export function released(poll, say) {
  if (!poll.release.shown.length) return make("p", {}, say(poll.release.reason ?? "too-few"));
  const line = (cell) =>
    make("tr", {}, make("th", { scope: "row" }, cell.labels.join(` ${say("or")} `)), make("td", {}, inWords(cell, poll.release.ballots, poll.margin, say)));
  return make("table.aw-released", {}, make("caption", {}, say("everyone", { people: poll.release.ballots })), make("tbody", {}, ...poll.release.shown.map(line)));
}
