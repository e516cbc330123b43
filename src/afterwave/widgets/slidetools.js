import { make } from "./element.js";
import { textBox } from "./textbox.js";

/**
 * @typedef {import("./wire.d.ts").Place} Place
 * @typedef {import("./wire.d.ts").Step} Step
 * @typedef {import("./element.js").Say} Say
 * @typedef {import("./wire.d.ts").ConsoleMessage} Message
 */

const REWORDED = ["slide", "prompt", "discuss"]; // as session/today.py has them

/** The words of a step, each piece on a line of its own. */
function linesOf(/** @type {Step} */ { html }) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  // A list's item that holds paragraphs would be said twice.
  const pieces = [...holder.content.querySelectorAll("h1, h2, h3, p, li")].filter((one) => !one.querySelector("p, li"));
  return pieces.map((one) => (one.textContent ?? "").trim().replace(/\s+/g, " ")).join("\n");
}

/**
 * Where a step is said in other words. What was sent shows as the step itself; a refusal, which comes as a notice,
 * shows here.
 * @param {Step} step
 * @param {Say} say
 * @param {{ keep: (text: string) => void, leave: () => void }} acts
 */
function wordsFor(step, say, { keep, leave }) {
  const box = textBox({ "aria-label": say("slide_words") }, "aw-thumb-words");
  box.textContent = linesOf(step);
  const told = make("p.aw-wrong", { role: "alert" });
  const button = (/** @type {string} */ words, /** @type {() => void} */ act) =>
    make("button.aw-act.aw-small-act", { type: "button", onclick: act }, say(words));
  const own = step.reworded ? button("slide_own", () => keep("")) : null;
  const acts = make(
    "div.aw-thumb-acts",
    {},
    button("slide_keep", () => keep(box.innerText)),
    own,
    button("slide_leave", leave)
  );
  const node = make("div.aw-thumb-form", {}, box, make("p.aw-hint", {}, say("slide_words_how")), told, acts);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation(); // it leaves the words, and not the list
    leave();
  });
  return { node, box, told };
}

/**
 * What can be done to a step for today: left out, or taken in again, or said in other words.
 * @param {Step} step
 * @param {Place} place
 * @param {string} name what the step is called
 * @param {Say} say
 * @param {{ send: (message: Message) => void }} ways
 */
export function slideTools(step, place, name, say, { send }) {
  /** @type {ReturnType<typeof wordsFor> | null} */
  let form = null;
  /** The words in the form as they were read, or sent last. */
  let settled = "";
  const hide = tool(step.hidden ? "take_in" : "leave_out", () => send({ hide: { ...place, on: !step.hidden } }));
  hide.dataset.on = String(Boolean(step.hidden));
  const reword = REWORDED.includes(step.kind) ? tool("slide_reword", begin) : null;
  const tools = make("div.aw-thumb-tools", {}, hide, reword);
  const node = make("div.aw-thumb-today", {}, tools);

  function tool(/** @type {string} */ words, /** @type {() => void} */ act) {
    const label = `${say(words)}: ${name}`;
    return make(
      "button.aw-thumb-tool",
      { type: "button", tabindex: "-1", "aria-label": label, onclick: act },
      say(words)
    );
  }

  function leave() {
    form?.node.remove();
    form = null;
    tools.hidden = false;
    reword?.focus();
  }

  function keep(/** @type {string} */ text) {
    settled = form?.box.innerText ?? "";
    send({ reword: { ...place, text } });
  }

  function begin() {
    form = wordsFor(step, say, { keep, leave });
    settled = form.box.innerText;
    tools.hidden = true;
    node.append(form.node);
    form.box.focus();
  }

  return {
    node,
    /** The Tab key stops at the tools of one slide. */
    stands: (/** @type {boolean} */ here) =>
      [hide, reword].forEach((one) => one?.setAttribute("tabindex", here ? "0" : "-1")),
    /** Whether somebody is writing here what was not sent yet. */
    writes: () => Boolean(form && form.box.innerText !== settled),
    /** Says why the words were not taken. */
    refuse: (/** @type {string} */ why) => form && (form.told.textContent = why)
  };
}
