import { hasPage, make, speaker, tongue } from "./element.js";
import { sheetKeeper } from "./home_paper.js";
import { press } from "./home_parts.js";
import { aftermath, readying } from "./home_ready.js";
import { choosing, leading, practising, reading } from "./home_steps.js";
import { pulse } from "./pulse.js";

/** The steps in the order in which an evening is made, then what one may want beside it. */
const EVENING = { choose: choosing, ready: readying, practise: practising, lead: leading, after: aftermath };
const BESIDE = { read: reading };

/** All of it in one language: the steps at the side, and the one that was chosen. */
function pageOf(model, say, { ask, sheets, first, alive }) {
  const language = model.get("language");
  const makers = { ...EVENING, ...BESIDE };
  const panels = Object.fromEntries(Object.entries(makers).map(([name, made]) => [name, made(say, ask, language, sheets)]));
  const heading = make("h2", { tabindex: "-1" });
  const inside = make("section.aw-step", { "aria-live": "off" });
  const keys = Object.fromEntries(Object.keys(makers).map((name) => [name, make("button", { type: "button", onclick: () => go(name) }, say(name))]));
  const list = (names, words, kind) => make("nav", { "aria-label": words }, make(kind, {}, ...Object.keys(names).map((name) => make("li", {}, keys[name]))));
  const root = make("div.aw.aw-home", { ...tongue(model), role: "region", "aria-label": say("home"), "data-lm-suppress-shortcuts": "true" }, alive, make("div.aw-side", {}, list(EVENING, say("steps"), "ol"), list(BESIDE, say("beside"), "ul")), inside);
  root.dataset.alone = String(hasPage());
  let at = first;

  function onward(name) {
    const names = Object.keys(EVENING);
    const next = names[names.indexOf(name) + 1];
    return names.includes(name) && next ? make("div.aw-onward", {}, press(say("onward", { step: say(next) }), () => go(next))) : null;
  }
  function stand(name) {
    at = name;
    heading.textContent = say(name);
    for (const [one, key] of Object.entries(keys)) key.toggleAttribute("aria-current", one === name) && key.setAttribute("aria-current", "step");
    inside.replaceChildren(...[heading, panels[name].node, onward(name)].filter(Boolean));
  }
  function go(name) {
    stand(name);
    heading.focus();
  }
  function show() {
    const state = model.get("state");
    const here = Boolean(state.choice);
    if (!here) return inside.replaceChildren(make("p", {}, say("alone")));
    for (const panel of Object.values(panels)) panel.show(state);
    for (const [name, key] of Object.entries(keys)) key.dataset.going = String(["starting", "running"].includes(state.jobs[name]?.state));
    if (!inside.contains(heading)) stand(at);
    return undefined;
  }
  show();
  return { root, show, at: () => at };
}

const controls = (root) => [...root.querySelectorAll("button, input, select, textarea, a")];

/**
 * The front door. It draws only what the kernel's `state` tells, and asks with `{do, with}`; in another language it is made anew, at the same step.
 * @param {{ model: any, el: HTMLElement }} host
 */
function renderHome({ model, el }) {
  const ask = (what, facts = {}) => model.send({ do: what, with: facts });
  let page = null;
  const sheets = sheetKeeper(model, () => page?.show());
  const { node: away, stop } = pulse(model, (key) => speaker(model)(key), () => {});
  function draw() {
    const language = model.get("language");
    if (page?.root.lang === language) return page.show();
    const focused = page ? controls(page.root).indexOf(document.activeElement) : -1;
    const next = pageOf(model, speaker(model), { ask, sheets, first: page?.at() ?? "choose", alive: away });
    if (page) page.root.replaceWith(next.root);
    else el.append(next.root);
    page = next;
    if (hasPage()) Object.assign(document.documentElement, { lang: language, dir: model.get("direction") });
    if (hasPage()) document.body.dir = model.get("direction");
    if (focused >= 0) controls(page.root)[focused]?.focus();
    return undefined;
  }
  model.on("change:state", draw);
  draw();
  return () => {
    model.off("change:state", draw);
    stop();
    sheets.stop();
  };
}

export default { render: renderHome };
