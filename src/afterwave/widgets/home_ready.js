import { make } from "./element.js";
import { printing, sheetMade } from "./home_paper.js";
import { chooser, goes, press, labelled, stateOf, toldLines, watched, wrongs } from "./home_parts.js";

/** @typedef {import("./element.js").Say} Say */
/** @typedef {import("./wire.d.ts").FrontDoorState} FrontDoorState */
/** @typedef {(what: string, facts?: NonNullable<import("./wire.d.ts").HomeMessage["with"]>) => void} Ask asks the program for something */
/** @typedef {import("./home_paper.js").Sheets} Sheets */

function checkLine(/** @type {FrontDoorState["checks"][number]} */ { name, ok, found, cure }, /** @type {Say} */ say) {
  const cures = cure ? make("span", {}, ...toldLines(cure)) : null;
  return make(
    "li",
    { "data-ok": String(ok) },
    make("b", {}, say(ok ? "check_ok" : "check_not")),
    make("bdi", { dir: "ltr" }, `${name}: ${found}`, cures ? make("br") : "", cures)
  );
}

/** Everything that preflight looks at, as a list with cures; and what goes on paper. */
export function readying(
  /** @type {Say} */ say,
  /** @type {Ask} */ ask,
  /** @type {string} */ _language,
  /** @type {Sheets} */ sheets
) {
  const country = chooser((letters) => ask("choose", { country: letters }));
  const projector = make("input", { type: "checkbox" });
  const look = (/** @type {boolean} */ phone) => ask("preflight", { phone, projector: projector.checked });
  const [begin, phone] = [press("", () => look(false), true), press(say("check_phone"), () => look(true))];
  const wrong = wrongs(say);
  const going = watched(
    (/** @type {boolean} */ on, /** @type {FrontDoorState["checks"]} */ checks, /** @type {string} */ told) => {
      if (on)
        return [
          make("p", {}, say("checking")),
          told && make("pre.aw-tale.aw-blocks", { dir: "ltr", tabindex: "0" }, ...toldLines(told))
        ];
      if (!checks.length) return [];
      const ready = checks.every(({ ok }) => ok);
      return [
        ready && make("p.aw-well", {}, say("is_ready")),
        make("ul.aw-checks", { tabindex: "0" }, ...checks.map((one) => checkLine(one, say)))
      ];
    }
  );
  const paper = printing(say, ask, sheets);
  const seen = make("label.aw-tick", {}, projector, say("projector"));
  return {
    node: make(
      "div",
      {},
      make("p", {}, say("ready_how")),
      make("div.aw-row", {}, labelled(say("country"), country.node), seen),
      make("div.aw-row", {}, begin, phone, make("button.aw-press", { type: "button", "data-go": "ring" }, say("ring"))),
      going.node,
      wrong.node,
      paper.node
    ),
    show(/** @type {FrontDoorState} */ state) {
      const on = goes(state, "preflight");
      country.show([["", say("country_none")], ...state.countries], state.choice.country);
      begin.textContent = say(state.checks.length ? "check_again" : "check");
      begin.disabled = phone.disabled = on;
      going.show(on, state.checks, on ? (state.jobs.preflight?.told ?? "") : "");
      const failed = stateOf(state, "preflight") === "refused" && !state.checks.length;
      wrong.show(state.refusals.preflight ?? (failed ? [state.jobs.preflight.told] : []), say("refused"));
      paper.show(state);
    }
  };
}

/** What can be done with a session that is kept. */
function afterWays(/** @type {Say} */ say, /** @type {Ask} */ ask, /** @type {(on: boolean) => void} */ settle) {
  const row = (/** @type {Node[]} */ ...keys) => make("div.aw-row", {}, ...keys);
  return (
    /** @type {boolean} */ kept,
    /** @type {boolean} */ runs,
    /** @type {string} */ how,
    /** @type {string} */ told,
    /** @type {boolean} */ asked
  ) => {
    const done = how === "done" && told ? make("p.aw-well", { dir: "ltr" }, told) : null;
    if (runs) return [make("p", {}, say("after_runs"))];
    if (!kept) return [done, make("p", {}, say("after_none"))];
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
    ways.node.querySelector("button")?.focus();
  }
  const ways = watched(afterWays(say, ask, settle));
  function show(/** @type {FrontDoorState} */ state) {
    last = state;
    const { kept, elsewhere } = state.session;
    const how = stateOf(state, "forget");
    ways.show(
      Boolean(kept),
      goes(state, "lead") || goes(state, "poll") || Boolean(elsewhere?.presenter),
      how,
      state.jobs.forget?.told ?? "",
      sure
    );
    wrong.show(state.refusals.forget ?? (how === "refused" ? [state.jobs.forget.told] : []), say("refused"));
    made.show(state);
  }
  return { node: make("div", {}, ways.node, made.node, wrong.node), show };
}
