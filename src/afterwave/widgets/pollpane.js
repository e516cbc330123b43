import { addressBox } from "./addresses.js";
import { colleagueBox } from "./colleaguebox.js";
import { ballotBox } from "./ballotbox.js";
import { alike, make } from "./element.js";
import { questionBox } from "./questionbox.js";

/** @typedef {ReturnType<typeof ballotBox> & { seen?: string }} PollBox what a poll is, and the facts that it last showed */

/**
 * The polls on the console: the section's own stand open; the rest wait in a fold. A box is made once, so that what is being typed in it stays.
 * @param {import("./host.d.ts").Model<import("./wire.d.ts").ConsoleTraits, import("./wire.d.ts").ConsoleMessage>} model
 * @param {import("./element.js").Say} say
 * @param {ReturnType<typeof import("./undo.js").undoing>} undo
 * @param {() => number} now the clock, in seconds
 */
function pollPane(model, say, undo, now) {
  const summary = make("summary", {}, say("polls_other"));
  const [own, others] = [make("div"), make("details.aw-others", {}, summary)];
  const room = { people: "", now };
  /** @type {Map<string, PollBox>} */
  const boxes = new Map();
  const send = (/** @type {import("./wire.d.ts").ConsoleMessage} */ message) => model.send(message);

  function boxOf(/** @type {string} */ id) {
    /** @type {PollBox} */
    const one = boxes.get(id) ?? ballotBox(id, say, send, undo, room);
    boxes.set(id, one);
    return one;
  }

  function update(/** @type {string} */ id) {
    const [one, closing] = [boxOf(id), model.get("closing")];
    /** @type {Parameters<typeof one.update>} */
    const facts = [
      model.get("polls")[id],
      model.get("outlook")[id],
      model.get("slips"),
      model.get("astray"),
      closing.poll === id ? (closing.left ?? null) : null
    ];
    const seen = JSON.stringify(facts);
    if (one.seen !== seen) one.update(...facts);
    one.seen = seen;
    return one;
  }

  /** At its own step a poll is offered; `step` is the one that the group is at. */
  function stand(/** @type {string | undefined} */ step) {
    boxes.forEach((one, id) => one.stand(id === step));
  }

  return {
    nodes: [own, others],
    stand,
    show(/** @type {import("./wire.d.ts").Section} */ { steps }, /** @type {string | undefined} */ step) {
      const all = Object.keys(model.get("polls"));
      all.forEach(update);
      stand(step);
      const first = steps.filter(({ kind, id }) => kind === "poll" && all.includes(id)).map(({ id }) => id);
      const rest = all.filter((id) => !first.includes(id));
      put(
        own,
        first.map((id) => boxOf(id).node),
        make("p.aw-hint", {}, say("polls_none"))
      );
      put(others, [summary, ...rest.map((id) => boxOf(id).node)]);
      others.hidden = rest.length === 0;
    }
  };
}

/** What the group is asked: its polls, the question box, and where phones find them. */
export function asking(
  /** @type {import("./host.d.ts").Model<import("./wire.d.ts").ConsoleTraits, import("./wire.d.ts").ConsoleMessage>} */ model,
  /** @type {import("./element.js").Say} */ say,
  /** @type {ReturnType<typeof import("./undo.js").undoing>} */ undo,
  /** @type {() => number} */ now
) {
  const polls = pollPane(model, say, undo, now);
  const box = questionBox(say, (message) => model.send(message));
  const addresses = addressBox(say, (address) => model.send({ address }));
  const colleague = colleagueBox(say, (message) => model.send(message), now);
  /** @type {import("./wire.d.ts").Addresses | null} */
  let reached = null;
  return {
    nodes: [...polls.nodes, box.node, colleague.node, addresses.node],
    /** What moves with time alone. */
    stand(/** @type {string | undefined} */ step) {
      polls.stand(step);
      colleague.tick();
    },
    show(/** @type {import("./wire.d.ts").Section} */ section, /** @type {string | undefined} */ step) {
      polls.show(section, step);
      box.update(model.get("box"));
      colleague.show(model.get("colleague"), model.get("addresses").now);
      if (!alike(model.get("addresses"), reached)) addresses.show((reached = model.get("addresses")));
    }
  };
}

/** Fills a holder, and leaves it alone where it holds these already: the keyboard may be in one of them. */
function put(
  /** @type {HTMLElement} */ holder,
  /** @type {HTMLElement[]} */ nodes,
  /** @type {HTMLElement[]} */ ...otherwise
) {
  const wanted = nodes.length ? nodes : otherwise;
  if (
    wanted.length !== holder.children.length ||
    wanted.some((node, index) => nodes.length && holder.children[index] !== node)
  )
    holder.replaceChildren(...wanted);
}
