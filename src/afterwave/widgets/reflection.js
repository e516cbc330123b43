import { keeper } from "./keeping.js";
import {
  button,
  download,
  eyebrow,
  frame,
  keepTick,
  piece,
  questionLines,
  tick,
  wording,
  writingPlace,
  written
} from "./writing.js";

function choiceList(
  /** @type {string[]} */ choices,
  /** @type {string} */ legend,
  /** @type {(choice: string) => void} */ changed
) {
  const set = piece("fieldset", "aw-own-choices", piece("legend", "", legend));
  // A question may be drawn twice on one page: by one name, both lists would be one group.
  const name = `aw-${Math.random().toString(36).slice(2)}`;
  for (const choice of choices) set.append(tick("radio", choice, () => changed(choice), { name, value: choice }).label);
  return set;
}

/**
 * The place to write. Another text gets a new node, because the old one's undo history would bring cleared words back.
 */
function ownBox(/** @type {string} */ label, /** @type {(text: string) => void} */ typed) {
  let box = fresh("");
  function fresh(/** @type {string} */ text) {
    const made = writingPlace(label);
    made.textContent = text;
    made.addEventListener("input", () => typed(written(made)));
    return made;
  }
  return {
    node: box,
    read: () => written(box),
    replace(/** @type {string} */ text) {
      const [made, focused] = [fresh(text), document.activeElement === box];
      box.replaceWith(made);
      box = made;
      if (focused) made.focus();
    }
  };
}

/**
 * A private question. What is typed or ticked here is kept by keeping.js, and by nothing else.
 * @param {import("./host.d.ts").Host<import("./wire.d.ts").ReflectionTraits>} host
 */
function renderReflection({ model, el }) {
  const say = wording(model);
  const mine = keeper(model.get("key"), () => ({ text: "", choice: "" }));
  const root = frame("aw-reflection", say);
  const [status, promise] = [piece("p", "aw-own-status"), piece("p", "aw-own-quiet")];
  status.setAttribute("role", "status");
  const choices = model.get("choices") ?? [];
  const list = choices.length ? choiceList(choices, say("choices"), (choice) => write({ choice })) : null;
  const keep = keepTick(mine.possible && !model.get("shared_origin"), say, (on) => mine.keep(on, root));
  const box = ownBox(say("text"), (text) => write({ text }));

  const write = (/** @type {{ text?: string, choice?: string }} */ change) =>
    mine.write({ ...mine.now(), ...change }, root);

  /** @param {HTMLElement} [by] the view that wrote */
  function show(by) {
    const { text, choice } = mine.now();
    if (by !== root && box.read() !== text) box.replace(text);
    for (const input of list?.querySelectorAll("input") ?? []) input.checked = input.value === choice;
    if (keep) keep.input.checked = mine.keeping();
    promise.textContent = say(mine.keeping() ? "kept" : "private");
  }

  function clear() {
    mine.clear();
    status.textContent = say("cleared");
  }

  function save() {
    const { text, choice } = mine.now();
    const words = [model.get("question"), choice && `${say("choice")}: ${choice}`, text].filter(Boolean).join("\n\n");
    download(new Blob([`${words}\n`], { type: "text/plain;charset=utf-8" }), model.get("filename"));
    status.textContent = say("downloaded");
  }

  const row = piece("div", "aw-own-row", button(say("download"), save), button(say("clear"), clear));
  const instead = model.get("instead");
  const pass = piece("p", "aw-own-quiet", say("pass") + (instead ? ` ${say("instead")} ${instead}` : ""));
  const parts = [...questionLines(model.get("question")), list, box.node, promise, keep?.label, row, status, pass];
  root.append(eyebrow(model, say), ...parts.filter((part) => part instanceof HTMLElement));
  el.append(root);
  show();
  return mine.watch(show);
}

export default { render: renderReflection };
