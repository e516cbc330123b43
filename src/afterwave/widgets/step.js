import { pacer } from "./breathing.js";
import { deck } from "./cards.js";
import { drawing } from "./drawings.js";
import { make, rendered } from "./element.js";
import { picture } from "./release.js";
import { quietTimer } from "./timer.js";

/**
 * What is drawn of a step. `run` shows what runs on it as begun at that moment; `turn` shows one card turned over.
 * @typedef {{ node: HTMLElement, run?: (since: number | null) => void, turn?: (card: number | null) => void, stop?: ()
 *   => void }} Drawn
 * @typedef {{ now: () => number, begin: () => void, turn: (card: number | null) => void }} Acts
 * @typedef {{ polls: Record<string, import("./wire.d.ts").PollFacts>, join: import("./wire.d.ts").Join }} Facts
 * @typedef {(step: import("./wire.d.ts").Step, say: import("./element.js").Say, acts: Acts, facts: Facts) => Drawn}
 *   Draws
 */

/** A few words above a question: what kind of moment this is. */
const eyebrow = (/** @type {string} */ words) => make("p.aw-eyebrow", {}, words);

function question(
  /** @type {import("./wire.d.ts").Step} */ step,
  /** @type {import("./element.js").Say} */ say,
  /** @type {Acts} */ { now },
  /** @type {{ eyebrow: string, below: Node | null }} */ { eyebrow: above, below }
) {
  const timer = step.minutes ? quietTimer(step.minutes, say, now) : null;
  const node = make(
    "div.aw-step.aw-question",
    {},
    eyebrow(above),
    rendered("div.aw-words", step.html),
    timer?.node ?? null,
    below
  );
  return { node, run: timer?.run, stop: timer?.stop };
}

/** The code to scan and the address to type. */
export function joinCard(
  /** @type {import("./wire.d.ts").Join} */ join,
  /** @type {import("./element.js").Say} */ say
) {
  if (!join.url) return make("div.aw-join", {}, make("p", {}, say("no_join")));
  const code = rendered("div.aw-code", join.qr);
  code.setAttribute("aria-hidden", "true");
  return make("div.aw-join", {}, code, make("p.aw-address", { dir: "ltr" }, join.short));
}

/** A question from the question box: somebody's words, as text and nothing else. */
export function fromTheBox(/** @type {string} */ text, /** @type {import("./element.js").Say} */ say) {
  return make(
    "div.aw-step.aw-question.aw-from-the-box",
    {},
    eyebrow(say("box")),
    make("p.aw-words", { dir: "auto" }, text)
  );
}

function pollState(/** @type {import("./wire.d.ts").PollFacts} */ poll, /** @type {import("./element.js").Say} */ say) {
  if (poll.slips && poll.state === "closed")
    return make(
      "p.aw-state",
      { role: "status" },
      make("b", {}, say("slips_answers", { slips: poll.slips, answers: poll.answers })),
      ` · ${say("closed")}`
    );
  if (poll.state !== "open")
    return make("p.aw-state", { role: "status" }, say(poll.state === "closed" ? "closed" : "waiting"));
  const count = poll.atLeast ? say("at_least", { count: poll.atLeast }) : say("none_yet");
  // No status here: a count that moves while people answer is not read aloud.
  return make("p.aw-state", {}, make("b", {}, say("open")), ` · ${count}`);
}

/** A poll: the way in until it closes, then the one picture. */
export function pollStep(
  /** @type {import("./wire.d.ts").PollFacts} */ poll,
  /** @type {import("./wire.d.ts").Join} */ join,
  /** @type {import("./element.js").Say} */ say
) {
  const asked = make("h1", { dir: "auto" }, poll.question);
  if (poll.state === "revealed" && poll.release)
    return poll.beside
      ? sideBySide(poll.beside, { ...poll, release: poll.release }, say)
      : make("div.aw-step.aw-picture", {}, asked, picture({ ...poll, release: poll.release }, say));
  const left = make(
    "div.aw-poll-words",
    {},
    eyebrow(say("poll")),
    asked,
    pollState(poll, say),
    // Nobody is told to pass, or what is anonymous, once nothing can be sent any more.
    poll.state === "closed" ? null : make("p.aw-small", {}, say(poll.slips ? "slips_how" : "anonymous"))
  );
  return make(
    "div.aw-step.aw-poll",
    {},
    left,
    // With slips only a slip's ballot counts: whoever has one comes in by the code on it.
    poll.state === "closed" || poll.slips || !join.url ? null : joinCard(join, say)
  );
}

/** Two scales with the same options, on the same bins: the one before, and this one. */
function sideBySide(
  /** @type {import("./wire.d.ts").PictureFacts} */ before,
  /** @type {import("./wire.d.ts").PictureFacts} */ poll,
  /** @type {import("./element.js").Say} */ say
) {
  const half = (/** @type {import("./wire.d.ts").PictureFacts} */ one) =>
    make("section.aw-half", {}, make("h1", {}, one.question), picture(one, say));
  return make("div.aw-step.aw-picture.aw-two", {}, half(before), half(poll));
}

/** @type {Draws} */
function breathe(step, say, { now, begin }) {
  const { node, run: from, stop } = pacer((key) => say(`breathing_${key}`), step.minutes ?? 1, begin);
  const other = make("p.aw-small", {}, say("breathing_another"));
  /** @type {number | null} */
  let began = null;
  function run(/** @type {number | null} */ since) {
    // It is called with every draw, and a breath that runs does not begin anew.
    if (since === began) return;
    began = since;
    from(since === null ? null : Math.max(Math.round(now() - since), 0));
  }
  return { node: make("div.aw-step.aw-breathe", {}, rendered("div.aw-words", step.html), node, other), run, stop };
}

/** A deck: its fronts, large; a card that is turned lies over the others until it is turned back. @type {Draws} */
function cards(step, say, { turn: asked }) {
  const { node, turn } = deck(step.cards ?? [], (key, front) => say(`cards_${key}`, { front }), asked);
  return { node: make("div.aw-step.aw-laid", {}, rendered("div.aw-words", step.lead ?? ""), node), turn };
}

/** Studies on one axis; the axes that follow are on phones. @type {Draws} */
function chart(step) {
  if (!step.svg) return inWordsAlone(step);
  return { node: make("div.aw-step.aw-figure", {}, make("h1", {}, step.caption), rendered("div.chart", step.svg)) };
}

/** @type {Draws} */
function prompt(step, say, acts) {
  const below = make("p.aw-small", {}, `${say("pass")} ${step.instead ? `${say("instead")} ${step.instead}` : ""}`);
  return question(step, say, acts, { eyebrow: say("prompt"), below });
}

/** @type {Draws} */
const discuss = (step, say, acts) => question(step, say, acts, { eyebrow: say(step.people ?? "group"), below: null });

/** @type {Draws} */
const cardBuilder = (step, say, acts) =>
  question(step, say, acts, { eyebrow: say("prompt"), below: make("p.aw-small", {}, say("card_how")) });

/** @type {Draws} */
const poll = (step, say, acts, { polls, join }) =>
  polls[step.id] ? { node: pollStep(polls[step.id], join, say) } : inWordsAlone(step);

const inWordsAlone = (/** @type {import("./wire.d.ts").Step} */ step) => {
  const node = make(
    "div.aw-step.aw-slide",
    {},
    rendered("div.aw-words", step.html),
    step.drawing ? drawing(step.drawing) : null
  );
  if (step.look) node.dataset.look = step.look;
  if (step.drawing) node.dataset.drawing = step.drawing;
  return { node };
};

/** A part begins: its title above the step's words, and below them how long it takes and what it touches. */
function partOpens(
  /** @type {HTMLElement} */ node,
  /** @type {import("./wire.d.ts").Opens} */ { title, minutes, note },
  /** @type {import("./element.js").Say} */ say
) {
  node.dataset.look = "opener";
  node.prepend(make("p.aw-part", {}, title));
  node.append(make("p.aw-touches", {}, `${say("lasts", { minutes: say.minutes(minutes) })} · ${note}`));
}

/**
 * What draws each kind of block; `widgets/stage.py` looks whether all that `content/views.py` asks for are here.
 * @type {Record<string, Draws>}
 */
export const STEPS = {
  prompt,
  discuss,
  poll,
  breathe,
  cards,
  chart,
  "card-builder": cardBuilder
};

/**
 * Draws one step of the stage.
 * @param {import("./wire.d.ts").Step} step
 * @param {Facts} facts
 * @param {import("./element.js").Say} say
 * @param {Acts} acts the clock (seconds), and what is told where a hand on this page asks for what runs here, or for a
 *   card
 * @returns {Drawn}
 */
export function drawStep(step, facts, say, acts) {
  const found = (STEPS[step.kind] ?? inWordsAlone)(step, say, acts, facts);
  if (step.opens) partOpens(found.node, step.opens, say);
  return found;
}
