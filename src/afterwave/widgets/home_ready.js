import { make } from "./element.js";
import { stillRuns } from "./home_lead.js";
import { readyList } from "./home_list.js";
import { sheetMade } from "./home_paper.js";
import { goes, stateOf, watched, wrongs } from "./commands.js";
import { chooser, labelled, press } from "./home_parts.js";
import { leftPictures } from "./home_pictures.js";

/** @typedef {import("./element.js").Say} Say */
/** @typedef {import("./wire.d.ts").FrontDoorState} FrontDoorState */
/** @typedef {import("./home_parts.js").Ask} Ask */
/** @typedef {import("./home_paper.js").Sheets} Sheets */

/** @returns {import("./home_steps.js").Panel} everything that preflight looks at, as a list that fills */
export function readying(/** @type {Say} */ say, /** @type {Ask} */ ask) {
  const country = chooser((letters) => ask("choose", { country: letters }));
  const list = readyList(say, ask);
  const begin = press(say("check"), () => ask("preflight", list.said()), true);
  const wrong = wrongs(say);
  const ring = make("button.aw-press", { type: "button", "data-go": "ring" }, say("ring"));
  return {
    node: make(
      "div",
      {},
      make("p", {}, say("ready_how")),
      make("div.aw-row", {}, labelled(say("country"), country.node), ring, begin),
      wrong.node,
      ...list.nodes
    ),
    show(/** @type {FrontDoorState} */ state) {
      country.show([["", say("country_none")], ...state.countries], state.choice.country);
      list.show(state.ready, state.codes.preflight ?? "", state.choice.where);
      wrong.show(state.refusals.preflight);
    }
  };
}

function focusFirst(/** @type {HTMLElement} */ node) {
  /** @type {HTMLElement | null} */
  const first = node.querySelector("button, [tabindex]");
  first?.focus();
}

/** What can be done with a session that is kept. */
function afterWays(/** @type {Say} */ say, /** @type {Ask} */ ask, /** @type {(on: boolean) => void} */ settle) {
  const row = (/** @type {Node[]} */ ...keys) => make("div.aw-row", {}, ...keys);
  return (
    /** @type {boolean} */ kept,
    /** @type {string} */ how,
    /** @type {string} */ told,
    /** @type {boolean} */ asked,
    /** @type {boolean} */ left
  ) => {
    const done = how === "done" && told ? make("p.aw-well", { tabindex: "-1" }, told) : null;
    if (!kept) return [done, make("p", {}, say(left ? "after_no_session" : "after_none"))];
    const [rather, yes] = [
      press(say("not_yet"), () => settle(false), true),
      press(say("do_forget_yes"), () => (settle(false), ask("forget")))
    ];
    if (asked) return [make("p.aw-loss", {}, say("forget_what")), row(rather, yes)];
    const [print, forget] = [
      press(say("do_summary"), () => ask("print", { kind: "summary" }), true),
      press(say("do_forget"), () => settle(true))
    ];
    return [done, make("p", {}, say("after_how")), row(print, forget)];
  };
}

/** An evening whose program runs yet, here as one of our commands or, where none is named, in another window. */
const runningYet = (/** @type {Say} */ say, /** @type {Ask} */ ask) =>
  watched((/** @type {string} */ job, /** @type {string} */ how, /** @type {boolean} */ ended) => {
    if (how === "ending") return [make("p", {}, say("ending"))];
    if (how === "starting" || !ended) return [make("p", {}, say("after_runs"))];
    return job ? stillRuns(say, ask, job) : [make("p", {}, say("over_elsewhere"))];
  });

/** What the group saw, as a page; and the end of the session, asked for once. */
export function aftermath(
  /** @type {Say} */ say,
  /** @type {Ask} */ ask,
  /** @type {string} */ _language,
  /** @type {Sheets} */ sheets
) {
  let sure = false;
  /** @type {FrontDoorState | null} */
  let last = null;
  const made = sheetMade(say, sheets, ["summary"]);
  const wrong = wrongs(say);
  function settle(/** @type {boolean} */ on) {
    sure = on;
    if (last) show(last);
    focusFirst(ways.node);
  }
  const ways = watched(afterWays(say, ask, settle));
  const running = runningYet(say, ask);
  const pictures = leftPictures(say, ask);
  function show(/** @type {FrontDoorState} */ state) {
    last = state;
    const { kept, ended, elsewhere } = state.session;
    const how = stateOf(state, "forget");
    const job = ["lead", "poll"].find((name) => goes(state, name)) ?? "";
    const runs = Boolean(job || elsewhere?.presenter);
    running.node.hidden = !runs;
    ways.node.hidden = runs;
    pictures.node.hidden = runs || sure;
    running.show(job, stateOf(state, job), ended);
    const held = ways.node.contains(document.activeElement);
    ways.show(Boolean(kept), how, state.jobs.forget?.told ?? "", sure, state.pictures.length > 0);
    // What was pressed goes with the session: the keyboard stays at what is said of it.
    if (held && !ways.node.contains(document.activeElement)) focusFirst(ways.node);
    pictures.show(state);
    wrong.show(state.refusals.forget ?? (how === "refused" ? [state.jobs.forget.told] : []), say("refused"));
    made.show(state);
  }
  return { node: make("div", {}, running.node, ways.node, made.node, wrong.node, pictures.node), show };
}
