import { addressBox } from "./addresses.js";
import { colleagueBox } from "./colleaguebox.js";
import { ballotBox } from "./ballotbox.js";
import { alike, make, sayOnce } from "./element.js";
import { ownActs, ownBox } from "./ownbox.js";
import { questionBox } from "./questionbox.js";

/** @typedef {import("./wire.d.ts").ConsoleTraits} Traits */
/** @typedef {import("./wire.d.ts").ConsoleMessage} Message */
/** @typedef {import("./host.d.ts").Model<Traits, Message>} ConsoleModel */
/**
 * @typedef {ReturnType<typeof ballotBox> & { seen?: string, own?: ReturnType<typeof ownActs> }} PollBox what a poll is,
 *   the facts that it last showed, and what else can be done to one's own
 */

/** Those of one's own that are still to come, or stand on the stage: the newest first. */
function onesOwn(/** @type {Record<string, import("./wire.d.ts").PollFacts>} */ polls, /** @type {string} */ over) {
  const own = Object.keys(polls).filter((id) => polls[id].own && (polls[id].state !== "revealed" || id === over));
  return own.reverse();
}

/**
 * The box of each poll. It is made once, so that what is being typed in it stays.
 * @param {import("./host.d.ts").Model<import("./wire.d.ts").ConsoleTraits, import("./wire.d.ts").ConsoleMessage>} model
 * @param {import("./element.js").Say} say
 * @param {ReturnType<typeof import("./undo.js").undoing>} undo
 * @param {() => number} now the clock, in seconds
 */
function pollBoxes(model, say, undo, now) {
  const planned = model.get("people");
  const ended = () => model.get("ended");
  /** @type {Parameters<typeof ballotBox>[4]} */
  const room = { people: planned ? String(planned) : "", planned, slips: null, now, ended };
  /** @type {Map<string, PollBox>} */
  const boxes = new Map();
  const send = (/** @type {import("./wire.d.ts").ConsoleMessage} */ message) => model.send(message);

  function of(/** @type {string} */ id) {
    /** @type {PollBox} */
    const one = boxes.get(id) ?? ballotBox(id, say, send, undo, room);
    boxes.set(id, one);
    return one;
  }

  function update(/** @type {string} */ id) {
    const [one, closing] = [of(id), model.get("closing")];
    /** @type {Parameters<typeof one.update>} */
    const facts = [
      model.get("polls")[id],
      model.get("outlook")[id],
      model.get("slips"),
      model.get("astray"),
      model.get("fetched"),
      closing.poll === id ? closing : null
    ];
    const seen = JSON.stringify([facts, ended()]);
    // Only where something changed: a box takes an update for the kernel's answer, and frees its button.
    if (one.seen !== seen) one.update(...facts);
    one.seen = seen;
    if (!facts[0].own) return;
    if (!one.own) one.node.append((one.own = ownActs(id, say, send)).node);
    one.own.show(facts[0], model.get("over") === id);
    one.own.node.hidden = ended();
  }

  return {
    of,
    update,
    /** At its own step a poll is offered, and one's own on the stage; `step` is the one that the group is at. */
    stand: (/** @type {string | undefined} */ step) =>
      boxes.forEach((one, id) => one.stand(id === step || id === model.get("over")))
  };
}

/** Whether a poll was begun, and its picture not shown. */
const isBegun = (/** @type {import("./wire.d.ts").PollFacts} */ { state }) => state === "open" || state === "closed";

/**
 * The polls on the console: those of one's own and the section's stand open; the rest wait in a fold. Once the evening
 * has ended, what was begun and not shown stands there, and nothing that waits is offered any more.
 * @param {import("./host.d.ts").Model<import("./wire.d.ts").ConsoleTraits, import("./wire.d.ts").ConsoleMessage>} model
 * @param {import("./element.js").Say} say
 * @param {ReturnType<typeof pollBoxes>} boxes
 */
function pollPane(model, say, boxes) {
  const summary = make("summary", {}, say("polls_other"));
  const [own, others] = [make("div"), make("details.aw-others", {}, summary)];
  const none = make("p.aw-hint", {}, say("polls_none"));
  // Never hidden itself: a status that comes in together with its words is not read aloud.
  const afterwards = make("p.aw-hint.aw-polls-after", { role: "status" });

  /** Those that stand first, of all that are there. */
  function firstOf(/** @type {string[]} */ all, /** @type {import("./wire.d.ts").SectionFacts["steps"]} */ steps) {
    const polls = model.get("polls");
    if (model.get("ended")) return all.filter((id) => isBegun(polls[id]));
    const here = steps.filter(({ kind, id }) => kind === "poll" && all.includes(id)).map(({ id }) => id);
    return [...onesOwn(polls, model.get("over")), ...here];
  }

  return {
    nodes: [afterwards, own, others],
    stand: boxes.stand,
    show(/** @type {import("./wire.d.ts").SectionFacts} */ { steps }, /** @type {string | undefined} */ step) {
      const [polls, ended] = [model.get("polls"), model.get("ended")];
      const all = Object.keys(polls).filter((id) => !ended || polls[id].state !== "waiting");
      Object.keys(polls).forEach(boxes.update);
      boxes.stand(step);
      const first = firstOf(all, steps);
      const rest = all.filter((id) => !first.includes(id));
      const open = first.some((id) => polls[id].state === "open");
      sayOnce(afterwards, ended ? say(open ? "polls_left_open" : "polls_over") : "");
      put(own, first.length || ended ? first.map((id) => boxes.of(id).node) : [none]);
      put(others, [summary, ...rest.map((id) => boxes.of(id).node)]);
      others.hidden = rest.length === 0;
    }
  };
}

/** What the group is asked: its polls, the question box, and where phones find them. */
export function asking(
  /** @type {ConsoleModel} */ model,
  /** @type {import("./element.js").Say} */ say,
  /** @type {ReturnType<typeof import("./undo.js").undoing>} */ undo,
  /** @type {() => number} */ now
) {
  const polls = pollPane(model, say, pollBoxes(model, say, undo, now));
  const box = questionBox(say, (message) => model.send(message));
  const own = ownBox(say, (message) => model.send(message));
  const addresses = addressBox(say, (address) => model.send({ address }));
  const colleague = colleagueBox(say, (message) => model.send(message), now);
  /** @type {import("./wire.d.ts").AddressFacts | null} */
  let reached = null;
  return {
    nodes: [...polls.nodes, own.node, box.node, colleague.node, addresses.node],
    /** What moves with time alone. */
    stand(/** @type {string | undefined} */ step) {
      polls.stand(step);
      colleague.tick();
    },
    show(/** @type {import("./wire.d.ts").SectionFacts} */ section, /** @type {string | undefined} */ step) {
      polls.show(section, step);
      own.show(model.get("own"));
      box.update(model.get("box"));
      colleague.show(model.get("colleague"), model.get("addresses").now);
      // After the end nothing is begun; a box and a door that were left open can be shut.
      const ended = model.get("ended");
      own.node.hidden = ended;
      box.node.hidden = ended && !model.get("box").on;
      colleague.node.hidden ||= ended && model.get("colleague").door === "shut";
      // Drawn anew with each look, the list would drop the keyboard's place.
      if (!alike(model.get("addresses"), reached)) addresses.show((reached = model.get("addresses")));
    }
  };
}

/** Fills a holder, and leaves it alone where it holds these already: the keyboard may be in one of them. */
function put(/** @type {HTMLElement} */ holder, /** @type {HTMLElement[]} */ nodes) {
  if (nodes.length !== holder.children.length || nodes.some((node, index) => holder.children[index] !== node))
    holder.replaceChildren(...nodes);
}
