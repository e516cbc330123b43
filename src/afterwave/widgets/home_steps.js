import { isolated, make } from "./element.js";
import { figure } from "./home_figure.js";
import { occasionFields } from "./home_occasion.js";
import { goes, stateOf, toldLines, watched, wrongs } from "./commands.js";
import { chooser, labelled, openers, press } from "./home_parts.js";

/** @typedef {import("./element.js").Say} Say */
/** @typedef {import("./wire.d.ts").FrontDoorState} FrontDoorState */
/** @typedef {import("./home_parts.js").Ask} Ask */
/**
 * @typedef {{ node: HTMLElement, show: (state: FrontDoorState) => void }} Panel a step of the page: made once, then
 *   shown as things stand
 */

/** @returns {Panel} workshop, language, minutes, and where phones come in */
export function choosing(/** @type {Say} */ say, /** @type {Ask} */ ask) {
  const choose = (/** @type {Record<string, string>} */ facts) => ask("choose", facts);
  const whose = chooser((value) => (opened(value === "own"), value === "own" || choose({ content: "" })));
  const folder = make("input", {
    type: "text",
    dir: "ltr",
    spellcheck: "false",
    autocomplete: "off",
    onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && take()
  });
  const take = () => choose({ content: folder.value.trim() });
  const own = make("div.aw-row", { hidden: true }, labelled(say("folder"), folder), press(say("take"), take));
  const tongue = chooser((language) => choose({ language }));
  // As SHORTEST and LONGEST in launch/choices.py.
  const minutes = figure(say, { least: 20, most: 300, value: 90 }, (value) => choose({ minutes: value }));
  const occasion = occasionFields(say, choose);
  const hosts = chooser((host) => choose({ host }));
  const wrong = wrongs(say);
  const title = make("p.aw-title");
  let asked = false;
  function opened(/** @type {boolean} */ on) {
    asked = on;
    own.hidden = !on;
    if (on) folder.focus();
  }
  const which = make("div.aw-fields", {}, labelled(say("workshop"), whose.node), labelled(say("spoken"), tongue.node));
  const fields = make(
    "div.aw-fields",
    {},
    ...occasion.nodes,
    labelled(say("minutes"), minutes.field, say("minutes_how")),
    labelled(say("phones"), hosts.node)
  );
  return {
    // A folder, and what is wrong with it, stand beside the choice of one: below all the rest nobody would see them.
    node: make("div", {}, title, which, own, wrong.node, fields, minutes.wrong, ...occasion.below),
    show(/** @type {FrontDoorState} */ state) {
      const { choice, hosts: found } = state;
      title.textContent = state.title;
      title.hidden = !state.title;
      // Not kept in `asked`: an answer that was on its way as the kit's own was chosen still names the folder.
      const isOwn = asked || Boolean(choice.content);
      own.hidden = !isOwn;
      whose.show(
        [
          ["", say("workshop_kit")],
          ["own", say("workshop_own")]
        ],
        isOwn ? "own" : ""
      );
      if (document.activeElement !== folder) folder.value ||= choice.content;
      tongue.show(state.languages, choice.language);
      occasion.show(state);
      minutes.show(String(choice.minutes));
      const best = found.length ? say("phones_best", { address: isolated(found[0]) }) : say("phones_none");
      // The likeliest is kept as "none was chosen", so that it may be another one in the next room.
      hosts.show(
        [["", best], ...found.slice(1).map((one) => [one, one])],
        found.slice(1).includes(choice.host) ? choice.host : ""
      );
      wrong.show(state.refusals.choose);
    }
  };
}

/** As many invented people as `afterwave rehearse` takes, and for as many minutes; a test holds them to it. */
const [MOST, LONGEST] = [2000, 240];

/** @returns {Panel} a rehearsal, with how many people and how long */
export function practising(/** @type {Say} */ say, /** @type {Ask} */ ask) {
  const people = figure(say, { least: 1, most: MOST, value: 12 });
  const minutes = figure(say, { least: 1, most: LONGEST, value: 5 });
  let typed = false;
  people.field.addEventListener("input", () => (typed = true));
  const begin = press(
    say("do_practise"),
    () => {
      const [wrong] = [people, minutes].filter(({ fits }) => !fits());
      if (wrong) wrong.field.focus();
      else ask("practise", { people: people.field.value, minutes: minutes.field.value });
    },
    true
  );
  const end = press(say("end_practise"), () => how !== "ending" && ask("end", { job: "practise" }));
  const going = watched((/** @type {string} */ state, /** @type {Record<string, string>} */ facts) => {
    if (state === "starting" || state === "ending") return [make("p", {}, say(state))];
    if (state !== "running" || !facts.presenter) return [];
    const pages = [
      [say("stage"), facts.presenter],
      [say("console"), facts.facilitator]
    ];
    return [openers(pages)];
  });
  const tale = make("pre.aw-tale", { tabindex: "0", role: "log", "aria-label": say("tale") });
  const wrong = wrongs(say);
  let [shown, how] = ["", ""];
  return {
    node: make(
      "div",
      {},
      make("p", {}, say("practise_how")),
      make("div.aw-fields", {}, labelled(say("people"), people.field), labelled(say("lasts"), minutes.field)),
      people.wrong,
      minutes.wrong,
      make("div.aw-row", {}, begin, end),
      going.node,
      wrong.node,
      tale
    ),
    show(/** @type {FrontDoorState} */ state) {
      const told = state.jobs.practise?.told ?? "";
      how = stateOf(state, "practise");
      if (!typed && state.choice.people) people.show(String(Math.min(state.choice.people, MOST)));
      begin.hidden = goes(state, "practise");
      end.hidden = !goes(state, "practise");
      // Not `disabled`, which would drop the keyboard's place; the press itself asks.
      end.setAttribute("aria-disabled", String(how === "ending"));
      going.show(how, state.jobs.practise?.facts ?? {});
      wrong.show(state.refusals.practise ?? (how === "refused" ? [told] : []), say("refused"));
      tale.hidden = !told || how === "refused";
      if (told !== shown) {
        tale.replaceChildren(...toldLines(told));
        tale.scrollTop = tale.scrollHeight;
      }
      shown = told;
    }
  };
}

/** @returns {Panel} the workshop for one person */
export function reading(/** @type {Say} */ say, /** @type {Ask} */ ask) {
  const open = make(
    "div.aw-row",
    {},
    press(say("do_read"), () => ask("read"), true)
  );
  const wrong = wrongs(say);
  const going = watched((/** @type {string} */ how, /** @type {Record<string, string> | undefined} */ facts) => {
    if (how !== "running" || !facts) return [how && make("p", {}, say(how))];
    return [
      make("p.aw-well", {}, say("reading")),
      openers([[say("page"), facts.reading]]),
      make(
        "div.aw-row",
        {},
        press(say("end_read"), () => ask("end", { job: "read" }))
      )
    ];
  });
  return {
    node: make("div", {}, make("p", {}, say("read_how")), open, going.node, wrong.node),
    show(/** @type {FrontDoorState} */ state) {
      const how = stateOf(state, "read");
      open.hidden = goes(state, "read");
      going.show(goes(state, "read") ? how : "", state.jobs.read?.facts);
      wrong.show(state.refusals.read ?? (how === "refused" ? [state.jobs.read.told] : []), say("refused"));
    }
  };
}
