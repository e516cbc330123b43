import { make } from "./element.js";
import { goes, stateOf, watched, wrongs } from "./commands.js";
import { figure } from "./home_figure.js";
import { chooser, labelled, press } from "./home_parts.js";

/** @typedef {import("./element.js").Say} Say */
/** @typedef {import("./wire.d.ts").FrontDoorState} FrontDoorState */
/** @typedef {import("./home_parts.js").Ask} Ask */
/** @typedef {ReturnType<typeof import("./sheetkeeper.js").sheetKeeper>} Sheets */

// As KINDS in launch/sheets.py, but for the summary, which is made under Afterwards (home_ready.js).
const SHEETS = [
  ...["slips", "run-sheet", "in-your-hand", "handouts", "support", "card"],
  ...["feedback", "slides", "guide", "references"]
];

/** The ways to a sheet, each of which says that it was taken. @returns {[HTMLElement, HTMLElement]} */
function waysTo(
  /** @type {Say} */ say,
  /** @type {string} */ url,
  /** @type {string} */ name,
  /** @type {() => void} */ taken
) {
  // The other buttons of a mouse open a link, too, or what may save it.
  const told = { href: url, onclick: taken, onauxclick: taken };
  return [
    make("a.aw-press.aw-first", { ...told, download: name }, say("paper_save")),
    make("a.aw-press", { ...told, target: "_blank" }, say("paper_open"))
  ];
}

/** The slips that count, once another sheet was made: polls may ask for them, and they would be nowhere. */
function slipsStill(
  /** @type {Say} */ say,
  /** @type {Sheets} */ sheets,
  /** @type {(number: number) => void} */ fetched
) {
  const still = watched((/** @type {string} */ url, /** @type {string} */ name, /** @type {number} */ number) =>
    url
      ? [
          make("p", {}, say("slips_still")),
          make("div.aw-row", {}, ...waysTo(say, url, name, () => fetched(number)).reverse())
        ]
      : []
  );
  return {
    node: still.node,
    show(/** @type {FrontDoorState} */ { slips: { number = 0, name = "" }, paper }) {
      const [url = ""] = number && number !== paper.number ? sheets.at(number, "slips") : [];
      still.show(url, name, number);
    }
  };
}

/**
 * What became of a sheet that was asked for: on its way, to open and to save, or why not. Shown where one of `kinds`
 * was asked for.
 */
export function sheetMade(
  /** @type {Say} */ say,
  /** @type {Sheets} */ sheets,
  /** @type {string[]} */ kinds,
  /** @type {(number: number) => void} */ fetched = () => {}
) {
  const wrong = wrongs(say);
  const going = watched(
    (
      /** @type {string} */ how,
      /** @type {string[]} */ [url, first],
      /** @type {string} */ name,
      /** @type {string} */ kind,
      /** @type {number} */ number
    ) => {
      if (how === "starting") return [make("p", {}, say("starting"))];
      if (!url) return [];
      const [save, open] = waysTo(say, url, name, () => fetched(number));
      const words = say(`kind_${kind}`);
      const note = kind === "slips" ? make("small", {}, say("slips_are_keys")) : null;
      const ways = make("div.aw-sheet-ways", {}, make("b", {}, words), make("div.aw-row", {}, save, open), note);
      const page = first ? make("img.aw-first-page", { src: first, alt: say("first_page", { kind: words }) }) : null;
      return [make("div.aw-sheet", {}, page, ways)];
    }
  );
  return {
    node: make("div.aw-made", {}, going.node, wrong.node),
    show(/** @type {FrontDoorState} */ state) {
      const [how, { number = 0, name = "", kind = "" }] = [stateOf(state, "print"), state.paper];
      going.show(goes(state, "print") ? how : "", kinds.includes(kind) ? sheets.at(number) : [], name, kind, number);
      wrong.show(state.refusals.print ?? (how === "refused" ? [state.jobs.print.told] : []), say("refused"));
    }
  };
}

/** Which sheets the evening counts on, by the names that they have in the list. */
const needed = (/** @type {Say} */ say) =>
  say("paper_needed", {
    support: say("kind_support"),
    card: say("kind_card"),
    hand: say("kind_in-your-hand"),
    sheet: say("kind_run-sheet")
  });

/** What can be printed beforehand: choose, make, open or save. */
export function printing(
  /** @type {Say} */ say,
  /** @type {Ask} */ ask,
  /** @type {string} */ _language,
  /** @type {Sheets} */ sheets
) {
  const kinds = chooser(() => counted());
  const count = figure(say, { least: 1, most: 500, value: 14 });
  const counting = make("div", {}, labelled(say("people"), count.field), count.wrong);
  const anew = make("p.aw-loss", { id: "aw-slips-anew", hidden: true });
  let [printed, typed] = [0, false];
  count.field.addEventListener("input", () => (typed = true));
  // Slips are what the list begins with: whoever only looks is told first what a press does to those in people's hands.
  const counted = () => {
    const slips = kinds.node.value === "slips";
    [counting.hidden, anew.hidden] = [!slips, !slips || !printed];
    [go.textContent, anew.textContent] = anew.hidden
      ? [say("do_print"), ""]
      : [say("do_print_anew"), say("slips_anew", { count: printed })];
  };
  const fetched = (/** @type {number} */ number) => ask("fetched", { number });
  const [made, still] = [sheetMade(say, sheets, SHEETS, fetched), slipsStill(say, sheets, fetched)];
  let busy = false;
  const go = press(say("do_print"), () => {
    const wrong = kinds.node.value === "slips" && !count.fits();
    if (wrong) count.field.focus();
    else if (!busy) ask("print", { kind: kinds.node.value, count: count.field.value });
  });
  go.setAttribute("aria-describedby", anew.id);
  kinds.show(
    SHEETS.map((kind) => [kind, say(`kind_${kind}`)]),
    "slips"
  );
  return {
    node: make(
      "div",
      {},
      make("p", {}, say("paper_how")),
      make("p", {}, needed(say)),
      make("div.aw-row", {}, labelled(say("kind"), kinds.node), counting, go),
      anew,
      made.node,
      still.node
    ),
    show(/** @type {FrontDoorState} */ state) {
      busy = goes(state, "print");
      printed = state.session.slips ?? 0;
      if (!typed && state.choice.people) count.show(String(state.choice.people));
      counted();
      // Not `disabled`, which would drop the keyboard's place; the press itself asks.
      go.setAttribute("aria-disabled", String(busy));
      made.show(state);
      still.show(state);
    }
  };
}
