import { make } from "./element.js";
import { chooser, goes, labelled, press, stateOf, watched, wrongs } from "./home_parts.js";

/** @typedef {import("./element.js").Say} Say */
/** @typedef {import("./wire.d.ts").FrontDoorState} FrontDoorState */
/** @typedef {(what: string, facts?: NonNullable<import("./wire.d.ts").HomeMessage["with"]>) => void} Ask asks the program for something */
/** @typedef {ReturnType<typeof sheetKeeper>} Sheets */

const SHEETS = ["slips", "run-sheet", "in-your-hand", "handouts", "support", "card", "slides", "guide", "references"];

/**
 * Fetches the sheet that was made last from the kernel, and gives its address within this page.
 * @param {import("./host.d.ts").Model<import("./wire.d.ts").HomeTraits, import("./wire.d.ts").HomeMessage>} model
 * @param {() => void} changed is called once a sheet has come
 */
export function sheetKeeper(model, changed) {
  let [number, url] = [0, ""];
  function heard(
    /** @type {{ paper?: number } | undefined} */ message,
    /** @type {DataView<ArrayBuffer>[] | undefined} */ buffers
  ) {
    if (message?.paper === undefined || !buffers?.length) return;
    URL.revokeObjectURL(url);
    url = URL.createObjectURL(new Blob([buffers[0]], { type: "application/pdf" }));
    changed();
  }
  model.on("msg:custom", heard);
  return {
    /** The address of a sheet, "" while it is on its way. */
    at(/** @type {number} */ wanted) {
      if (wanted === number) return url;
      [number, url] = [wanted, ""];
      model.send({ fetch: wanted });
      return "";
    },
    stop() {
      model.off("msg:custom", heard);
      URL.revokeObjectURL(url);
    }
  };
}

/** What became of a sheet that was asked for: on its way, to open and to save, or why not. Shown where one of `kinds` was asked for. */
export function sheetMade(/** @type {Say} */ say, /** @type {Sheets} */ sheets, /** @type {string[]} */ kinds) {
  const wrong = wrongs(say);
  const going = watched(
    (/** @type {string} */ how, /** @type {string} */ url, /** @type {string} */ name, /** @type {string} */ kind) => {
      if (how === "starting") return [make("p", {}, say("starting"))];
      if (!url) return [];
      const open = make("a.aw-press", { href: url, target: "_blank" }, say("paper_open"));
      const save = make("a.aw-press.aw-first", { href: url, download: name }, say("paper_save"));
      return [
        make("div.aw-row", {}, make("b", {}, say(`kind_${kind}`)), save, open),
        kind === "slips" && make("small", {}, say("slips_are_keys"))
      ];
    }
  );
  return {
    node: make("div", {}, going.node, wrong.node),
    show(/** @type {FrontDoorState} */ state) {
      const [how, { number = 0, name = "", kind = "" }] = [stateOf(state, "print"), state.paper];
      going.show(goes(state, "print") ? how : "", kinds.includes(kind) ? sheets.at(number) : "", name, kind);
      wrong.show(state.refusals.print ?? (how === "refused" ? [state.jobs.print.told] : []), say("refused"));
    }
  };
}

/** What can be printed beforehand: choose, make, open or save. */
export function printing(/** @type {Say} */ say, /** @type {Ask} */ ask, /** @type {Sheets} */ sheets) {
  const kinds = chooser(() => counted());
  const count = make("input", { type: "number", min: 1, max: 500, value: 14, inputmode: "numeric" });
  const counting = labelled(say("people"), count);
  const counted = () => (counting.hidden = kinds.node.value !== "slips");
  const made = sheetMade(say, sheets, SHEETS);
  const go = press(
    say("do_print"),
    () => count.checkValidity() && ask("print", { kind: kinds.node.value, count: count.value })
  );
  kinds.show(
    SHEETS.map((kind) => [kind, say(`kind_${kind}`)]),
    "slips"
  );
  return {
    node: make(
      "div.aw-part",
      {},
      make("h3", {}, say("paper")),
      make("div.aw-row", {}, labelled(say("kind"), kinds.node), counting, go),
      made.node
    ),
    show(/** @type {FrontDoorState} */ state) {
      go.disabled = goes(state, "print");
      made.show(state);
    }
  };
}
