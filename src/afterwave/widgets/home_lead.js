import { make, sayOnce } from "./element.js";
import { partsOf } from "./home_alive.js";
import { goes, stateOf, toldLines, watched, wrongs } from "./commands.js";
import { forPhones, openers, press } from "./home_parts.js";

/** @typedef {import("./element.js").Say} Say */
/** @typedef {import("./wire.d.ts").FrontDoorState} FrontDoorState */
/** @typedef {import("./home_parts.js").Ask} Ask */
/** @typedef {import("./home_steps.js").Panel} Panel */

function since(/** @type {number | null | undefined} */ seconds, /** @type {string} */ language) {
  return (
    seconds &&
    new Intl.DateTimeFormat(`${language}-u-nu-latn`, { dateStyle: "long", timeStyle: "short" }).format(
      new Date(seconds * 1000)
    )
  );
}

/** Where the pages of an evening are, and the phones' address with its code. */
export function pagesOf(
  /** @type {Say} */ say,
  /** @type {Record<string, string>} */ facts,
  /** @type {string} */ code
) {
  return [
    openers([
      [say("stage"), facts.presenter],
      [say("console"), facts.facilitator]
    ]),
    facts.participants && forPhones(say, facts.participants, code)
  ];
}

/** An evening that was ended on its console: so much is said, and the program behind it is stopped here. */
export function stillRuns(/** @type {Say} */ say, /** @type {Ask} */ ask, /** @type {string} */ job) {
  const stop = press(say("stop_program"), () => ask("end", { job }));
  return [make("p.aw-well", { tabindex: "-1" }, say("over_runs")), make("div.aw-row", {}, stop)];
}

/** A practice has the port that printed slips lead to: an evening ends it first, which is said before and after. */
export function roomNote(/** @type {Say} */ say, /** @type {"lead" | "poll"} */ job) {
  const node = make("p", { role: "status", hidden: true });
  return {
    node,
    show(/** @type {FrontDoorState} */ state) {
      const [on, made] = [goes(state, job), state.ended_for === job];
      const other = goes(state, "lead") || goes(state, "poll") || state.session.elsewhere?.presenter;
      const ends = !other && goes(state, "practise");
      const words = (on && made && "practice_ended") || (ends && "practice_ends");
      node.hidden = !words;
      sayOnce(node, words ? say(words) : "");
    }
  };
}

/**
 * What can be begun, or gone on with, before anything runs.
 * @param {Say} say
 * @param {string} language
 * @param {{ lead: (isNew: boolean) => void, settle: (on: boolean) => void }} acts
 */
function beforehand(say, language, { lead, settle }) {
  const row = (/** @type {(Node | null)[]} */ ...keys) => make("div.aw-row", {}, ...keys);
  return (
    /** @type {string} */ how,
    /** @type {FrontDoorState["session"]} */ session,
    /** @type {string} */ code,
    /** @type {boolean} */ asked
  ) => {
    const { begun, ended, shown } = session;
    if (session.elsewhere?.presenter)
      return [
        make("p.aw-well", {}, say(ended ? "over_elsewhere" : "elsewhere")),
        ...pagesOf(say, session.elsewhere, code)
      ];
    const begin = press(say("begin"), () => lead(false), true);
    if (!begun) return [make("p", {}, say("lead_how")), row(begin)];
    const anew = press(say("begin_new"), () => settle(true));
    const where = { section: session.section, since: since(session.since, language) };
    const words = ended ? say("was_ended") : say(session.since ? "unfinished_since" : "unfinished", where);
    // Beginning after an end destroys the pictures that were shown: that is asked once more.
    const ways = ended ? [shown ? null : begin, anew] : [press(say("go_on"), () => lead(false), true), anew];
    const over = how === "done" && !ended ? make("p", {}, say("ended_now")) : null;
    if (!asked) return [over, make("p", {}, words), row(...ways)];
    const rather = press(say("not_yet"), () => settle(false), true);
    const yes = press(say("surely"), () => (settle(false), lead(true)));
    return [make("p", {}, words), make("p.aw-loss", {}, say("is_lost")), row(rather, yes)];
  };
}

/** @returns {Panel} begin, go on, find the pages again, end */
export function leading(/** @type {Say} */ say, /** @type {Ask} */ ask, /** @type {string} */ language) {
  const lead = (/** @type {boolean} */ isNew) => ask("lead", { new: isNew });
  let sure = false;
  const wrong = wrongs(say);
  const going = watched(
    (
      /** @type {string} */ how,
      /** @type {Record<string, string>} */ facts,
      /** @type {string} */ code,
      /** @type {string} */ told,
      /** @type {boolean} */ ended
    ) => {
      if (how === "starting" || how === "ending") return [make("p", {}, say(how))];
      if (ended) return [...stillRuns(say, ask, "lead"), ...pagesOf(say, facts, code)];
      const end = press(say("end"), () => ask("end", { job: "lead" }));
      // What scrolls has to be reached by a keyboard, too.
      const tale = { tabindex: "0", role: "log", "aria-label": say("lead_told") };
      return [
        make("p.aw-well", {}, say("runs")),
        ...pagesOf(say, facts, code),
        told && make("pre.aw-tale", tale, ...toldLines(told)),
        make("div.aw-row", {}, end, make("small", {}, say("end_how")))
      ];
    }
  );
  const parts = partsOf(say, ask, "lead");
  const room = roomNote(say, "lead");
  const before = watched(beforehand(say, language, { lead, settle }));
  /** @type {FrontDoorState | null} */
  let last = null;
  function settle(/** @type {boolean} */ on) {
    sure = on;
    if (last) shown(last);
    before.node.querySelector("button")?.focus();
  }
  function shown(/** @type {FrontDoorState} */ state) {
    last = state;
    const [how, on] = [stateOf(state, "lead"), goes(state, "lead")];
    going.node.hidden = !on;
    busy.hidden = on || !goes(state, "poll");
    before.node.hidden = on || !busy.hidden;
    const { facts = {}, told = "" } = state.jobs.lead ?? {};
    if (on) going.show(how, facts, state.codes.lead, told, state.session.ended);
    else before.show(how, state.session, "", sure);
    parts.show(state);
    room.show(state);
    const why = how === "refused" ? [state.jobs.lead.told] : [];
    wrong.show(state.refusals.lead ?? (state.session.trouble ? [state.session.trouble] : why), say("refused"));
  }
  const busy = make("p", { hidden: true }, say("lead_busy"));
  return { node: make("div", {}, wrong.node, room.node, going.node, parts.node, busy, before.node), show: shown };
}
