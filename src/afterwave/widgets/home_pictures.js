import { make } from "./element.js";
import { watched, wrongs } from "./commands.js";
import { press } from "./home_parts.js";

/** @typedef {import("./element.js").Say} Say */
/** @typedef {import("./wire.d.ts").FrontDoorState} FrontDoorState */
/** @typedef {import("./home_parts.js").Ask} Ask */

/** Where the files are, and their end; of that one is asked once. */
export function leftPictures(/** @type {Say} */ say, /** @type {Ask} */ ask) {
  /** The files that the question is about, those that were to go, and what was left once they had. */
  let [asked, gone, rest] = ["", "", /** @type {string | null} */ (null)];
  let last = /** @type {FrontDoorState | null} */ (null);
  const row = (/** @type {Node[]} */ ...keys) => make("div.aw-row", {}, ...keys);
  function settle(/** @type {string} */ files) {
    asked = files;
    if (last) show(last);
    list.node.querySelector("button")?.focus();
  }
  function remove() {
    [gone, rest] = [asked, null];
    ask("delete_pictures", { files: asked });
    settle("");
  }
  function ways(/** @type {string} */ files, /** @type {boolean} */ sure) {
    if (sure) {
      const [rather, yes] = [press(say("not_yet"), () => settle(""), true), press(say("pictures_delete_yes"), remove)];
      return [make("p.aw-loss", {}, say("pictures_delete_what")), row(rather, yes)];
    }
    const open = press(say("pictures_open"), () => ask("show_pictures"));
    return [
      row(
        open,
        press(say("pictures_delete"), () => settle(files))
      )
    ];
  }
  const list = watched((/** @type {string} */ files, /** @type {boolean} */ sure, /** @type {boolean} */ done) => {
    const over = done && make("p.aw-well", { tabindex: "-1" }, say("pictures_gone"));
    if (!files) return [over];
    const paths = files.split("\n").map((file) => make("li", {}, make("bdi", { dir: "ltr" }, file)));
    return [over, make("p", {}, say("after_pictures")), make("ul.aw-kept", {}, ...paths), ...ways(files, sure)];
  });
  const wrong = wrongs(say);
  function show(/** @type {FrontDoorState} */ state) {
    last = state;
    const files = state.pictures.join("\n");
    // An evening that was forgotten since has left others: what was said of the ones before is over.
    if (rest !== null && rest !== files) [gone, rest] = ["", null];
    const done = Boolean(gone) && !gone.split("\n").some((file) => state.pictures.includes(file));
    if (done) rest = files;
    // Whoever is asked about these files must not say yes to others.
    if (asked !== files) asked = "";
    const before = list.node.querySelector(".aw-well");
    const held = list.node.contains(document.activeElement);
    list.show(files, Boolean(asked), done);
    const over = /** @type {HTMLElement | null} */ (list.node.querySelector(".aw-well"));
    if (held && done && !before) over?.focus();
    wrong.show(state.refusals.show_pictures ?? state.refusals.delete_pictures);
  }
  return { node: make("div.aw-rest", {}, list.node, wrong.node), show };
}
