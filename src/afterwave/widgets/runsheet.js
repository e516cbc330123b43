import { make, sayOnce } from "./element.js";

/** @typedef {import("./wire.d.ts").SectionFacts} Section @typedef {import("./element.js").Say} Say */

const STEP = 5; // minutes
const EDGE = 6; // pixels between the sheet and what is around it
const LENGTHS = [45, 60, 90, 120, 180];

function button(/** @type {string} */ words, /** @type {() => void} */ act) {
  return make("button", { type: "button", onclick: act }, words);
}

/**
 * A section on the sheet: the way to it, its minutes, and whether it is left out; what is essential never is.
 * @param {Section} section
 * @param {number} index
 * @param {Say} say
 * @param {{ choose: (slug: string) => void, leaveOut: (slugs: string[], on: boolean) => void }} acts
 */
function sheetRow({ slug, title, essential, steps }, index, say, { choose, leaveOut }) {
  const [minutes, way] = [make("span.aw-sheet-minutes"), button(`${index + 1}  ${title}`, () => choose(slug))];
  const turn = () => leaveOut([slug], node.dataset.out !== "true");
  /** @type {HTMLButtonElement | null} */
  const toggle = essential ? null : make("button.aw-toggle", { type: "button", onclick: turn });
  const node = make("li", {}, way, minutes, toggle);
  return {
    node,
    /**
     * @param {string} here
     * @param {{ sheet: Record<string, number>, over: string[] }} clock
     * @param {boolean} out
     * @param {string[]} omitted
     */
    show(here, { sheet, over }, out, omitted) {
      node.dataset.out = String(out);
      node.dataset.over = String(!out && over.includes(slug));
      if (slug === here) way.setAttribute("aria-current", "step");
      else way.removeAttribute("aria-current");
      const short = omitted.length > 0 && omitted.length < steps.length;
      const lasts = slug in sheet ? say(short ? "length_shorter" : "length_short", { minutes: sheet[slug] }) : "";
      minutes.textContent = out ? say("left_out") : lasts || (over.includes(slug) ? say("no_room") : "");
      const words = say(out ? "take_in" : "leave_out");
      toggle?.replaceChildren(words);
      toggle?.setAttribute("aria-label", `${words}: ${title}`);
    }
  };
}

/** How long the evening is: some usual lengths, and a little less or more. */
function lengthKeys(/** @type {Say} */ say, /** @type {(change: (total: number) => number) => void} */ set) {
  const one = (/** @type {number} */ minutes) => button(say("length_short", { minutes }), () => set(() => minutes));
  const by = (/** @type {number} */ minutes) =>
    button(say(minutes < 0 ? "shorter" : "longer", { minutes: STEP }), () => set((total) => total + minutes));
  const presets = new Map(LENGTHS.map((minutes) => [minutes, one(minutes)]));
  const facts = { role: "group", "aria-label": say("length_group") };
  return { presets, node: make("div.aw-lengths", facts, ...presets.values(), by(-STEP), by(STEP)) };
}

/**
 * The run sheet, in a fold that opens upwards: the way to any section, its minutes, what is left out, and how long the
 * evening is. Not a select: about those, as about inputs, Chromium asks its maker's server.
 * @param {Section[]} sections
 * @param {Say} say
 * @param {{ go: (slug: string) => void, leaveOut: (slugs: string[], on: boolean) => void, setLength: (minutes: number)
 *   => void }} acts
 */
export function runSheet(sections, say, { go, leaveOut, setLength }) {
  const summary = make("summary.aw-key", { onclick: measure }, say("run_sheet"));
  const rows = new Map(
    sections.map((section, index) => [section.slug, sheetRow(section, index, say, { choose, leaveOut })])
  );
  const [length, fits] = [make("p.aw-length"), make("p.aw-fits", { role: "status" })];
  const { presets, node: lengths } = lengthKeys(say, (change) => setLength(change(total)));
  const fit = button(say("fit"), () => leaveOut(over, true));
  const list = make("ol", {}, ...[...rows.values()].map(({ node: line }) => line));
  const sheet = make("div.aw-jump-list", {}, list, fits, fit, length, lengths);
  const left = (/** @type {{ relatedTarget: Node | null }} */ { relatedTarget }) =>
    // No relatedTarget: the focus went nowhere, as with a click on bare ground or on another window.
    relatedTarget && !node.contains(relatedTarget) && (node.open = false);
  function escaped(/** @type {KeyboardEvent} */ event) {
    if (event.key !== "Escape" || !node.open) return;
    event.stopPropagation(); // it closes the fold, and nothing else
    node.open = false;
    summary.focus();
  }
  /**
   * Leaves the sheet all that the console has above its bar, which takes a second line in some languages: before it
   * unfolds, for a fold's own event comes a frame late, and a sheet too high would be seen to shrink.
   */
  function measure() {
    const bar = node.parentElement?.offsetTop ?? 0;
    sheet.style.setProperty("--room", `${bar - 2 * EDGE}px`);
  }
  /** @type {HTMLDetailsElement} */
  const node = make("details.aw-jump", { onfocusout: left, onkeydown: escaped }, summary, sheet);
  let [over, total] = [/** @type {string[]} */ ([]), 0];

  function choose(/** @type {string} */ slug) {
    node.open = false;
    summary.focus();
    go(slug);
  }

  return {
    node,
    shorten: () => setLength(total - STEP),
    /**
     * @param {string} here
     * @param {{ length: number, sheet: Record<string, number>, over: string[] }} clock
     * @param {string[]} skipped
     * @param {Record<string, string[]>} omissions
     */
    show(here, clock, skipped, omissions) {
      [over, total] = [clock.over, clock.length];
      rows.forEach((row, slug) => row.show(here, clock, skipped.includes(slug), omissions[slug] ?? []));
      const title = (/** @type {string} */ slug) => sections.find((section) => section.slug === slug)?.title ?? slug;
      sayOnce(fits, over.length ? say("over_first", { title: title(over[0]) }) : "");
      fit.hidden = over.length === 0;
      length.textContent = say("length", { minutes: say.minutes(total) });
      presets.forEach((one, minutes) => one.setAttribute("aria-pressed", String(minutes === total)));
    }
  };
}
