import { afterBox, isGone } from "./afterbox.js";
import { clock } from "./clock.js";
import { colleagueSignals } from "./colleaguebox.js";
import { dated } from "./dated.js";
import { alike, hasPage, make, rendered, sayOnce, speaker, tongue } from "./element.js";
import { at, laidOver } from "./follow.js";
import { inHand } from "./hand.js";
import { herald } from "./herald.js";
import { consoleListener, HEARD } from "./hearing.js";
import { keyBar } from "./keybar.js";
import { asking } from "./pollpane.js";
import { preview, roomSees } from "./roomsees.js";
import { runSheet } from "./runsheet.js";
import { keySheet, sheets } from "./sheets.js";
import { slideSheet } from "./slidelist.js";
import { slowerCard } from "./slower.js";
import { goesOn } from "./timer.js";
import { undoing } from "./undo.js";
import { attend, walk } from "./walk.js";

/**
 * @typedef {import("./wire.d.ts").ConsoleTraits} Traits
 * @typedef {import("./wire.d.ts").ConsoleMessage} Message
 * @typedef {import("./host.d.ts").Model<Traits, Message>} Model
 * @typedef {import("./element.js").Say} Say
 * @typedef {ReturnType<typeof walk<Traits>>} Walked
 */

const KEYS = ["next", "back", "ends", "slides", "calm", "timer", "join", "undo", "sheet"];
/** Those that lead nowhere once the evening has ended are not offered any more. */
const KEYS_AFTER = KEYS.slice(KEYS.indexOf("undo"));
function notes(
  /** @type {import("./wire.d.ts").Step | null} */ step,
  /** @type {import("./wire.d.ts").SectionFacts} */ section,
  /** @type {Say} */ say
) {
  const fold = (/** @type {string} */ words, /** @type {string | undefined} */ html) =>
    html ? make("details", {}, make("summary", {}, say(words)), rendered("div", html)) : null;
  const touches = make("p.aw-hint", {}, `${say("content_note")} ${section.content_note ?? ""}`);
  const text = step?.notes ? rendered("div", step.notes) : make("p.aw-hint", {}, say("no_notes"));
  return [
    text,
    section.steps.find(({ hidden }) => !hidden) === step && section.content_note ? touches : null,
    fold("more", step?.more),
    fold("guide", section.guide)
  ].filter((node) => node !== null);
}

/**
 * Skips the section at once, for it may be urgent; for some seconds it can be undone, and the group comes back to where
 * it stood.
 */
function skipping(
  /** @type {Model} */ model,
  /** @type {Walked} */ { place, current, kept, move, first },
  /** @type {Say} */ say,
  /** @type {import("./undo.js").Waiting} */ waiting
) {
  return () => {
    const [{ section }, before] = [current(), place.now()];
    const after = kept()[kept().indexOf(section) + 1];
    // A second press in a hurry would skip another one, for which there is no Undo any more.
    if (!after || model.get("ended") || waiting.waits()) return;
    const leaves = !section.essential && !model.get("skipped").includes(section.slug);
    const leaveOut = (/** @type {boolean} */ on) => model.send({ leave_out: { section: section.slug, on } });
    move(first(after.slug));
    if (leaves) leaveOut(true);
    const takenBack = () => {
      if (leaves) leaveOut(false);
      move(before);
    };
    waiting.begin(say("undo_skip", { title: section.title }), () => {}, { takenBack });
  };
}

/** What the facilitator can do to the evening. */
function consoleActs(
  /** @type {Model} */ model,
  /** @type {Walked} */ { now, calm, props, current, move, next, end, first }
) {
  /** Whether something on this step can begin and stop: a minute's quiet, or the wave that breathes. */
  const runs = () => !calm.now() && (Boolean(current().step?.minutes) || current().step?.kind === "breathe");
  const going = () => goesOn(props.now().timer, current().step, now);
  const leaveOut = (/** @type {string[]} */ slugs, /** @type {boolean} */ on) =>
    slugs.forEach((section) => model.send({ leave_out: { section, on } }));

  return {
    ...{ runs, going, leaveOut },
    go: (/** @type {string} */ slug) => move(first(slug)),
    /** What lies over the step goes first; then the step. */
    step: (/** @type {number} */ by) =>
      model.get("question") || model.get("over") ? model.send({ aside: true }) : move(next(by)),
    ends: (/** @type {number} */ index) => move(end(index)),
    soften: () => model.get("ended") || calm.set(!calm.now()),
    timer: () => runs() && props.set({ timer: going() ? null : now() }),
    join: () => props.set({ join: !props.now().join }),
    setLength: (/** @type {number} */ minutes) => model.send({ length: minutes })
  };
}

/**
 * A part of the console under a heading; `show` fills it anew, from its top, where it is at another place than before.
 */
function pane(/** @type {string} */ name, /** @type {string} */ heading, /** @type {(Node | string)[]} */ ...inside) {
  return make(`section.aw-pane.aw-pane-${name}`, { "aria-label": heading }, make("h2", {}, heading), ...inside);
}

/** The notes of a step, or what stands in their place in a pause, and after the end. */
function notesPane(/** @type {Say} */ say, /** @type {Record<"hand" | "after", HTMLElement>} */ instead) {
  const inside = make("div.aw-notes-text");
  const node = pane("notes", say("notes"), inside);
  return {
    node,
    show(
      /** @type {import("./wire.d.ts").SectionFacts} */ section,
      /** @type {import("./wire.d.ts").Step | null} */ step,
      /** @type {"hand" | "after" | ""} */ over
    ) {
      const length = step?.notes?.length ?? 0; // those of a step that was left out may have come, or gone
      const place = over || `${section.slug}/${step ? section.steps.indexOf(step) + 1 : 0}/${length}`;
      if (inside.dataset.at === place) return;
      inside.dataset.at = place;
      inside.replaceChildren(...(over ? [instead[over]] : notes(step, section, say)));
      node.setAttribute("aria-label", say(over || "notes"));
      node.querySelector("h2")?.replaceChildren(say(over || "notes"));
      node.scrollTop = 0;
    }
  };
}

/** What the room sees, and what it will see next. */
function slides(
  /** @type {Model} */ model,
  /** @type {Say} */ say,
  /** @type {Walked} */ { sections, now, calm, props, current, here, next }
) {
  const seen = roomSees(say, { now, turn: (card) => props.set({ card }) });
  const nextCard = make("div.aw-card");
  const coming = pane("next", say("next"), nextCard);
  return {
    node: make("div.aw-slides", {}, pane("now", say("now"), seen.node), coming),
    show() {
      const [polls, { step }, { timer, card, join }] = [model.get("polls"), current(), props.now()];
      const over = model.get("ended") ? "ended" : calm.now() ? "calm" : "";
      const shown = laidOver(model) ?? step;
      const question = over ? "" : model.get("question");
      seen.show({ over, question, step: shown, poll: polls[shown?.id ?? ""] ?? null, card, join }, timer);
      const then = alike(next(1), here()) ? null : at(sections, next(1)).step;
      nextCard.replaceChildren(preview(then, polls[then?.id ?? ""], say));
      coming.hidden = model.get("ended"); // nothing comes any more
    },
    stop: seen.stop
  };
}

/** The line at the top: where the group is, a notice, the time. */
function topLine(
  /** @type {Model} */ model,
  /** @type {Say} */ say,
  /** @type {() => number} */ now,
  /** @type {() => void} */ list,
  /** @type {() => void} */ all
) {
  const [title, notice] = [make("h1"), make("p.aw-notice", { role: "status" })];
  const aloud = herald(say);
  const time = clock(say, now, model.get("language"));
  const signals = colleagueSignals(say, (message) => model.send(message));
  const slidesKey = make(
    "button.aw-ask.aw-all",
    { type: "button", "aria-label": say("slides"), title: say("slides"), onclick: all },
    // A sign: its words took a second line in Spanish, and pushed a poll's button below the bar.
    "▦"
  );
  return {
    node: make(
      "header.aw-top",
      {},
      title,
      aloud.node,
      notice,
      signals.node,
      time.node,
      make(
        "span.aw-asks",
        {},
        slidesKey,
        make("button.aw-ask", { type: "button", "aria-label": say("sheet"), onclick: list }, "?")
      )
    ),
    time: (/** @type {string} */ slug) => time.show(model.get("clock"), slug),
    show(
      /** @type {import("./wire.d.ts").SectionFacts} */ { title: name, steps },
      /** @type {import("./wire.d.ts").Step | null} */ step,
      /** @type {boolean} */ calm
    ) {
      const shown = steps.filter((one) => one === step || !one.hidden);
      const which = say("step", { index: step ? shown.indexOf(step) + 1 : 0, count: shown.length });
      title.replaceChildren(name, " ", make("span", {}, which));
      const polls = model.get("polls");
      // After the end nothing lies over a stage that says goodbye.
      const question = model.get("ended") ? "" : model.get("question") || polls[model.get("over")]?.question || "";
      aloud.show(`${name}: ${which}`, step, polls, { calm, question });
      const ended = say(model.get("after").kinds ? "ended_after" : "ended");
      sayOnce(notice, model.get("ended") ? ended : model.get("notice"));
      slidesKey.hidden = model.get("ended");
      notice.dataset.stays = String(model.get("ended") || model.get("notice") === say("practice"));
      signals.show(model.get("colleague").signals);
    }
  };
}

/** The whole of it, which hears the keys. */
function consoleFrame(/** @type {Model} */ model, /** @type {Say} */ say, /** @type {Node[]} */ ...inside) {
  // Focusable, since in a notebook keys are heard here alone: a click on bare ground brings them here.
  const heard = { tabindex: "-1", role: "region", "aria-label": say("console"), "data-lm-suppress-shortcuts": "true" };
  const root = make("div.aw.aw-console", { ...tongue(model), ...heard }, ...inside);
  root.dataset.alone = String(hasPage());
  return root;
}

/**
 * The facilitator's console: what is on stage, what comes next, notes, minutes, polls; and under the hand, always in
 * the same place, next, soften and skip. End stands at the far side of the bar from soften, and waits some seconds
 * before anybody is told.
 * @param {{ model: import("./dated.js").Dated<Traits, Message>, el: HTMLElement }} host
 */
function renderConsole({ model, el }) {
  const say = speaker(model);
  const send = (/** @type {Message} */ message) => model.send(message);
  const walked = walk(model, say, { draw, lay: draw });
  const { sections, now, calm, current } = walked;
  const undo = undoing(say);
  const [skipped, ending] = [undo.place(() => draw()), undo.place(() => draw())];
  const acts = { ...consoleActs(model, walked), skip: skipping(model, walked, say, skipped) };
  const end = () =>
    model.get("ended") ? send({ end: false }) : ending.begin(say("undo_end"), () => send({ end: true }));
  const list = () => help.toggle("keys", say("sheet"), ...keySheet(model.get("ended") ? KEYS_AFTER : KEYS, say));
  const sheet = runSheet(sections, say, acts);
  const all = slideSheet(model, say, walked, () => help);
  const hand = inHand(model.get("hand"), say, { skip: acts.skip, end });
  const after = afterBox(model, say);
  const top = topLine(model, say, now, list, all.toggle);
  const [seen, led] = [slides(model, say, walked), notesPane(say, { hand: hand.node, after: after.node })];
  const asks = asking(model, say, undo, now);
  const bar = keyBar(say, { ...acts, end }, sheet, { skip: skipped, end: ending });
  const slower = slowerCard(say);
  const polls = pane("polls", say("polls"), ...asks.nodes);
  const panes = make("div.aw-panes", {}, slower.node, seen.node, led.node, polls);
  const root = consoleFrame(model, say, walked.away, top.node, panes, bar.node);
  const help = sheets(root, say);

  function draw() {
    const { section, step } = current();
    top.show(section, step, calm.now());
    slower.show(model.get("slower") && !model.get("ended"));
    seen.show();
    all.show();
    led.show(section, step, model.get("ended") && model.get("after").kinds ? "after" : calm.now() ? "hand" : "");
    after.show();
    sheet.show(section.slug, model.get("clock"), model.get("skipped"), model.get("omissions"));
    Object.assign(root.dataset, { calm: calm.now(), ended: model.get("ended"), gone: isGone(model.get("after")) });
    bar.show({ calm: calm.now(), ended: model.get("ended"), gone: isGone(model.get("after")) });
    asks.show(section, step?.id);
    // Ended from another console: here it must not end once more, after somebody has gone on.
    if (model.get("ended")) ending.stop();
    tick();
  }

  /** What moves with time alone. */
  function tick() {
    top.time(current().section.slug);
    bar.time(acts.runs(), acts.going());
    hand.show(model.get("clock").softened, now());
    asks.stand(current().step?.id);
  }

  const ticking = setInterval(tick, 5000);
  const leave = attend(model, {
    root,
    // What lies open goes first: the sentence of what waits lies below it, and another console may have begun that.
    pressed: consoleListener(model, acts, { list, all, escape: () => help.close() || undo.takeBack() }),
    traits: HEARD,
    draw
  });
  el.append(root);
  draw();
  const rest = () => clearInterval(ticking);
  return () => [leave, walked.stop, seen.stop, undo.stop, all.stop, after.stop, rest].forEach((stop) => stop());
}

export default { render: dated(renderConsole) };
