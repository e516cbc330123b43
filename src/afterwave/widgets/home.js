import { hasPage, make, speaker, tongue } from "./element.js";
import { leading } from "./home_lead.js";
import { owning } from "./home_own.js";
import { printing } from "./home_paper.js";
import { press } from "./home_parts.js";
import { polling } from "./home_polls.js";
import { aftermath, readying } from "./home_ready.js";
import { ringing } from "./home_ring.js";
import { choosing, practising, reading } from "./home_steps.js";
import { pulse } from "./pulse.js";
import { sheetKeeper } from "./sheetkeeper.js";

/** @typedef {import("./host.d.ts").Model<import("./wire.d.ts").HomeTraits, import("./wire.d.ts").HomeMessage>} Model */
/** @typedef {import("./element.js").Say} Say */
/** @typedef {import("./home_parts.js").Ask} Ask */
/**
 * @typedef {(say: Say, ask: Ask, language: string, sheets: import("./home_paper.js").Sheets) =>
 *   import("./home_steps.js").Panel} Maker
 */

/** The steps in the order in which an evening is made, then what one may want beside it. */
const EVENING = {
  choose: choosing,
  ready: readying,
  paper: printing,
  practise: practising,
  lead: leading,
  after: aftermath
};
const BESIDE = { ring: ringing, read: reading, poll: polling, own: owning };

/** The way to the step after this one; null where there is none. */
function onward(/** @type {string} */ name, /** @type {Say} */ say, /** @type {(name: string) => void} */ go) {
  const names = Object.keys(EVENING);
  const next = names[names.indexOf(name) + 1];
  if (!names.includes(name) || !next) return null;
  const key = press(say("onward", { step: say(next) }), () => go(next));
  return make("div.aw-onward", {}, key);
}

/**
 * All of it in one language: the steps at the side, and the one that was chosen.
 * @param {Model} model
 * @param {Say} say
 * @param {{ ask: Ask, sheets: import("./home_paper.js").Sheets, first: string, alive: HTMLElement }} around
 */
function pageOf(model, say, { ask, sheets, first, alive }) {
  const language = model.get("language");
  /** @type {Record<string, Maker>} */
  const makers = { ...EVENING, ...BESIDE };
  const panels = Object.fromEntries(
    Object.entries(makers).map(([name, made]) => [name, made(say, ask, language, sheets)])
  );
  const heading = make("h2", { tabindex: "-1" });
  const inside = make("section.aw-step", { "aria-live": "off" });
  const keys = Object.fromEntries(
    Object.keys(makers).map((name) => [name, make("button", { type: "button", onclick: () => go(name) }, say(name))])
  );
  const list = (/** @type {object} */ names, /** @type {string} */ words, /** @type {"ol" | "ul"} */ kind) =>
    make(
      "nav",
      { "aria-label": words },
      make(kind, {}, ...Object.keys(names).map((name) => make("li", {}, keys[name])))
    );
  const root = make(
    "div.aw.aw-home",
    { ...tongue(model), role: "region", "aria-label": say("home"), "data-lm-suppress-shortcuts": "true" },
    alive,
    make("div.aw-side", {}, list(EVENING, say("steps"), "ol"), list(BESIDE, say("beside"), "ul")),
    inside
  );
  root.dataset.alone = String(hasPage());
  root.addEventListener("click", ({ target }) => {
    const way = target instanceof HTMLElement && target.dataset.go;
    if (way) go(way);
  });
  let at = first;

  function stand(/** @type {string} */ name) {
    at = name;
    // So that Back from Support, or a reload, finds the step that somebody was at.
    if (hasPage() && name !== asked()) history.replaceState(history.state, "", `#${name}`);
    heading.textContent = say(name);
    // An empty aria-current means none: so what was switched on is written over with "step".
    for (const [one, key] of Object.entries(keys))
      key.toggleAttribute("aria-current", one === name) && key.setAttribute("aria-current", "step");
    const next = onward(name, say, go);
    inside.replaceChildren(heading, panels[name].node, ...(next ? [next] : []));
  }
  function go(/** @type {string} */ name) {
    stand(name);
    heading.focus();
  }
  function show() {
    const state = model.get("state");
    const here = Boolean(state.choice);
    if (!here) return inside.replaceChildren(make("p", {}, say("alone")));
    for (const panel of Object.values(panels)) panel.show(state);
    for (const [name, key] of Object.entries(keys))
      key.dataset.going = String(["starting", "running"].includes(state.jobs[name]?.state));
    if (!inside.contains(heading)) stand(at);
    return undefined;
  }
  show();
  return { root, show, go, at: () => at };
}

/** The step that the page's address names, as a tile of JupyterLab does; else the first. */
const asked = () => {
  const named = hasPage() ? location.hash.slice(1) : "";
  return named in EVENING || named in BESIDE ? named : "choose";
};

/**
 * Says the words around the page's own in the page's language, too: they were drawn in the one in which the program
 * began.
 */
function sayAround(/** @type {Say} */ say) {
  const said = (/** @type {string} */ which, /** @type {string} */ key) => {
    const node = /** @type {HTMLElement | null} */ (document.querySelector(which));
    if (node) node.textContent = say(key);
    return node;
  };
  said(".aw-leave-twin", "leave_twin");
  said(".aw-support", "support");
  const leave = said(".aw-leave", "leave");
  if (leave) Object.assign(leave.dataset, { once: say("leave_once"), twice: say("leave_twice") });
  leave?.closest("nav")?.setAttribute("aria-label", say("leave_how"));
}

/**
 * Lets the tab's title, Support and the way out follow what the program laid out for this choice. A server that has
 * shown a page says of it for ever that it has not changed: so each choice has an address of its own, which tells
 * nobody what was chosen.
 */
function leadAround(/** @type {import("./wire.d.ts").FrontDoorState} */ { choice, support, language, tab }) {
  if (tab && document.title !== tab) document.title = tab;
  const chosen = [language, choice.content, choice.language, choice.country, support.written].join(" ");
  const mark = [...chosen].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003, 7);
  // A way out to another host is the workshop's own address, and stays as it was written.
  for (const way of document.querySelectorAll("a.aw-support, a.aw-leave, a.aw-leave-twin"))
    if (way instanceof HTMLAnchorElement && way.origin === location.origin) way.search = `v=${mark}`;
}

/** @returns {HTMLElement[]} */
const controls = (/** @type {HTMLElement} */ root) =>
  [...root.querySelectorAll("button, input, select, textarea, a")].map((one) => /** @type {HTMLElement} */ (one));

/**
 * The front door. It draws only what the kernel's `state` tells, and asks with `{do, with}`; in another language it is
 * made anew, at the same step.
 * @param {{ model: Model, el: HTMLElement }} host
 */
function renderHome({ model, el }) {
  /** @type {Ask} */
  const ask = (what, facts = {}) => model.send({ do: what, with: facts });
  /** @type {ReturnType<typeof pageOf> | null} */
  let page = null;
  const sheets = sheetKeeper(model, () => page?.show());
  const { node: away, stop } = pulse(
    // The page may speak another language by the next sentence: its words are looked up each time.
    model,
    Object.assign((/** @type {string} */ key) => speaker(model)(key), { minutes: String }),
    () => {}
  );
  function draw() {
    const [language, state] = [model.get("language"), model.get("state")];
    if (hasPage() && state.choice) leadAround(state);
    if (page?.root.lang === language) return page.show();
    // Nothing of the page outlives a change of language, so the keyboard goes to what stands at the same place.
    const focused = page ? controls(page.root).indexOf(/** @type {HTMLElement} */ (document.activeElement)) : -1;
    const next = pageOf(model, speaker(model), { ask, sheets, first: page?.at() ?? asked(), alive: away });
    if (page) page.root.replaceWith(next.root);
    else el.append(next.root);
    page = next;
    if (hasPage()) {
      // Voilà's page was drawn in the language in which the program began, with a direction on its body, too.
      Object.assign(document.documentElement, { lang: language, dir: model.get("direction") });
      document.body.dir = model.get("direction");
      sayAround(speaker(model));
    }
    if (focused >= 0) controls(page.root)[focused]?.focus();
    return undefined;
  }
  const turn = () => page?.go(asked());
  model.on("change:state", draw);
  addEventListener("hashchange", turn);
  draw();
  return () => {
    model.off("change:state", draw);
    removeEventListener("hashchange", turn);
    stop();
    sheets.stop();
  };
}

export default { render: renderHome };
