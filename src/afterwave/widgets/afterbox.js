import { make } from "./element.js";
import { goes, stateOf, watched, wrongs } from "./commands.js";
import { sheetKeeper } from "./sheetkeeper.js";

/**
 * @typedef {import("./wire.d.ts").AfterwardsFacts} Told
 * @typedef {import("./element.js").Say} Say
 */

/** Whether the session was forgotten: then nothing is left to go on with. */
export const isGone = (/** @type {Told} */ told) => stateOf(told, "forget") === "done";

const key = (/** @type {string} */ words, /** @type {() => void} */ act, small = true) =>
  make(`button.aw-act${small ? ".aw-small-act" : ""}`, { type: "button", onclick: act }, words);

/** The sheet that was made last: to look at, to save, to open. */
function madeSheet(/** @type {Say} */ say) {
  return watched(
    (/** @type {boolean} */ going, /** @type {string[]} */ [url, first], /** @type {string} */ kind, name = "") => {
      if (going) return [make("p", {}, say("starting"))];
      if (!url) return [];
      const words = say(`kind_${kind}`);
      const save = make("a.aw-act", { href: url, download: name }, say("paper_save"));
      const open = make("a.aw-act.aw-small-act", { href: url, target: "_blank" }, say("paper_open"));
      const ways = make("div", {}, make("h3", {}, words), make("div.aw-box-acts", {}, save, open));
      return [first && make("img.aw-after-page", { src: first, alt: say("first_page", { kind: words }) }), ways];
    }
  );
}

/** The end of the session, asked for once. */
function destroying(/** @type {Say} */ say, /** @type {() => void} */ forget) {
  let asked = false;
  /** @type {Told | null} */
  let last = null;
  const drawn = watched((/** @type {string} */ how, /** @type {string} */ told, /** @type {boolean} */ sure) => {
    if (how === "starting" || how === "running" || how === "ending")
      return [make("p", { tabindex: "-1" }, say("working"))];
    if (how === "done") return [make("p.aw-after-kept", { tabindex: "-1" }, told), make("p", {}, say("after_gone"))];
    const row = (/** @type {Node[]} */ ...keys) => make("div.aw-box-acts", {}, ...keys);
    if (!sure) return [row(key(say("do_forget"), () => settle(true)))];
    const yes = key(say("do_forget_yes"), () => (settle(false), forget()));
    return [
      make("p.aw-after-loss", {}, say("forget_what")),
      row(
        key(say("not_yet"), () => settle(false), false),
        yes
      )
    ];
  });

  function settle(/** @type {boolean} */ on) {
    asked = on;
    if (last) show(last);
    drawn.node.querySelector("button")?.focus();
  }
  function show(/** @type {Told} */ told) {
    // What was pressed or read goes as the box is drawn anew; the keyboard goes to what stands in its place.
    const held = drawn.node.contains(document.activeElement);
    const before = last && stateOf(last, "forget");
    last = told;
    const how = stateOf(told, "forget");
    drawn.show(how, told.jobs?.forget?.told ?? "", asked);
    /** @type {HTMLElement | null} */
    const instead = drawn.node.querySelector("[tabindex], button");
    if (held && before !== how) instead?.focus();
  }
  return { node: drawn.node, show };
}

/**
 * What can be done once the evening has ended: what the group saw, paper, and the end of all that was counted. It
 * stands where the notes stood.
 * @param {import("./host.d.ts").Model<import("./wire.d.ts").ConsoleTraits, import("./wire.d.ts").ConsoleMessage>} model
 * @param {Say} say
 */
export function afterBox(model, say) {
  const sheets = sheetKeeper(model, () => show());
  const [wrong, kinds, made] = [wrongs(say), make("div.aw-box-acts"), madeSheet(say)];
  const print = (/** @type {string} */ kind) => !goes(model.get("after"), "print") && model.send({ print: kind });
  const end = destroying(say, () => model.send({ forget: true }));
  const how = make("p", {}, say("after_how"));
  let shown = "";

  /** A key for each sheet; the one that was made last is marked. */
  function keys(/** @type {string[]} */ offered, /** @type {boolean} */ busy, /** @type {string} */ now) {
    // Not made anew with each look: the keyboard may stand on one of them.
    if (shown !== offered.join())
      kinds.replaceChildren(...offered.map((one) => key(say(`kind_${one}`), () => print(one))));
    shown = offered.join();
    [...kinds.children].forEach((one, place) => {
      // Not `disabled`, which would drop the keyboard's place; so `print` asks by itself whether one is on its way.
      one.setAttribute("aria-disabled", String(busy));
      one.setAttribute("aria-pressed", String(offered[place] === now));
      // The first leads on, until a sheet is there to be saved.
      one.classList.toggle("aw-small-act", place > 0 || now !== "");
    });
  }

  function show() {
    const told = model.get("after");
    if (!told.kinds) return;
    const { number = 0, kind = "", name = "" } = told.paper ?? {};
    const busy = goes(told, "print");
    how.hidden = isGone(told);
    keys(told.kinds, busy, kind);
    made.show(busy, number && !busy ? sheets.at(number) : [], kind, name);
    end.show(told);
    const refused = ["print", "forget"].flatMap((one) => [
      ...(told.refusals?.[one] ?? []),
      ...(stateOf(told, one) === "refused" ? [told.jobs?.[one]?.told ?? ""] : [])
    ]);
    wrong.show(refused, say("refused"));
  }

  return {
    node: make("div.aw-after", {}, how, make("h3", {}, say("paper")), kinds, made.node, wrong.node, end.node),
    show,
    stop: sheets.stop
  };
}
