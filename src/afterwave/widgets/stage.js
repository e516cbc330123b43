import { agendaSheet, joinSheet } from "./agenda.js";
import { dated } from "./dated.js";
import { alike, arrowKeys, hasPage, isolated, isTyping, make, sayOnce, speaker, tongue } from "./element.js";
import { laidOver } from "./follow.js";
import { fit, fitting, screen } from "./scene.js";
import { keySheet, sheets } from "./sheets.js";
import { goesOn } from "./timer.js";
import { attend, walk } from "./walk.js";
import { progress } from "./wave.js";

/**
 * @typedef {import("./wire.d.ts").StageTraits} Traits
 * @typedef {import("./host.d.ts").Model<Traits, import("./wire.d.ts").StageMessage>} Model
 * @typedef {import("./element.js").Say} Say
 * @typedef {Record<string, () => void>} Acts what each key does
 */

// PageDown and PageUp are what a clicker sends, in every language.
const FORWARD = [" ", "PageDown", "Enter"];
const BACKWARD = ["PageUp"];
const KEYS = ["next", "back", "ends", "calm", "timer", "join", "agenda", "full", "theme", "size", "sheet"];
/** Those that lead nowhere once the evening has ended are not offered any more. */
const KEYS_AFTER = KEYS.slice(KEYS.indexOf("full"));
const TRAITS = ["polls", "join", "ended", "notice", "skipped", "omissions", "lengths", "question", "over"];

/** What stands on the stage whatever it shows: the body, the wave, the corners, and the keys for a mouse. */
function stageFrame(
  /** @type {Model} */ model,
  /** @type {Say} */ say,
  /** @type {() => Acts} */ keys,
  /** @type {(by: number) => void} */ step
) {
  const root = make("div.aw.aw-stage", {
    ...tongue(model),
    tabindex: "0",
    role: "region",
    "aria-label": say("stage"),
    "data-lm-suppress-shortcuts": "true"
  });
  root.dataset.alone = String(hasPage());
  const corner = make("button.aw-quiet-button.aw-corner", { type: "button", onclick: () => keys().j() });
  const { src, alt } = model.get("logo");
  const [where, notice] = [make("span.aw-where"), make("p.aw-notice", { role: "status" })];
  const [body, spoken] = [make("div.aw-body", {}), make("p.aw-unseen", { role: "status" })];
  const [wave, logo] = [progress(say("agenda")), src ? make("img.aw-logo", { src, alt }) : null];
  const arrow = (/** @type {string} */ words, /** @type {() => void} */ act, /** @type {string} */ sign) =>
    make("button.aw-quiet-button.aw-arrow", { type: "button", "aria-label": words, onclick: act }, sign);
  const arrows = [
    arrow(say("back"), () => step(-1), "‹"),
    arrow(say("next"), () => step(1), "›"),
    arrow(say("keys"), () => keys()["?"](), "?")
  ];
  /** By mouse, the keys stay with the stage: a button that kept them wore its frame all evening, and heard Enter. */
  function pressed(/** @type {MouseEvent} */ event) {
    event.preventDefault();
    root.focus();
  }
  const foot = make("div.aw-foot", { onmousedown: pressed }, where, notice, corner, ...arrows);

  /** Says where the group is, in words and on the wave. */
  function corners(
    /** @type {ReturnType<typeof walk<Traits>>} */ { places, here, current },
    /** @type {import("./scene.js").Scene} */ scene
  ) {
    const all = places();
    const index = all.findIndex((one) => alike(one, here()));
    // A logo greets on the first step, and is in nobody's way after it.
    if (logo) logo.hidden = index > 0 || scene.kind !== "step";
    wave.set(all.length > 1 ? index / (all.length - 1) : 0);
    where.textContent = current().section.title;
    const { short } = model.get("join");
    // After the end nobody joins, and nothing leads on.
    corner.hidden = !short || model.get("ended");
    for (const one of arrows.slice(0, 2)) one.hidden = model.get("ended");
    // A poll that was opened before its own step has no other place here that says how to reach it.
    const apart = opensApart(model, scene);
    corner.dataset.open = String(apart);
    corner.textContent = short ? say(apart ? "join_open" : "join_corner", { address: isolated(short) }) : "";
    sayOnce(notice, model.get("notice"));
  }

  function stand(/** @type {HTMLElement} */ el, /** @type {Node} */ away) {
    root.append(away, body, ...(logo ? [logo] : []), wave.node, foot, spoken);
    el.append(root);
  }
  return { root, body, spoken, corners, stand, stop: wave.stop };
}

/** Whether phones can answer a poll that is not what the stage shows; with slips, the way in stands on each slip. */
const opensApart = (/** @type {Model} */ model, /** @type {import("./scene.js").Scene} */ { step, poll }) =>
  Object.entries(model.get("polls")).some(
    ([id, { state, slips }]) => state === "open" && !slips && !(poll && step?.id === id)
  );

/**
 * What each key does, but for those that go a step on or back.
 * @param {HTMLElement} root
 * @param {Model} model
 * @param {{ walked: ReturnType<typeof walk<Traits>>, sheet: ReturnType<typeof sheets>, say: Say, go: (next:
 *   import("./wire.d.ts").Place | undefined) => void, begin: () => void, fitted: () => void }} ways
 * @returns {Acts}
 */
function stageKeys(root, model, ways) {
  const { walked, sheet, say, go, begin, fitted } = ways;
  const { kept, places, place, props, calm, end, first } = walked;
  const soften = () => model.get("ended") || calm.set(!calm.now());
  function enlarge(/** @type {number} */ by) {
    const now = Number(root.style.getPropertyValue("--larger") || 1) * by;
    root.style.setProperty("--larger", Math.min(Math.max(now, 0.8), 2).toFixed(2));
    fitted();
  }
  const keys = {
    j: () => props.set({ join: !props.now().join }),
    a: () => {
      const leads = (/** @type {string} */ slug) => go(first(slug));
      sheet.toggle("agenda", say("agenda"), ...agendaSheet(kept(), places(), place.now().section, say, leads));
    },
    "?": () => sheet.toggle("keys", say("sheet"), ...keySheet(model.get("ended") ? KEYS_AFTER : KEYS, say)),
    f: () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.()),
    t: begin,
    d: flipTheme,
    // What a clicker's key for a black screen sends: "." or "b".
    ".": soften,
    b: soften,
    Home: () => go(end(0)),
    End: () => go(end(-1)),
    Escape: sheet.close,
    // + is = with Shift on many keyboards, and nobody presses Shift for it.
    "+": () => enlarge(1.1),
    "=": () => enlarge(1.1),
    "-": () => enlarge(1 / 1.1)
  };
  return keys;
}

/** What hears a key: those of `keys`, and those that go a step on or back. */
function stageListener(/** @type {Model} */ model, /** @type {Acts} */ keys, /** @type {(by: number) => void} */ step) {
  const [ahead, behind] = arrowKeys(model);
  const [forward, backward] = [
    [ahead, ...FORWARD],
    [behind, ...BACKWARD]
  ];
  return (/** @type {KeyboardEvent} */ event) => {
    if (isTyping(event)) return;
    // These two press the button that has the focus, and do not lead the group on.
    const onButton =
      event.target instanceof Element && event.target.closest("button") && ["Enter", " "].includes(event.key);
    // With Caps Lock on, letters come as capitals.
    const act = keys[event.key] ?? keys[event.key.toLowerCase()];
    if (onButton || (!act && !forward.includes(event.key) && !backward.includes(event.key))) return;
    event.preventDefault();
    event.stopPropagation();
    if (act) act();
    else step(forward.includes(event.key) ? 1 : -1);
  };
}

/**
 * What lies over the step: a question from the box, or a poll of one's own; somebody may put it aside here before the
 * kernel has heard of it.
 */
function lyingOver(/** @type {Model} */ model) {
  /** @type {Record<"question" | "over", string | null>} */
  const aside = { question: null, over: null };
  const now = (/** @type {"question" | "over"} */ trait) => (model.get(trait) === aside[trait] ? "" : model.get(trait));
  return {
    now,
    any: () => Boolean(now("question") || now("over")),
    putAside() {
      const trait = now("question") ? "question" : "over";
      aside[trait] = model.get(trait);
      model.send({ aside: true });
    },
    /** The same may come again. */
    look() {
      if (!model.get("question")) aside.question = null;
      if (!model.get("over")) aside.over = null;
    }
  };
}

/** A step that opens its part says how long that takes in the plan of the evening. */
const asLongAsPlanned = (
  /** @type {import("./wire.d.ts").Step | null} */ step,
  /** @type {number | undefined} */ minutes
) => (step?.opens && minutes ? { ...step, opens: { ...step.opens, minutes } } : step);

/**
 * What the stage shows: the end, the calm screen, what lies over the step, or the step.
 * @returns {import("./scene.js").Scene}
 */
function sceneOf(
  /** @type {Model} */ model,
  /** @type {ReturnType<typeof walk<Traits>>} */ { calm, current },
  /** @type {ReturnType<typeof lyingOver>} */ over
) {
  if (model.get("ended")) return { kind: "ended" };
  if (calm.now()) return { kind: "calm" };
  if (over.now("question")) return { kind: "question", text: over.now("question") };
  const { section, step: below } = current();
  const step = laidOver(model, over.now("over")) ?? asLongAsPlanned(below, model.get("lengths")[section.slug]);
  const poll = step?.kind === "poll" ? model.get("polls")[step.id] : null;
  return { kind: "step", section: section.slug, step, poll };
}

/**
 * The stage: everything the group sees, one idea at a time. All steps are in the page, so that a step forward waits for
 * nobody; the notes never are.
 * @param {{ model: import("./dated.js").Dated<Traits, import("./wire.d.ts").StageMessage>, el: HTMLElement }} host
 */
function renderStage({ model, el }) {
  const say = speaker(model);
  const asked = lyingOver(model);
  // Once the evening is over its program is stopped, and whoever stays a while need not read of that on the wall.
  const walked = walk(model, say, { draw, lay, hushed: () => model.get("ended") });
  const { now, props, current } = walked;
  const frame = stageFrame(model, say, () => keys, step);
  const { root, body } = frame;
  // Closed on this page by hand, it goes from the console and from other windows as well.
  const sheet = sheets(root, say, (name) => name === "join" && props.set({ join: false }));
  const shown = screen(frame, model, say, { now, begin, turn: (card) => props.set({ card }) });
  const keys = stageKeys(root, model, { walked, sheet, say, go, begin, fitted: () => fit(body) });

  function go(/** @type {import("./wire.d.ts").Place | undefined} */ next) {
    walked.move(next);
    sheet.close();
  }

  /** What lies over the step goes first; then the step. */
  function step(/** @type {number} */ by) {
    if (!asked.any()) return go(walked.next(by));
    asked.putAside();
    draw();
  }

  /** What runs on this step begins, or ends. */
  function begin() {
    if (shown.runs()) props.set({ timer: goesOn(props.now().timer, current().step, now) ? null : now() });
  }

  function draw() {
    const next = sceneOf(model, walked, asked);
    asked.look();
    frame.corners(walked, next);
    shown.show(next);
    lay();
  }

  /** Puts beside the words what belongs there by now, by whichever hand. */
  function lay() {
    shown.lay(props.now());
    if ((props.now().join && !model.get("ended")) !== (sheet.open() === "join"))
      sheet.toggle("join", say("join"), ...joinSheet(model.get("join"), say));
  }

  frame.stand(el, walked.away);
  const leave = attend(model, { root, pressed: stageListener(model, keys, step), traits: TRAITS, draw });
  const rest = fitting(root, body);
  draw();
  // In a notebook the keyboard stays in the cell where it was.
  if (hasPage()) root.focus();
  return () => [leave, walked.stop, frame.stop, shown.stop, rest].forEach((end) => end());
}

function flipTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
}

export default { render: dated(renderStage) };
