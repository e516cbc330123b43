import { isolated, make } from "./element.js";
import { partsOf } from "./home_alive.js";
import { pagesOf, roomNote, stillRuns } from "./home_lead.js";
import { goes, stateOf, watched, wrongs } from "./commands.js";
import { chooser, labelled, ownPress, press } from "./home_parts.js";
import { KINDS } from "./pollkinds.js";

/** @typedef {import("./element.js").Say} Say */
/** @typedef {import("./wire.d.ts").FrontDoorState} FrontDoorState */
/** @typedef {import("./wire.d.ts").HomePoll} HomePoll */
/** @typedef {import("./home_parts.js").Ask} Ask */
/** @typedef {import("./home_steps.js").Panel} Panel */

/** A poll's form: made once, filled in with one that is to be changed, emptied once it is kept. */
function pollForm(/** @type {Say} */ say, /** @type {Ask} */ ask) {
  const heading = make("h3", { tabindex: "-1" }, say("poll_new"));
  const question = make("input", { type: "text", autocomplete: "off", dir: "auto" });
  const kind = chooser(() => {});
  const options = make("textarea", { rows: 4, dir: "auto" });
  const leave = press(say("poll_leave"), () => (fill(null), heading.focus()));
  let over = "";
  const own = ownPress();
  const said = () => ({ question: question.value, kind: kind.node.value, options: options.value, over });
  const keep = () => ask("save_poll", { ...said(), by: own.mark() });
  function fill(/** @type {HomePoll | null} */ poll) {
    over = poll?.name ?? "";
    heading.textContent = say(poll ? "poll_changing" : "poll_new");
    question.value = poll?.questions[0] ?? "";
    options.value = poll?.options.join("\n") ?? "";
    kind.show(
      KINDS.map((one) => [one, say(`poll_kind_${one}`)]),
      poll?.kind || "pick-one"
    );
    leave.hidden = !poll;
  }
  fill(null);
  const wrong = wrongs(say);
  const node = make(
    "div.aw-part",
    {},
    heading,
    make("div.aw-fields", {}, labelled(say("poll_question"), question), labelled(say("poll_kind"), kind.node)),
    labelled(say("poll_options"), options, say("poll_options_how")),
    wrong.node,
    make("div.aw-row", {}, press(say("poll_keep"), keep, true), leave)
  );
  return {
    node,
    fill,
    wrong,
    isKept: own.isAccepted,
    begin: () => (heading.scrollIntoView({ block: "nearest" }), question.focus()),
    rest: () => heading.focus()
  };
}

/** The polls there are; a press on one runs it, or has it changed. */
function pollList(
  /** @type {Say} */ say,
  /** @type {(poll: HomePoll) => void} */ run,
  /** @type {(poll: HomePoll) => void} */ change,
  /** @type {(poll: HomePoll) => void} */ drop
) {
  function row(/** @type {HomePoll} */ poll) {
    const [first, ...more] = poll.questions;
    const words = more.length ? say("poll_more", { question: first, count: more.length }) : first;
    const [begin, other, away] = [
      press(say("poll_run"), () => run(poll), true),
      press(say("poll_change"), () => change(poll)),
      press(say("poll_delete"), () => drop(poll))
    ];
    for (const key of [begin, other, away]) key.setAttribute("aria-describedby", `aw-poll-${poll.name}`);
    begin.dataset.poll = poll.name;
    const said = make("p", { id: `aw-poll-${poll.name}`, dir: "auto" }, words ?? say("poll_unread"));
    const where = make("small", {}, make("bdi", { dir: "ltr" }, poll.path));
    return make("li", {}, make("div", {}, said, where), make("div.aw-row", {}, begin, poll.kind ? other : null, away));
  }
  return watched((/** @type {HomePoll[]} */ polls) =>
    polls.length ? [make("h3", {}, say("polls")), make("ul.aw-own", {}, ...polls.map(row))] : []
  );
}

/** The poll that is on its way, or runs. */
function pollGoing(/** @type {Say} */ say, /** @type {Ask} */ ask) {
  return watched(
    (
      /** @type {string} */ how,
      /** @type {Record<string, string>} */ facts,
      /** @type {string} */ code,
      /** @type {boolean} */ ended
    ) => {
      if (!how) return [];
      if (how === "starting" || how === "ending") return [make("p", {}, say(how))];
      if (ended) return [...stillRuns(say, ask, "poll"), ...pagesOf(say, facts, code)];
      const end = press(say("end"), () => ask("end", { job: "poll" }));
      return [
        make("p.aw-well", { tabindex: "-1" }, say("poll_runs")),
        ...pagesOf(say, facts, code),
        make("div.aw-row", {}, end, make("small", {}, say("end_how")))
      ];
    }
  );
}

/** What becomes of a session that is there already: asked before a poll is run. */
function pollAsked(/** @type {Say} */ say, /** @type {(isNew: boolean | null) => void} */ answer) {
  return watched((/** @type {string} */ name, /** @type {boolean} */ ended) => {
    if (!name) return [];
    const join = ended ? null : press(say("poll_join"), () => answer(false), true);
    const [anew, rather] = [press(say("surely"), () => answer(true)), press(say("not_yet"), () => answer(null))];
    return [
      make("p", {}, say(ended ? "was_ended" : "poll_joins")),
      make("p.aw-loss", {}, say("is_lost")),
      make("div.aw-row", {}, join, rather, anew)
    ];
  });
}

/** Whether a poll is to be deleted, asked once, and then done; whoever pressed a key finds the next one. */
function pollDropped(/** @type {Say} */ say, /** @type {Ask} */ ask, /** @type {() => void} */ then) {
  const asked = watched((/** @type {HomePoll | null} */ poll) => {
    if (!poll) return [];
    const close = (/** @type {boolean} */ yes) => {
      asked.show(null);
      if (yes) ask("delete_poll", { name: poll.name });
      then();
    };
    const [rather, yes] = [
      press(say("not_yet"), () => close(false), true),
      press(say("poll_delete_yes"), () => close(true))
    ];
    return [
      make("p.aw-loss", {}, say("poll_delete_what", { path: isolated(poll.path) })),
      make("div.aw-row", {}, rather, yes)
    ];
  });
  return {
    node: asked.node,
    ask(/** @type {HomePoll} */ poll) {
      asked.show(poll);
      asked.node.querySelector("button")?.focus();
    }
  };
}

/** What is kept: the list, the form in which one is written or changed, and the folder in which all of them lie. */
function pollShelf(/** @type {Say} */ say, /** @type {Ask} */ ask, /** @type {(poll: HomePoll) => void} */ run) {
  const form = pollForm(say, ask);
  const gone = pollDropped(say, ask, () => form.rest());
  const list = pollList(say, run, (poll) => (form.fill(poll), form.begin()), gone.ask);
  const kept = watched((/** @type {string} */ path) => [
    path && make("p.aw-well", {}, say("poll_kept", { path: isolated(path) }))
  ]);
  const folder = make("input", { type: "text", dir: "ltr", spellcheck: "false", autocomplete: "off" });
  folder.addEventListener("change", () => ask("polls", { folder: folder.value }));
  const place = make("div.aw-part", {}, labelled(say("poll_folder"), folder));
  const node = make("div.aw-rest", {}, gone.node, list.node, kept.node, form.node, place);
  function focusOn(/** @type {string} */ name) {
    /** @type {HTMLElement | null} */
    const begin = node.querySelector(`button[data-poll="${CSS.escape(name)}"]`);
    begin?.focus();
  }
  function show(/** @type {FrontDoorState} */ { polls, refusals }) {
    list.show(polls.files);
    form.wrong.show(refusals.save_poll);
    if (document.activeElement !== folder) folder.value = polls.folder;
    // Deleted or renamed meanwhile: it would name a file that is not there.
    if (!polls.files.some(({ name }) => name === polls.last)) kept.show("");
    if (!form.isKept(polls.by)) return;
    form.fill(null);
    kept.show(polls.files.find(({ name }) => name === polls.last)?.path ?? "");
    focusOn(polls.last);
  }
  return { node, show, focusOn };
}

/** @returns {Panel} polls of one's own: a form, a list, and one that runs */
export function polling(/** @type {Say} */ say, /** @type {Ask} */ ask) {
  const shelf = pollShelf(say, ask, run);
  const going = pollGoing(say, ask);
  const parts = partsOf(say, ask, "poll");
  const room = roomNote(say, "poll");
  const before = pollAsked(say, answer);
  const wrong = wrongs(say);
  const busyNote = make("p", { hidden: true });
  let asked = "";
  /** @type {FrontDoorState | null} */
  let last = null;
  function run(/** @type {HomePoll} */ poll) {
    if (!last?.session.kept) return ask("poll", { name: poll.name });
    asked = poll.name;
    show(last);
    before.node.querySelector("button")?.focus();
    return undefined;
  }
  function answer(/** @type {boolean | null} */ isNew) {
    if (isNew !== null) ask("poll", { name: asked, new: isNew });
    const name = asked;
    asked = "";
    if (last) show(last);
    shelf.focusOn(name);
  }
  function show(/** @type {FrontDoorState} */ state) {
    last = state;
    const [how, on, busy] = [stateOf(state, "poll"), goes(state, "poll"), goes(state, "lead")];
    going.show(on ? how : "", state.jobs.poll?.facts ?? {}, state.codes.poll ?? "", state.session.ended);
    parts.show(state);
    room.show(state);
    before.show(on ? "" : asked, state.session.ended);
    shelf.node.hidden = on || busy || Boolean(asked);
    busyNote.hidden = !busy;
    busyNote.textContent = say(state.session.ended ? "over_runs" : "after_runs");
    wrong.show(
      state.refusals.poll ?? state.refusals.delete_poll ?? (how === "refused" ? [state.jobs.poll.told] : []),
      say("refused")
    );
    shelf.show(state);
  }
  return {
    node: make(
      "div",
      {},
      make("p", {}, say("poll_how")),
      wrong.node,
      room.node,
      going.node,
      parts.node,
      before.node,
      busyNote,
      shelf.node
    ),
    show
  };
}
