import { alike, make, rendered } from "./element.js";
import { released } from "./release.js";
import { quietTimer } from "./timer.js";

function pollWords(/** @type {import("./wire.d.ts").PollFacts} */ poll, /** @type {import("./element.js").Say} */ say) {
  const count = poll.atLeast ? say("at_least", { count: poll.atLeast }) : say("none_yet");
  const told =
    poll.state === "open"
      ? `${say("open")} · ${count}`
      : say(poll.state === "revealed" ? "state_revealed" : poll.state);
  const state =
    poll.state === "revealed" && poll.release ? released({ ...poll, release: poll.release }, say) : make("p", {}, told);
  return make("div", {}, make("p.aw-big", { dir: "auto" }, poll.question), state);
}

function deckWords(
  /** @type {import("./wire.d.ts").Step} */ { cards = [], lead = "" },
  /** @type {number | null} */ card
) {
  const turned = cards[card ?? -1];
  if (!turned)
    return make("div", {}, rendered("div", lead), make("ul", {}, ...cards.map(([front]) => make("li", {}, front))));
  return make("div", {}, make("h1", {}, turned[0]), make("p", {}, turned[1]));
}

/**
 * What the console shows of a step beside its words, or in their place, by its kind: a line above them, the words
 * themselves, keys below. `widgets/console.py` looks whether all that `content/views.py` asks for are here.
 * @typedef {{ poll: import("./wire.d.ts").PollFacts | null | undefined, card: number | null }} Beside
 * @typedef {{ over: string, question: string, join: boolean, step: import("./wire.d.ts").Step | null, poll:
 *   import("./wire.d.ts").PollFacts | null, card: number | null }} Facts
 * @type {Record<string, { above?: (step: import("./wire.d.ts").Step) => string, words?: (step:
 *   import("./wire.d.ts").Step, beside: Beside, say: import("./element.js").Say) => HTMLElement, keys?: (step:
 *   import("./wire.d.ts").Step, card: number | null, say: import("./element.js").Say, turn: (card: number | null) =>
 *   void) => HTMLElement, }>}
 */
export const PREVIEWS = {
  prompt: { above: () => "prompt" },
  discuss: { above: (step) => step.people ?? "group" },
  poll: {
    above: () => "poll",
    words: (step, { poll }, say) => (poll ? pollWords(poll, say) : rendered("div", step.html))
  },
  breathe: { above: () => "breathe" },
  cards: { words: (step, { card }) => deckWords(step, card), keys: cardKeys },
  "card-builder": { above: () => "prompt" }
};

/** A step in small, as the group sees it. */
export function preview(
  /** @type {import("./wire.d.ts").Step | null} */ step,
  /** @type {import("./wire.d.ts").PollFacts | null | undefined} */ poll,
  /** @type {import("./element.js").Say} */ say,
  /** @type {number | null} */ card = null
) {
  if (!step) return make("p.aw-hint", {}, say("the_end"));
  const { above, words: own } = PREVIEWS[step.kind] ?? {};
  const [kind, words] = [
    above ? say(above(step)) : "",
    own ? own(step, { poll, card }, say) : rendered("div", step.html)
  ];
  words.classList.add("aw-mini-words");
  return make("div.aw-mini", { "data-kind": step.kind }, kind ? make("p.aw-eyebrow", {}, kind) : null, words);
}

/** What lies over the step: the calm screen, the end, or a question from the box. */
function cover(
  /** @type {string} */ over,
  /** @type {string} */ question,
  /** @type {import("./element.js").Say} */ say
) {
  const words = over
    ? [make("h1", {}, say(`stage_${over}`)), make("p", {}, say(`stage_${over}_how`))]
    : [make("p.aw-big", { dir: "auto" }, question)];
  return make(
    "div.aw-mini",
    { "data-kind": over || "question" },
    over ? null : make("p.aw-eyebrow", {}, say("stage_box")),
    make("div.aw-mini-words", {}, ...words)
  );
}

function below(/** @type {import("./wire.d.ts").Step | null} */ step, /** @type {import("./element.js").Say} */ say) {
  const facts = [
    step?.minutes ? say("on_stage", { minutes: Number(step.minutes.toFixed(1)) }) : "",
    step?.instead ? `${say("instead")} ${step.instead}` : ""
  ];
  return make("p.aw-hint", {}, facts.filter(Boolean).join(" · "));
}

/** Each card of a deck, to be turned over on the stage from here. */
function cardKeys(
  /** @type {import("./wire.d.ts").Step} */ { cards = [] },
  /** @type {number | null} */ turned,
  /** @type {import("./element.js").Say} */ say,
  /** @type {(card: number | null) => void} */ turn
) {
  const key = (/** @type {string[]} */ [front], /** @type {number} */ index) => {
    const over = index === turned;
    return make(
      "button.aw-act.aw-small-act",
      { type: "button", "aria-pressed": String(over), "data-card": index, onclick: () => turn(over ? null : index) },
      front
    );
  };
  return make("div.aw-turns", { role: "group", "aria-label": say("cards_turn") }, ...cards.map(key));
}

/**
 * What the room sees now, and what can be done to it from here: its timer as it runs there, and each card of a deck.
 * @param {import("./element.js").Say} say
 * @param {{ now: () => number, turn: (card: number | null) => void }} hands
 */
export function roomSees(say, { now, turn }) {
  const [seen, hand] = [make("div"), make("div")];
  const node = make("div.aw-card", {}, seen, hand);
  /** @type {Facts | null} */
  let shown = null;
  /** @type {ReturnType<typeof quietTimer> | null} */
  let timer = null;

  /** Made anew only where something changed, so that the keyboard's place on a card's key stays. */
  function redraw(/** @type {Facts} */ { over, question, join, step, poll, card }) {
    const held = hand.contains(document.activeElement) ? document.activeElement?.getAttribute("data-card") : null;
    timer?.stop();
    const covered = over || question;
    timer = step?.minutes && !covered ? quietTimer(step.minutes, say, now) : null;
    const sees = [
      covered ? cover(over, question, say) : preview(step, poll, say, card),
      join ? make("p.aw-hint", {}, say("join_over")) : null
    ];
    seen.replaceChildren(...sees.filter((node) => node !== null));
    const keys = step && PREVIEWS[step.kind]?.keys?.(step, card, say, turn);
    hand.replaceChildren(...(covered ? [] : [below(step, say), timer?.node, keys].filter((node) => node != null)));
    /** @type {HTMLElement | null} */
    const again = hand.querySelector(`[data-card="${held}"]`);
    if (held) again?.focus();
  }

  return {
    node,
    /** @param {Facts} facts @param {number | null} since when the step's timer began */
    show(facts, since) {
      // The timer apart, which moves by itself: it would be made anew each time that it is told when it began.
      if (!alike(facts, shown)) redraw(facts);
      shown = facts;
      timer?.run(since);
    },
    stop: () => timer?.stop()
  };
}
