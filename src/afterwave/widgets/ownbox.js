import { make } from "./element.js";
import { KINDS } from "./pollkinds.js";
import { textBox } from "./textbox.js";

/**
 * @typedef {import("./element.js").Say} Say
 * @typedef {import("./wire.d.ts").ConsoleMessage} Message
 */

/** A place to write in, under its words. */
function field(
  /** @type {string} */ id,
  /** @type {string} */ words,
  /** @type {Record<string, string>} */ facts,
  /** @type {string} */ how
) {
  const help = how ? make("p.aw-hint", { id: `${id}-how` }, how) : null;
  const box = textBox(
    { ...facts, "aria-labelledby": id, ...(how ? { "aria-describedby": `${id}-how` } : {}) },
    "aw-line"
  );
  return { box, node: make("div.aw-own-field", {}, make("span", { id }, words), box, help) };
}

/** Which kind of question it is. */
function kinds(/** @type {Say} */ say) {
  const one = (/** @type {string} */ kind, /** @type {number} */ place) =>
    make(
      "label",
      {},
      make("input", { type: "radio", name: "aw-own-kind", value: kind, checked: place === 0, autocomplete: "off" }),
      make("span", {}, say(`poll_kind_${kind}`))
    );
  const node = make("fieldset.aw-insiders", {}, make("legend", {}, say("poll_kind")), ...KINDS.map(one));
  return {
    node,
    read: () => KINDS[[...node.querySelectorAll("input")].findIndex((input) => input.checked)] ?? KINDS[0]
  };
}

/** What is wrong with what was typed, mistake by mistake. */
function mistakes(/** @type {Say} */ say) {
  const node = make("div.aw-wrong", { role: "alert" });
  return {
    node,
    show: (/** @type {string[]} */ wrong) =>
      node.replaceChildren(
        ...(wrong.length
          ? [make("p", {}, say("own_wrong")), make("ul", {}, ...wrong.map((one) => make("li", {}, one)))]
          : [])
      )
  };
}

/**
 * Where a question of one's own is written. What was typed stays until it is kept; then it is a poll like any other,
 * and stands above.
 * @param {Say} say
 * @param {(message: Message) => void} send
 */
export function ownBox(say, send) {
  const question = field("aw-own-question", say("poll_question"), { "aria-multiline": "false" }, "");
  const options = field("aw-own-options", say("poll_options"), {}, say("poll_options_how"));
  const [kind, wrong, told] = [kinds(say), mistakes(say), make("p.aw-hint", { role: "status" })];
  // One line: a place to write has no other way to refuse a second.
  question.box.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  const keep = make("button.aw-act.aw-small-act", { type: "button", onclick: asked }, say("poll_keep"));
  const node = make(
    "details.aw-own",
    {},
    make("summary", {}, say("own")),
    make("p.aw-hint", {}, say("own_how")),
    question.node,
    kind.node,
    options.node,
    wrong.node,
    make("div.aw-box-acts", {}, keep),
    told
  );
  let [kept, shown, sent] = [-1, "", ["", ""]];

  function asked(/** @type {Event} */ event) {
    // The second click of two would ask for the same question again, and be told that there is one already.
    if (event instanceof MouseEvent && event.detail > 1) return;
    told.textContent = "";
    // textContent would run the lines of a box into one.
    sent = [question.box.innerText, options.box.innerText];
    send({ own: { question: sent[0], kind: kind.read(), options: sent[1] } });
  }

  return {
    node,
    show(/** @type {import("./wire.d.ts").OwnForm} */ own) {
      // It is shown with every draw, and an alert that is given its words again is read aloud again.
      if (JSON.stringify(own) === shown) return;
      // Not with the first that is heard, which tells of questions kept before this page was opened.
      const isNew = kept >= 0 && own.kept > kept;
      [kept, shown] = [own.kept, JSON.stringify(own)];
      wrong.show(own.wrong);
      told.textContent = isNew ? say("own_kept") : "";
      if (!isNew) return;
      // What was typed while it was on its way is another question.
      [question, options].forEach(({ box }, place) => box.innerText === sent[place] && (box.textContent = ""));
    }
  };
}

/**
 * What can be done to a question of one's own beside what is done to every poll: put on the stage, or taken out as long
 * as it was never opened.
 * @param {string} id
 * @param {Say} say
 * @param {(message: Message) => void} send
 */
export function ownActs(id, say, send) {
  let shown = false;
  const show = make("button.aw-act.aw-small-act", {
    type: "button",
    onclick: () => send({ lay_over: shown ? "" : id })
  });
  const out = make(
    "button.aw-act.aw-small-act",
    { type: "button", onclick: () => send({ take_out: id }) },
    say("own_out")
  );
  return {
    node: make("div.aw-box-acts", {}, show, out),
    show(/** @type {import("./wire.d.ts").PollFacts} */ poll, /** @type {boolean} */ over) {
      shown = over;
      show.dataset.on = String(over);
      show.textContent = say(over ? "own_aside" : "own_show");
      out.hidden = poll.state !== "waiting";
    }
  };
}
