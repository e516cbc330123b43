import { make } from "./element.js";

const STEP = 5; // minutes
const LENGTHS = [45, 60, 90, 120, 180];

/**
 * The run sheet, in a fold that opens upwards: the way to any section, its minutes, what is left out, and how long the evening is. Not a select: about those,
 * as about inputs, Chromium asks its maker's server.
 * @param {import("./wire.d.ts").Section[]} sections
 * @param {import("./element.js").Say} say
 * @param {{ go: (slug: string) => void, leaveOut: (slugs: string[], on: boolean) => void, setLength: (minutes: number) => void }} acts
 */
export function runSheet(sections, say, { go, leaveOut, setLength }) {
  const summary = make("summary.aw-key", {}, say("run_sheet"));
  const rows = new Map(sections.map((section, index) => [section.slug, row(section, index)]));
  const [length, fits] = [make("p.aw-length"), make("p.aw-fits", { role: "status" })];
  const presets = new Map(LENGTHS.map((minutes) => [minutes, button(say("length_short", { minutes }), () => setLength(minutes))]));
  const fit = button(say("fit"), () => leaveOut(over, true));
  const by = (/** @type {number} */ minutes) => button(say(minutes < 0 ? "shorter" : "longer", { minutes: STEP }), () => setLength(total + minutes));
  const lengths = make("div.aw-lengths", { role: "group", "aria-label": say("length_group") }, ...presets.values(), by(-STEP), by(STEP));
  const sheet = make("div.aw-jump-list", {}, make("ol", {}, ...[...rows.values()].map(({ node }) => node)), fits, fit, length, lengths);
  const left = (/** @type {{ relatedTarget: Node | null }} */ { relatedTarget }) => relatedTarget && !node.contains(relatedTarget) && (node.open = false);
  function escaped(/** @type {KeyboardEvent} */ event) {
    if (event.key !== "Escape" || !node.open) return;
    event.stopPropagation(); // it closes the fold, and nothing else
    node.open = false;
    summary.focus();
  }
  /** @type {HTMLDetailsElement} */
  const node = make("details.aw-jump", { onfocusout: left, onkeydown: escaped }, summary, sheet);
  let [over, total] = [/** @type {string[]} */ ([]), 0];

  function button(/** @type {string} */ words, /** @type {() => void} */ act) {
    return make("button", { type: "button", onclick: act }, words);
  }

  function row(/** @type {import("./wire.d.ts").Section} */ { slug, title, essential }, /** @type {number} */ index) {
    const [minutes, way] = [make("span.aw-sheet-minutes"), button(`${index + 1}  ${title}`, () => choose(slug))];
    /** @type {HTMLButtonElement | null} */
    const toggle = essential ? null : make("button.aw-toggle", { type: "button", "aria-label": `${say("leave_out")}: ${title}`, onclick: () => leaveOut([slug], toggle?.getAttribute("aria-pressed") !== "true") }, say("leave_out"));
    return { node: make("li", {}, way, minutes, toggle), way, minutes, toggle };
  }

  function choose(/** @type {string} */ slug) {
    node.open = false;
    summary.focus();
    go(slug);
  }

  return {
    node,
    shorten: () => setLength(total - STEP),
    /** @param {string} here @param {{ length: number, sheet: Record<string, number>, over: string[] }} clock @param {string[]} skipped */
    show(here, clock, skipped) {
      [over, total] = [clock.over, clock.length];
      for (const [slug, { node: line, way, minutes, toggle }] of rows) {
        const out = skipped.includes(slug);
        line.dataset.out = String(out);
        line.dataset.over = String(!out && over.includes(slug));
        if (slug === here) way.setAttribute("aria-current", "step");
        else way.removeAttribute("aria-current");
        minutes.textContent = out ? say("left_out") : slug in clock.sheet ? say("length_short", { minutes: clock.sheet[slug] }) : over.includes(slug) ? say("no_room") : "";
        toggle?.setAttribute("aria-pressed", String(out));
      }
      const title = (/** @type {string} */ slug) => sections.find((section) => section.slug === slug)?.title ?? slug;
      fits.textContent = over.length ? say("over_first", { title: title(over[0]) }) : "";
      fit.hidden = over.length === 0;
      length.textContent = say("length", { minutes: say.minutes(total) });
      presets.forEach((one, minutes) => one.setAttribute("aria-pressed", String(minutes === total)));
    },
  };
}
