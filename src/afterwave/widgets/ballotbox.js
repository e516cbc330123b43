import { beforeOpening, peopleField } from "./beforepoll.js";
import { make, sayOnce } from "./element.js";
import { MOST_PEOPLE } from "./mostpeople.js";
import { released } from "./release.js";

/**
 * @typedef {import("./element.js").Say} Say
 * @typedef {import("./wire.d.ts").PollFacts} Poll
 * @typedef {import("./wire.d.ts").ConsoleMessage} Message
 */

/** @type {Record<string, "open" | "close" | "reveal">} */
const ACTS = { waiting: "open", open: "close", closed: "reveal" };
const TENFOLD = 10; // the people who were planned: so many more are a slip of the hand

/** How a poll stands, in words. */
function stateWords(/** @type {Poll} */ poll, /** @type {Say} */ say) {
  // The words are a sentence elsewhere; here they go on after a comma, which is another one in Arabic.
  const count = poll.atLeast
    ? `${say("comma")}${say("at_least", { count: poll.atLeast }).replace(/^./, (first) => first.toLowerCase())}`
    : "";
  const drawn =
    poll.slips && poll.state !== "open"
      ? `${say("comma")}${say("slips_answers", { slips: poll.slips, answers: poll.answers })}`
      : count;
  // Nobody saw anything where a reveal gave no picture: it is not said to be on the stage.
  const stands = say(`state_${poll.release && !poll.release.shown.length ? "closed" : poll.state}`);
  return stands + (["open", "closed"].includes(poll.state) ? drawn : "");
}

/** The seconds of what waits, and of what was sent and not yet answered: until then the button does nothing more. */
function sending(/** @type {(message: Message) => void} */ send, /** @type {() => void} */ rest) {
  let sent = 0;
  return {
    waits: () => sent !== 0,
    came() {
      clearTimeout(sent);
      sent = 0;
    },
    tell(/** @type {Message} */ message) {
      send(message);
      // A refusal comes as a notice; the button must be there again.
      sent = setTimeout(() => ((sent = 0), rest()), 1500);
    }
  };
}

/**
 * What is told when a poll opens, or when a closed one is revealed, of so many people; null where that is no number.
 * @returns {Message | null}
 */
function decided(
  /** @type {string} */ id,
  /** @type {string} */ state,
  /** @type {ReturnType<typeof beforeOpening>} */ { insiders, slips },
  /** @type {number | null} */ people
) {
  if (Number.isNaN(people)) return null;
  if (state === "closed") return { reveal: { poll: id, people } };
  return {
    open: { poll: id, people, insiders: insiders.read(), ...(slips.node.hidden ? {} : { slips: slips.read() }) }
  };
}

/**
 * Asks back, once for each number, where it is far more people than were planned.
 * @returns {(people: number) => string} the question, "" where there is none
 */
function asksBack(/** @type {Say} */ say, /** @type {number} */ planned) {
  let asked = 0;
  return (people) => {
    if (!planned || people <= TENFOLD * planned || people === asked) return "";
    asked = people;
    return say("people_many", { people, planned });
  };
}

/**
 * Asks what so many people will be able to see, once the typing rests.
 * @param {string} id
 * @param {ReturnType<typeof beforeOpening>} before
 * @param {HTMLElement} wrong
 * @param {(message: Message) => void} send
 * @param {{ people: string }} room
 */
function looking(id, { people, insiders, outlook }, wrong, send, room) {
  let asking = 0;
  return () => {
    clearTimeout(asking);
    wrong.textContent = "";
    room.people = people.written();
    const count = people.read();
    outlook.hidden = Number.isNaN(count); // what was said of another number
    if (outlook.hidden) return;
    asking = setTimeout(() => send({ outlook: { poll: id, people: count, insiders: insiders.read() } }), 150);
  };
}

/**
 * What is seen of a poll: its question, how it stands, what is asked before it opens, its one button, and what it
 * showed.
 * @param {Say} say
 * @param {{ before: ReturnType<typeof beforeOpening>, recount: HTMLElement, act: HTMLElement, waits: HTMLElement }}
 *   parts
 */
function ballotFrame(say, { before, recount, act, waits }) {
  const [title, state, wrong, after] = [
    make("h3", { dir: "auto", tabindex: "-1" }),
    make("p.aw-poll-state", { role: "status" }),
    make("p.aw-wrong", { role: "alert" }),
    make("div")
  ];
  const lasts = make("p.aw-hint");
  const node = make("section.aw-ballotbox", {}, title, state, lasts, before.node, recount, wrong, act, waits, after);

  function show(/** @type {Poll} */ poll, /** @type {string} */ words, /** @type {boolean} */ ended) {
    title.textContent = poll.question;
    sayOnce(state, stateWords(poll, say));
    node.dataset.state = poll.state;
    sayOnce(before.outlook, words);
    before.node.hidden = poll.state !== "waiting";
    recount.hidden = ended || !(poll.state === "closed" && poll.recount);
    const held = document.activeElement === act;
    // After the end no poll opens and no picture comes to a stage that says goodbye; one that is open can be closed.
    act.hidden = poll.state === "revealed" || (ended && poll.state !== "open");
    // A key that is hidden drops the keyboard's place.
    if (held && act.hidden) title.focus();
    after.replaceChildren(
      poll.state === "revealed" && poll.release
        ? released({ ...poll, release: poll.release }, say)
        : make("p.aw-hint", {}, say("once"))
    );
  }

  return { node, wrong, lasts, show };
}

/** What the one button does to a poll that stands so, by the name of its words. */
const deed = (/** @type {Poll} */ { state, recount }) =>
  recount && state === "closed" ? "do_recount" : `do_${ACTS[state]}`;

/**
 * One poll on the console: one button at a time, and it says what will happen. What it does is final, so it waits a
 * moment in which it can be undone.
 * @param {string} id
 * @param {Say} say
 * @param {(message: Message) => void} send
 * @param {{ place: ReturnType<typeof import("./undo.js").undoing>["place"] }} undo see `undoing`
 * @param {{
 *   people: string;
 *   planned: number;
 *   slips: boolean | null;
 *   now: () => number;
 *   ended: () => boolean;
 * }} room
 *   how many are here and who may answer, as it was said last at whichever poll, null where nobody did, how many were
 *   planned, 0 where nobody said, the clock in seconds, and whether the evening has ended
 */
export function ballotBox(id, say, send, undo, room) {
  const before = beforeOpening(
    id,
    say,
    () => look(),
    (on) => (room.slips = on)
  );
  const { people, slips } = before;
  const recount = peopleField(`aw-recount-${id}`, say("recount"), () => {});
  const act = make("button.aw-act", { type: "button", onclick: verb });
  const waits = undo.place(rest);
  const answer = sending(send, rest);
  const { tell } = answer;
  const { node, wrong, lasts, show } = ballotFrame(say, { before, recount: recount.node, act, waits: waits.node });
  const look = looking(id, before, wrong, send, room);
  const doubts = asksBack(say, room.planned);
  let [opened, now] = [0, /** @type {Poll | null} */ (null)];

  function verb() {
    if (busy() || !now) return;
    // Never closed at once: quick hands lost what they had ticked while their phones still asked "Send this?".
    if (now.state === "open") return tell({ last_call: { poll: id, on: true } });
    const asked = now.state === "closed" ? recount : people;
    const told = decided(id, now.state, before, asked.read());
    wrong.textContent = told ? doubts(asked.read() ?? 0) : say("people_wrong", { most: MOST_PEOPLE });
    if (!told) asked.field.focus();
    else if (!wrong.textContent) waits.begin(say(`undo_${ACTS[now.state]}`), () => tell(told));
  }

  const busy = () => waits.waits() || answer.waits();

  /** Not `disabled`, which would drop the keyboard's place: Undo is the next stop from here. */
  function rest() {
    act.setAttribute("aria-disabled", String(busy()));
    if (now && now.state !== "revealed") act.textContent = say(busy() ? "working" : deed(now));
  }

  /** At its own step a poll is offered; at others its button is quiet. Whoever counted the room did so for all. */
  function stand(/** @type {boolean} */ here) {
    act.classList.toggle("aw-small-act", !here && now?.state === "waiting");
    if (now?.state === "waiting" && people.offer(room.people)) look();
    if (now?.state === "waiting") slips.offer(room.slips);
    lasts.textContent =
      now?.state === "open" && opened ? say("poll_minutes", { minutes: Math.floor((room.now() - opened) / 60) }) : "";
  }

  /**
   * @param {Poll} poll
   * @param {string} [words]
   * @param {number} [printed]
   * @param {string} [astray]
   * @param {boolean} [fetched] whether somebody has the slips' sheet
   * @param {import("./wire.d.ts").Closing | null} [closing] where it is about to close
   */
  function update(poll, words, printed = 0, astray = "", fetched = true, closing = null) {
    // By another hand, or by the end of the evening; and what was asked of it before is void.
    const goesOn = poll.state === "open" ? closing : !room.ended();
    if (now && (now.state !== poll.state || !goesOn)) waits.stop();
    // Known only where this page saw it open.
    if (now && now.state !== poll.state && poll.state === "open") opened = room.now();
    now = poll;
    answer.came();
    // The poll is about to close, and phones say so: the seconds run here as well, and can be undone.
    const how = { seconds: closing?.left, takenBack: () => tell({ last_call: { poll: id, on: false } }) };
    if (closing && poll.state === "open")
      waits.begin(say("undo_close"), () => tell({ close: { poll: id, at: closing.at ?? 0 } }), how);
    slips.show(printed, astray, fetched);
    show(poll, words ?? "", room.ended());
    rest();
  }

  return { node, update, look, stand };
}
