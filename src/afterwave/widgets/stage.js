import { agendaSheet, joinSheet } from "./agenda.js";
import { alike, arrowKeys, hasPage, isolated, isTyping, make, speaker, tongue } from "./element.js";
import { at, beside, everyPlace, follow } from "./follow.js";
import { stepProps } from "./props.js";
import { pulse } from "./pulse.js";
import { keySheet, sheets } from "./sheets.js";
import { drawStep, fromTheBox } from "./step.js";
import { goesOn } from "./timer.js";
import { progress } from "./wave.js";

const FORWARD = [" ", "PageDown", "Enter"];
const BACKWARD = ["PageUp"];
const KEYS = ["next", "back", "ends", "calm", "timer", "join", "agenda", "full", "theme", "size", "sheet"];
const TRAITS = ["polls", "join", "ended", "notice", "skipped", "question"];

/**
 * The stage: everything the group sees, one idea at a time. All steps are in the page, so that a step forward waits for nobody; the notes never are.
 * @param {{ model: any, el: HTMLElement }} host
 */
function renderStage({ model, el }) {
  const say = speaker(model);
  const sections = model.get("sections");
  const channel = new BroadcastChannel(model.get("channel"));
  const [ahead, behind] = arrowKeys(model);
  const [forward, backward] = [[ahead, ...FORWARD], [behind, ...BACKWARD]];
  const root = make("div.aw.aw-stage", { ...tongue(model), tabindex: "0", role: "region", "aria-label": say("stage"), "data-lm-suppress-shortcuts": "true" });
  root.dataset.alone = String(hasPage());
  const body = make("div.aw-body", {});
  const wave = progress(say("agenda"));
  const where = make("span.aw-where");
  const corner = make("button.aw-quiet-button.aw-corner", { type: "button", onclick: () => keys.j() });
  const notice = make("p.aw-notice", { role: "status" });
  const { src, alt } = model.get("logo");
  const logo = src ? make("img.aw-logo", { src, alt }) : null;
  const spoken = make("p.aw-unseen", { role: "status" });
  const sheet = sheets(root, say, (name) => name === "join" && props.set({ join: false }));
  let drawn = { node: null };
  let shown = null;
  let aside = null;

  const { node: away, alive, now, stop: stopPulse } = pulse(model, say, () => [place, calm, props].forEach((one) => one.retell()));
  const ways = { model, channel, alive };
  const place = follow(ways, "position", () => draw());
  const calm = follow(ways, "calm", () => draw());
  const props = stepProps(ways, place, () => lay());
  const move = (next) => {
    if (!alike(next, place.now()) && !model.get("ended")) place.set(next); // the end is taken back on the console, never by a step
    sheet.close();
  };
  /** What the evening still holds: no section that is left out, but for the one the group is in. */
  const kept = () => sections.filter(({ slug }) => slug === place.now().section || !model.get("skipped").includes(slug));
  /** A question from the box goes first; then the step. */
  const step = (by) => (asked() ? putAside() : move(beside(kept(), at_(), by)));
  const ends = (index) => move(everyPlace(kept()).at(index));
  const asked = () => (model.get("question") === aside ? "" : model.get("question"));
  function putAside() {
    aside = model.get("question");
    model.send({ aside: true });
    draw();
  }

  /** The place as it is shown, which may be nearer than one past a section's end. */
  function at_() {
    const { section, step: found } = at(sections, place.now());
    return { section: section.slug, step: Math.max(section.steps.indexOf(found), 0) };
  }

  /** What runs on this step begins, or ends. */
  function begin() {
    const { step: found } = at(sections, place.now());
    if (drawn.run) props.set({ timer: goesOn(props.now().timer, found.minutes, now) ? null : now() });
  }

  const acts = { now, begin, turn: (card) => props.set({ card }) };
  const keys = {
    j: () => props.set({ join: !props.now().join }),
    a: () => sheet.toggle("agenda", say("agenda"), ...agendaSheet(kept(), place.now().section, move)),
    "?": () => sheet.toggle("keys", say("sheet"), ...keySheet(KEYS, say)),
    f: () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.()),
    t: begin,
    d: flipTheme,
    ".": () => calm.set(!calm.now()),
    b: () => calm.set(!calm.now()),
    Home: () => ends(0),
    End: () => ends(-1),
    Escape: sheet.close,
    "+": () => enlarge(1.1),
    "=": () => enlarge(1.1),
    "-": () => enlarge(1 / 1.1),
  };

  function enlarge(by) {
    const now = Number(root.style.getPropertyValue("--larger") || 1) * by;
    root.style.setProperty("--larger", Math.min(Math.max(now, 0.8), 2).toFixed(2));
    fit();
  }

  function pressed(event) {
    if (isTyping(event)) return;
    const onButton = event.target.closest?.("button") && ["Enter", " "].includes(event.key);
    const act = keys[event.key] ?? keys[event.key.toLowerCase()];
    if (onButton || (!act && !forward.includes(event.key) && !backward.includes(event.key))) return;
    event.preventDefault();
    event.stopPropagation();
    if (act) act();
    else step(forward.includes(event.key) ? 1 : -1);
  }

  /** Words that do not fit are made smaller, down to 1/24 of the height; after that they scroll. */
  function fit() {
    for (const size of [1, 0.93, 0.86, 0.8, 0.75]) {
      body.style.setProperty("--fit", size);
      if (body.scrollHeight <= body.clientHeight + 1) return;
    }
  }

  function scene() {
    if (model.get("ended")) return { kind: "ended" };
    if (calm.now()) return { kind: "calm" };
    if (asked()) return { kind: "question", text: asked() };
    const { section, step: found } = at(sections, place.now());
    const poll = found?.kind === "poll" ? model.get("polls")[found.id] : null;
    return { kind: "step", section: section.slug, step: found, poll };
  }

  /** Draws what changed and nothing else, so that a count that comes in moves no words. */
  function draw() {
    const next = scene();
    corners(next);
    if (!alike(next, shown)) redraw(next);
    lay();
  }

  function redraw(next) {
    const sameStep = shown?.kind === "step" && next.kind === "step" && alike(shown.step, next.step) && shown.section === next.section;
    shown = next;
    drawn.stop?.();
    root.dataset.scene = next.kind;
    drawn = drawnOf(next);
    if (!sameStep || next.poll?.state === "revealed") drawn.node.classList.add("aw-arrives");
    body.replaceChildren(drawn.node);
    body.scrollTop = 0;
    if (!sameStep) spoken.textContent = drawn.node.querySelector("h1, .aw-words")?.innerText ?? "";
    fit();
  }

  /** Puts beside the words what belongs there by now, by whichever hand. */
  function lay() {
    const { timer, card, join } = props.now();
    drawn.run?.(timer);
    drawn.turn?.(card);
    if (join !== (sheet.open() === "join")) sheet.toggle("join", say("join"), ...joinSheet(model.get("join"), say));
  }

  function drawnOf({ kind, step: found, text }) {
    if (kind === "question") return { node: fromTheBox(text, say) };
    if (kind !== "step") return resting(kind);
    return found ? drawStep(found, { polls: model.get("polls"), join: model.get("join") }, say, acts) : { node: make("div") };
  }

  function resting(kind) {
    const words = make("div.aw-words", {}, make("h1", {}, say(kind)), make("p", {}, say(`${kind}_how`)));
    return { node: make("div.aw-step.aw-resting", {}, words) };
  }

  function corners({ kind }) {
    if (!model.get("question")) aside = null; // the same words may come again
    const all = everyPlace(kept());
    const here = all.findIndex((one) => alike(one, at_()));
    if (logo) logo.hidden = here > 0 || kind !== "step";
    wave.set(all.length > 1 ? here / (all.length - 1) : 0);
    where.textContent = at(sections, place.now()).section.title;
    const { short } = model.get("join");
    corner.hidden = !short;
    corner.textContent = short ? say("join_corner", { address: isolated(short) }) : "";
    notice.textContent = model.get("notice");
  }

  const arrow = (words, by, sign) => make("button.aw-quiet-button.aw-arrow", { type: "button", "aria-label": words, onclick: () => step(by) }, sign);
  const help = make("button.aw-quiet-button.aw-arrow", { type: "button", "aria-label": say("keys"), onclick: () => keys["?"]() }, "?");
  const foot = make("div.aw-foot", {}, where, notice, corner, arrow(say("back"), -1, "‹"), arrow(say("next"), 1, "›"), help);
  root.append(away, body, ...(logo ? [logo] : []), wave.node, foot, spoken);
  el.append(root);

  const listening = hasPage() ? window : root;
  const sized = new ResizeObserver(fit);
  listening.addEventListener("keydown", pressed);
  for (const trait of TRAITS) model.on(`change:${trait}`, draw);
  sized.observe(root);
  document.fonts?.ready.then(fit);
  draw();
  if (hasPage()) root.focus();
  return () => {
    listening.removeEventListener("keydown", pressed);
    for (const trait of TRAITS) model.off(`change:${trait}`, draw);
    [place, calm, props, wave].forEach((one) => one.stop());
    drawn.stop?.();
    stopPulse();
    sized.disconnect();
    channel.close();
  };
}

function flipTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
}

export default { render: renderStage };
