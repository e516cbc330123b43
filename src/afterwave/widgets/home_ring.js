import { isolated, make } from "./element.js";
import { watched, wrongs } from "./commands.js";
import { chooser, labelled, ownPress, press } from "./home_parts.js";

/** @typedef {import("./element.js").Say} Say */
/** @typedef {import("./wire.d.ts").FrontDoorState} FrontDoorState */
/** @typedef {import("./wire.d.ts").HomeLine} HomeLine */
/** @typedef {import("./home_parts.js").Ask} Ask */
/** @typedef {import("./home_steps.js").Panel} Panel */
/**
 * @typedef {{ found: (line: HomeLine, found: string, now?: Record<string, string>) => void, later: (line: HomeLine) =>
 *   void, write: () => void }} Acts
 */

/** @type {("number" | "for" | "hours" | "cost" | "languages")[]} */
const LINE_FIELDS = ["number", "for", "hours", "cost", "languages"];

/** Fields for what a line says of itself, filled in as it is listed. */
function lineFields(/** @type {Say} */ say, /** @type {HomeLine | null} */ line) {
  const pairs = LINE_FIELDS.map((name) => {
    const field = make("input", { type: "text", autocomplete: "off", dir: "auto", value: line?.said[name] ?? "" });
    return /** @type {const} */ ([name, field]);
  });
  return {
    node: make("div.aw-fields", {}, ...pairs.map(([name, field]) => labelled(say(`line_${name}`), field))),
    said: (/** @type {string} */ before) =>
      Object.fromEntries(pairs.map(([name, field]) => [before + name, field.value.trim()]))
  };
}

/** One line: its number large, what to ask, and what was found. */
function lineCard(/** @type {Say} */ say, /** @type {Acts} */ acts) {
  return watched((/** @type {HomeLine | null} */ line, /** @type {number} */ place, /** @type {number} */ count) => {
    if (!line) return [];
    const numbers = line.numbers.length ? line.numbers : [line.number];
    const large = numbers.map((number) => make("p.aw-number", { dir: "ltr" }, number));
    const called = line.called ? say("ring_called", { day: isolated(line.called) }) : say("ring_not_called");
    const fields = lineFields(say, line);
    const now = make(
      "div.aw-part",
      { hidden: true },
      make("h4", {}, say("ring_now")),
      fields.node,
      press(say("ring_write"), () => acts.found(line, "changed", fields.said("now_")), true)
    );
    const change = press(say("ring_changed"), () => {
      acts.write();
      now.hidden = false;
      now.querySelector("input")?.focus();
    });
    return [
      make("h3", { tabindex: "-1" }, say("ring_place", { place, count, name: line.name })),
      ...large,
      make("p", { dir: "auto" }, line.told),
      make("small", {}, called),
      make("p", {}, say(`ring_${line.how}`)),
      make(
        "div.aw-row",
        {},
        press(say("ring_works"), () => acts.found(line, "works"), true),
        change,
        press(say("ring_gone"), () => acts.found(line, "gone")),
        press(say("ring_later"), () => acts.later(line))
      ),
      now
    ];
  });
}

/** A line of one's own: of a town, a campus, a language. */
function ownLine(/** @type {Say} */ say, /** @type {Ask} */ ask) {
  const wrong = wrongs(say);
  const node = make("details.aw-part", {}, make("summary", {}, say("ring_own")));
  const own = ownPress();
  function begin() {
    const name = make("input", { type: "text", autocomplete: "off", dir: "auto" });
    const fields = lineFields(say, null);
    const called = make("input", { type: "checkbox" });
    const said = () => ({ name: name.value, ...fields.said(""), called: called.checked });
    const add = () => ask("ring_own", { ...said(), by: own.mark() });
    node.replaceChildren(
      /** @type {HTMLElement} */ (node.firstElementChild),
      labelled(say("line_name"), name),
      fields.node,
      make("label.aw-tick", {}, called, say("ring_called_today")),
      wrong.node,
      press(say("ring_add"), add, true)
    );
  }
  begin();
  return {
    node,
    show(/** @type {FrontDoorState} */ { support, refusals }) {
      // Emptied only once a line is in the file: a refusal leaves what was typed.
      if (own.isAccepted(support.by)) begin();
      wrong.show(refusals.ring_own);
    }
  };
}

/** What stands above and below the line that is being called. */
function ringWords(/** @type {Say} */ say, /** @type {() => void} */ again) {
  const before = watched((/** @type {boolean} */ on, /** @type {string[]} */ emergency) => [
    on && make("p", {}, `${say("ring_before")} ${say("ring_kept")}`),
    on && emergency.length > 0 && make("p.aw-loss", {}, say("ring_never", { numbers: isolated(emergency.join(" / ")) }))
  ]);
  const done = watched((/** @type {boolean} */ on, /** @type {number} */ left, /** @type {number} */ count) => {
    if (!on) return [];
    const words = !count ? say("ring_none") : left ? say("ring_left", { left, count }) : say("ring_all");
    return [
      make("p.aw-well", { tabindex: "-1" }, words),
      count > 0 && make("div.aw-row", {}, press(say("ring_again"), again))
    ];
  });
  return { before, done };
}

/** @returns {Panel} the support lines of a country, called one after the other; each answer is kept at once */
export function ringing(/** @type {Say} */ say, /** @type {Ask} */ ask) {
  const country = chooser((letters) => ask("choose", { country: letters }));
  const wrong = wrongs(say);
  const card = lineCard(say, { found, later, write: () => (writing = true) });
  const { before, done } = ringWords(say, () => {
    again = true;
    behind.clear();
    next();
  });
  const typed = ownLine(say, ask);
  const file = make("small", { dir: "ltr" });
  /** @type {Set<string>} */
  const behind = new Set();
  const own = ownPress();
  // While a correction is typed, its line stays, whatever another window finds.
  let [again, writing, where, pending] = [false, false, "", ""];
  /** @type {FrontDoorState | null} */
  let last = null;
  function next() {
    if (last) show(last);
    /** @type {HTMLElement | null} */
    const head = (card.node.firstElementChild ? card : done).node.querySelector("[tabindex]");
    head?.focus();
  }
  function later(/** @type {HomeLine} */ { number }) {
    writing = false;
    behind.add(number);
    next();
  }
  function found(/** @type {HomeLine} */ { number }, /** @type {string} */ outcome, now = {}) {
    pending = number;
    ask("ring", { number, found: outcome, ...now, by: own.mark() });
  }
  function show(/** @type {FrontDoorState} */ state) {
    last = state;
    const { choice, support, refusals } = state;
    if (choice.country !== where) [where, again, writing] = [choice.country, (behind.clear(), false), false];
    // A line is done with once it is in the file; where writing failed, it stays where it is.
    const moved = own.isAccepted(support.by);
    if (moved) {
      behind.add(pending);
      writing = false;
    }
    const [all, due] = [support.lines, support.lines.filter((line) => line.due)];
    const left = (again ? all : due).filter((line) => !behind.has(line.number));
    country.show([["", say("country_none")], ...state.countries], choice.country);
    before.show(Boolean(left.length), support.emergency);
    if (!writing) card.show(left[0] ?? null, left[0] ? all.indexOf(left[0]) + 1 : 0, all.length);
    done.show(Boolean(choice.country) && !left.length && !writing, due.length, all.length);
    wrong.show(refusals.ring);
    typed.node.hidden = file.hidden = !choice.country;
    typed.show(state);
    file.textContent = support.file;
    if (moved) next();
  }
  const parts = [before.node, card.node, wrong.node, done.node, typed.node, file];
  return { node: make("div", {}, labelled(say("country"), country.node), ...parts), show };
}
