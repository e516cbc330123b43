import { isolated, make } from "./element.js";
import { watched, wrongs } from "./commands.js";
import { chooser, labelled, press } from "./home_parts.js";

/** @typedef {import("./element.js").Say} Say */
/** @typedef {import("./wire.d.ts").FrontDoorState} FrontDoorState */
/** @typedef {import("./wire.d.ts").HomeOwn} HomeOwn */
/** @typedef {import("./home_parts.js").Ask} Ask */
/** @typedef {import("./home_steps.js").Panel} Panel */

/** The last two names of a path: enough to know a file by. */
const shortOf = (/** @type {string} */ path) => path.split(/[\\/]/).slice(-2).join("/");

/** A mistake: where it stands, what it is, what cures it, and a way into its file. */
function mistake(
  /** @type {Say} */ say,
  /** @type {Ask} */ ask,
  /** @type {HomeOwn["problems"][number]} */ { file, line, problem, cure, there },
  /** @type {number} */ place
) {
  const where = make("b", { id: `aw-own-${place}` }, say("own_line", { file: isolated(shortOf(file)), line }));
  const open = press(say("own_file"), () => ask("open", { file }));
  open.setAttribute("aria-describedby", where.id);
  const path = make("small", {}, make("bdi", { dir: "ltr" }, file));
  return make(
    "li",
    {},
    make("div", {}, where, make("p", { dir: "ltr", lang: "en" }, `${problem}. ${cure}`), path),
    there ? open : null
  );
}

/** What was found in the folder: its mistakes, or that it can be chosen. */
function found(/** @type {Say} */ say, /** @type {Ask} */ ask) {
  return watched((/** @type {HomeOwn} */ { folder, first, looked, title, problems }, /** @type {string} */ chosen) => {
    if (!looked) return [];
    const open = press(say("own_first", { file: "workshop.yaml" }), () => ask("open", { file: first }));
    const where = make("small", {}, make("bdi", { dir: "ltr" }, first));
    if (!problems.length) {
      const take = press(say("own_take"), () => ask("choose", { content: folder }), true);
      const taken = chosen === folder ? make("p", {}, say("own_taken")) : take;
      return [
        make("p.aw-well", { tabindex: "-1" }, say("own_well", { title })),
        make("div.aw-row", {}, taken, open),
        where
      ];
    }
    const list = make("ul.aw-own", {}, ...problems.map((one, place) => mistake(say, ask, one, place)));
    return [make("h3", { tabindex: "-1" }, say("own_mistakes")), make("small", {}, say("mistakes_how")), list];
  });
}

/** @returns {Panel} a workshop of one's own: begun, looked through, chosen */
export function owning(/** @type {Say} */ say, /** @type {Ask} */ ask) {
  const folder = make("input", { type: "text", dir: "ltr", spellcheck: "false", autocomplete: "off" });
  const from = chooser(() => {});
  from.show(
    [
      ["", say("own_small")],
      ["kit", say("own_kit")]
    ],
    ""
  );
  const named = () => folder.value.trim() || folder.focus();
  const begin = press(
    say("own_new"),
    () => named() && ask("new", { folder: folder.value, kit: from.node.value === "kit" })
  );
  const check = press(say("own_check"), () => named() && ask("check", { folder: folder.value }), true);
  const list = found(say, ask);
  const wrong = wrongs(say);
  /** @type {number | null} */
  let looked = null;
  const node = make(
    "div",
    {},
    make("p", {}, say("own_how")),
    labelled(say("folder"), folder),
    make("div.aw-row", {}, labelled(say("own_from"), from.node), begin, check),
    wrong.node,
    list.node
  );
  function show(/** @type {FrontDoorState} */ { own, choice, refusals }) {
    // An emptied field stays so while somebody is in it.
    if (document.activeElement !== folder) folder.value ||= own.folder;
    list.show(own, choice.content);
    wrong.show([...(refusals.new ?? []), ...(refusals.check ?? []), ...(refusals.open ?? [])]);
    // Not with the first that is heard: a page that is opened keeps the keyboard where a page begins.
    const isNew = looked !== null && own.looked > looked;
    looked = own.looked;
    /** @type {HTMLElement | null} */
    const head = list.node.querySelector("[tabindex]");
    if (isNew) head?.focus();
  }
  return { node, show };
}
