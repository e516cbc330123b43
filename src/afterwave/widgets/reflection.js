/**
 * A private question. What is typed or ticked here is never put into the model, a message, a request or a notebook: it lives in one Map in the page's
 * memory, so that drawing the widget again (or twice) finds it, and in sessionStorage only where the person has asked for it.
 */

const STORE = Symbol.for("afterwave.reflections");
const PREFIX = "afterwave.kept.";

/** @returns {{ kept: Map<string, {text: string, choice: string}>, bus: EventTarget }} what the page remembers, shared by every view */
function memory() {
  globalThis[STORE] ??= remember();
  return globalThis[STORE];
}

function remember() {
  const store = { kept: new Map(), bus: new EventTarget() };
  globalThis.addEventListener("afterwave:leave", () => {
    store.kept.clear();
    for (const name of Object.keys(storage() ?? {})) if (name.startsWith(PREFIX)) storage().removeItem(name);
    store.bus.dispatchEvent(new Event("change"));
  });
  return store;
}

/** sessionStorage, or null where the browser forbids it. */
function storage() {
  try {
    return globalThis.sessionStorage;
  } catch {
    return null;
  }
}

function recall(key) {
  const { kept } = memory();
  if (kept.has(key)) return kept.get(key);
  try {
    const value = JSON.parse(storage()?.getItem(PREFIX + key) ?? "null");
    if (value) kept.set(key, value);
    return value ?? { text: "", choice: "" };
  } catch {
    return { text: "", choice: "" };
  }
}

function piece(name, className, text = "") {
  const node = document.createElement(name);
  node.className = className;
  node.textContent = text;
  return node;
}

/** A text box that no browser feature reads: Chromium asks a remote service about textareas, and spell checkers may upload. */
function writingPlace(label) {
  const box = piece("div", "aw-reflection-text");
  try {
    box.contentEditable = "plaintext-only";
  } catch {
    box.contentEditable = "true";
    box.addEventListener("paste", (event) => {
      event.preventDefault();
      document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
    });
  }
  const attributes = { role: "textbox", "aria-multiline": "true", "aria-label": label, spellcheck: "false", autocorrect: "off", autocapitalize: "sentences", tabindex: "0" };
  for (const [name, value] of Object.entries({ ...attributes, "data-gramm": "false", translate: "no" })) box.setAttribute(name, value);
  return box;
}

function choiceList(choices, legend, changed) {
  const set = piece("fieldset", "aw-reflection-choices");
  set.append(piece("legend", "", legend));
  const name = `aw-${Math.random().toString(36).slice(2)}`;
  for (const choice of choices) {
    const label = piece("label", "");
    const input = Object.assign(document.createElement("input"), { type: "radio", name, value: choice, autocomplete: "off" });
    input.addEventListener("change", () => changed(choice));
    label.append(input, piece("span", "", choice));
    set.append(label);
  }
  return set;
}

function button(text, act) {
  const node = piece("button", "aw-reflection-button", text);
  node.type = "button";
  node.addEventListener("click", act);
  return node;
}

function download(words, filename) {
  const address = URL.createObjectURL(new Blob([words], { type: "text/plain;charset=utf-8" }));
  Object.assign(document.createElement("a"), { href: address, download: filename }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** @param {{ model: { get(name: string): any }, el: HTMLElement }} host */
function renderReflection({ model, el }) {
  const [key, words] = [model.get("key"), model.get("labels") ?? {}];
  const say = (name, facts = {}) => Object.entries(facts).reduce((text, [fact, value]) => text.replace(`{${fact}}`, value), words[name] ?? name);
  const { kept, bus } = memory();
  const now = () => recall(key);
  const keeping = () => Boolean(storage()?.getItem(PREFIX + key));

  const root = piece("div", "aw aw-reflection");
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", say("label"));
  root.dataset.lmSuppressShortcuts = "true"; // JupyterLab would take single letters for commands
  const minutes = model.get("minutes");
  const about = minutes ? ` · ${say("minutes", { minutes: Number(minutes.toFixed(1)) })}` : "";
  const status = piece("p", "aw-reflection-status");
  status.setAttribute("role", "status");
  const promise = piece("p", "aw-reflection-quiet");
  let box = writingPlace(say("text"));
  const choices = model.get("choices") ?? [];
  const list = choices.length ? choiceList(choices, say("choices"), (choice) => write({ choice })) : null;

  function write(change) {
    kept.set(key, { ...now(), ...change });
    if (keeping()) storage().setItem(PREFIX + key, JSON.stringify(kept.get(key)));
    bus.dispatchEvent(new CustomEvent("change", { detail: root }));
  }
  const typed = () => write({ text: box.innerText.replace(/\n$/, "") });
  box.addEventListener("input", typed);

  function show(event) {
    const { text, choice } = now();
    if (event?.detail !== root || !text) freshBox(text);
    for (const input of list?.querySelectorAll("input") ?? []) input.checked = input.value === choice;
    if (keep) keep.checked = keeping();
    promise.textContent = say(keeping() ? "kept" : "private");
  }

  /** A new node, because the old one's undo history would bring cleared words back. */
  function freshBox(text) {
    if (box.innerText.replace(/\n$/, "") === text) return;
    const fresh = writingPlace(say("text"));
    fresh.textContent = text;
    fresh.addEventListener("input", typed);
    const focused = document.activeElement === box;
    box.replaceWith(fresh);
    box = fresh;
    if (focused) fresh.focus();
  }

  function clear() {
    kept.delete(key);
    storage()?.removeItem(PREFIX + key);
    bus.dispatchEvent(new Event("change"));
    status.textContent = say("cleared");
  }

  function save() {
    const { text, choice } = now();
    download([model.get("question"), choice && `${say("choice")}: ${choice}`, text].filter(Boolean).join("\n\n") + "\n", model.get("filename"));
    status.textContent = say("downloaded");
  }

  const offered = storage() && !model.get("shared_origin");
  const keep = offered ? Object.assign(document.createElement("input"), { type: "checkbox", autocomplete: "off" }) : null;
  keep?.addEventListener("change", () => {
    if (keep.checked) storage().setItem(PREFIX + key, JSON.stringify(now()));
    else storage().removeItem(PREFIX + key);
    bus.dispatchEvent(new CustomEvent("change", { detail: root }));
  });
  const keepLabel = piece("label", "aw-reflection-keep");
  if (keep) keepLabel.append(keep, piece("span", "", say("keep")));

  root.append(piece("p", "aw-reflection-eyebrow", say("label") + about));
  for (const line of model.get("question").split("\n").filter(Boolean)) root.append(piece("p", "aw-reflection-question", line));
  if (list) root.append(list);
  const row = piece("div", "aw-reflection-row");
  row.append(button(say("download"), save), button(say("clear"), clear));
  root.append(box, promise);
  if (keep) root.append(keepLabel);
  root.append(row, status);
  const instead = model.get("instead");
  root.append(piece("p", "aw-reflection-quiet", [say("pass"), instead && `${say("instead")} ${instead}`].filter(Boolean).join(" ")));
  el.append(root);
  bus.addEventListener("change", show);
  show();
  return () => bus.removeEventListener("change", show);
}

export default { render: renderReflection };
