import { alike, make, rendered } from "./element.js";

/** @typedef {import("./element.js").Say} Say */
/**
 * Asks the program for something.
 * @typedef {(what: string, facts?: NonNullable<import("./wire.d.ts").HomeMessage["with"]>) => void} Ask
 */

let counted = 0;

/** A button; the one that leads on is primary. */
export const press = (/** @type {string} */ words, /** @type {() => void} */ act, primary = false) =>
  make(`button.aw-press${primary ? ".aw-first" : ""}`, { type: "button", onclick: act }, words);

/** A label with its field, and a line of help below. */
export function labelled(/** @type {string} */ words, /** @type {HTMLElement} */ field, how = "") {
  field.id = `aw-home-${(counted += 1)}`;
  if (how) field.setAttribute("aria-describedby", `${field.id}-how`);
  const help = how ? make("small", { id: `${field.id}-how` }, how) : null;
  return make("div.aw-field", {}, make("label", { for: field.id }, words), field, help);
}

/**
 * Marks what this window asks for, and tells once whether the last of it was accepted: other windows ask too, and none
 * of theirs may empty what is being typed here.
 */
export function ownPress() {
  const here = Math.random().toString(36).slice(2);
  let [count, pressed] = [0, ""];
  return {
    mark: () => (pressed = `${here}-${(count += 1)}`),
    isAccepted(/** @type {string} */ by) {
      if (!pressed || by !== pressed) return false;
      pressed = "";
      return true;
    }
  };
}

/** In ms: how long what somebody chose stands while the program tells of something else. */
const UNTOLD = 3000;

/**
 * Keeps what somebody chose until the program tells of it: what it tells meanwhile answers an earlier choice, and would
 * undo this one. Where it never tells of it, as when it was refused, what it told last is drawn.
 */
export function kept(/** @type {(value: string) => void} */ draw) {
  let [told, mine, waiting] = ["", "", 0];
  function stop() {
    clearTimeout(waiting);
    waiting = 0;
  }
  function give() {
    waiting = 0;
    draw(told);
  }
  return {
    chose(/** @type {string} */ value) {
      stop();
      mine = value;
      waiting = setTimeout(give, UNTOLD);
    },
    tell(/** @type {string} */ value) {
      told = value;
      if (value === mine) stop();
      draw(waiting ? mine : value);
    }
  };
}

/**
 * A list to choose from; `options` are pairs of value and words. What is being chosen from is left alone while nothing
 * in it changed.
 */
export function chooser(/** @type {(value: string) => void} */ changed) {
  const node = make("select", {
    onchange() {
      choice.chose(node.value);
      changed(node.value);
    }
  });
  // Setting it shuts a list that is open.
  const choice = kept((value) => node.value === value || (node.value = value));
  /** @type {string[][] | null} */
  let shown = null;
  return {
    node,
    show(/** @type {string[][]} */ options, /** @type {string} */ value) {
      if (!alike(shown, options))
        node.replaceChildren(...options.map(([one, words]) => make("option", { value: one }, words)));
      shown = options;
      choice.tell(value);
    }
  };
}

/** A list of addresses: what opens there, and the address itself. */
export function openers(/** @type {string[][]} */ pairs) {
  const row = (/** @type {string[]} */ [words, address]) =>
    make(
      "li",
      {},
      make("a", { href: address, target: "_blank", rel: "noopener" }, words),
      // Without the token behind the question mark: it is the key, and this page may be on a projector.
      make("bdi", { dir: "ltr" }, address.split("?")[0])
    );
  return make("ul.aw-openers", {}, ...pairs.map(row));
}

/** The phones' address, large, with its code beside. */
export function forPhones(/** @type {Say} */ say, /** @type {string} */ address, /** @type {string} */ code) {
  const drawn = rendered("div", code);
  drawn.className = "aw-code";
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", address);
  return make(
    "div.aw-phones",
    {},
    drawn,
    make("p", {}, make("b", {}, say("participants")), make("br"), make("bdi", { dir: "ltr" }, address))
  );
}
