import { addressBox } from "./addresses.js";
import { ballotBox } from "./ballotbox.js";
import { clock } from "./clock.js";
import { alike, arrowKeys, hasPage, isTyping, make, rendered, speaker, tongue } from "./element.js";
import { at, beside, everyPlace, follow } from "./follow.js";
import { stepProps } from "./props.js";
import { inHand } from "./hand.js";
import { pulse } from "./pulse.js";
import { questionBox } from "./questionbox.js";
import { preview, roomSees } from "./roomsees.js";
import { runSheet } from "./runsheet.js";
import { keySheet, sheets } from "./sheets.js";
import { goesOn } from "./timer.js";
import { undoing } from "./undo.js";

const KEYS = ["next", "back", "ends", "calm", "timer", "join", "undo", "sheet"];

function notes(step, section, say) {
  const fold = (words, html) => (html ? make("details", {}, make("summary", {}, say(words)), rendered("div", html)) : null);
  const touches = make("p.aw-hint", {}, `${say("content_note")} ${section.content_note ?? ""}`);
  const text = step?.notes ? rendered("div", step.notes) : make("p.aw-hint", {}, say("no_notes"));
  return [text, section.steps[0] === step && section.content_note ? touches : null, fold("more", step?.more), fold("guide", section.guide)].filter(Boolean);
}

/**
 * The facilitator's console: what is on stage, what comes next, notes, minutes, polls; and under the hand, always in the same place, next, soften and skip. End stands at
 * the far side of the bar from soften, and waits some seconds before anybody is told.
 * @param {{ model: any, el: HTMLElement }} host
 */
function renderConsole({ model, el }) {
  const say = speaker(model);
  const sections = model.get("sections");
  const channel = new BroadcastChannel(model.get("channel"));
  const send = (message) => model.send(message);
  const { node: away, alive, now, stop: stopPulse } = pulse(model, say, () => [place, calm, props].forEach((one) => one.retell()));
  const ways = { model, channel, alive };
  const place = follow(ways, "position", () => draw());
  const calm = follow(ways, "calm", () => draw());
  const props = stepProps(ways, place, () => draw());
  const time = clock(say, now, model.get("language"));
  const undo = undoing(say);
  const boxes = new Map();
  const room = { people: "", now };
  let reached = null;

  const current = () => at(sections, place.now());
  function here() {
    const { section, step } = current();
    return { section: section.slug, step: Math.max(section.steps.indexOf(step), 0) };
  }
  /** What the evening still holds: no section that is left out, but for the one the group is in. */
  const kept = () => sections.filter(({ slug }) => slug === place.now().section || !model.get("skipped").includes(slug));
  /** After the end nothing moves the group, until somebody takes the end back. */
  const move = (next) => !model.get("ended") && !alike(next, place.now()) && place.set(next);
  /** A question on the stage goes first; then the step. */
  const step = (by) => (model.get("question") ? send({ aside: true }) : move(beside(kept(), here(), by)));
  const leaveOut = (slugs, on) => slugs.forEach((section) => send({ leave_out: { section, on } }));
  const soften = () => calm.set(!calm.now());
  /** Whether something on this step can begin and stop: a minute's quiet, or the wave that breathes. */
  const runs = ({ step: found }) => !calm.now() && (Boolean(found?.minutes) || found?.kind === "breathe");
  const going = () => goesOn(props.now().timer, current().step?.minutes ?? 0, now);
  const timer = () => runs(current()) && props.set({ timer: going() ? null : now() });
  const join = () => props.set({ join: !props.now().join });
  function skip() {
    const { section } = current();
    const next = kept()[kept().indexOf(section) + 1];
    if (!next || model.get("ended")) return;
    move({ section: next.slug, step: 0 });
    if (!section.essential) leaveOut([section.slug], true);
  }

  const title = make("h1");
  const notice = make("p.aw-notice", { role: "status" });
  const slower = make("p.aw-notice.aw-slower", { role: "status" });
  const seen = roomSees(say, { now, turn: (card) => props.set({ card }) });
  const [nextCard, notesPane, pollPane] = [make("div.aw-card"), make("div.aw-notes-text"), make("div")];
  const others = make("details.aw-others", {}, make("summary", {}, say("polls_other")));
  const sheet = runSheet(sections, say, { go: (slug) => move({ section: slug, step: 0 }), leaveOut, setLength: (minutes) => send({ length: minutes }) });
  const box = questionBox(say, send);
  const addresses = addressBox(say, (address) => send({ address }));
  const listKeys = () => help.toggle("keys", say("sheet"), ...keySheet(KEYS, say));
  const button = (name, act, words, below) => make(`button.aw-key.aw-key-${name}`, { type: "button", onclick: act }, make("b", {}, words), below ? make("small", {}, below) : null);
  const softKey = button("soften", soften, say("soften"));
  const timerKey = button("timer", timer, say("timer"));
  const ending = undo.place(() => draw());
  const end = () => (model.get("ended") ? send({ end: false }) : ending.begin(say("undo_end"), () => send({ end: true })));
  const endKey = button("end", end, say("end"));
  const hand = inHand(model.get("hand"), say, { skip, end });
  const bar = make(
    "div.aw-keys",
    { role: "group", "aria-label": say("keys") },
    button("back", () => step(-1), say("back")),
    button("next", () => step(1), say("next_step")),
    softKey,
    sheet.node,
    timerKey,
    button("skip", skip, say("skip")),
    button("shorten", sheet.shorten, say("shorter", { minutes: 5 }), say("evening_left")),
    make("div.aw-end", {}, endKey, ending.node),
  );
  const pane = (name, heading, ...inside) => make(`section.aw-pane.aw-pane-${name}`, { "aria-label": heading }, make("h2", {}, heading), ...inside);
  const root = make(
    "div.aw.aw-console",
    { ...tongue(model), tabindex: "-1", role: "region", "aria-label": say("console"), "data-lm-suppress-shortcuts": "true" },
    away,
    make("header.aw-top", {}, title, notice, slower, time.node, make("button.aw-ask", { type: "button", "aria-label": say("sheet"), onclick: listKeys }, "?")),
    make("div.aw-panes", {}, make("div.aw-slides", {}, pane("now", say("now"), seen.node), pane("next", say("next"), nextCard)), pane("notes", say("notes"), notesPane), pane("polls", say("polls"), pollPane, others, box.node, addresses.node)),
    bar,
  );
  const help = sheets(root, say);
  root.dataset.alone = String(hasPage());

  function draw() {
    const { section, step: found } = current();
    const [polls, ended] = [model.get("polls"), model.get("ended")];
    const next = beside(kept(), here(), 1);
    const index = section.steps.indexOf(found) + 1;
    title.replaceChildren(section.title, " ", make("span", {}, say("step", { index, count: section.steps.length })));
    timerKey.setAttribute("aria-disabled", String(!runs(current())));
    timerKey.setAttribute("aria-pressed", String(going()));
    notice.textContent = ended ? say("ended") : model.get("notice");
    slower.textContent = model.get("slower") ? say("slower") : "";
    const { timer: since, card } = props.now();
    const over = ended ? "ended" : calm.now() ? "calm" : "";
    seen.show({ over, question: over ? "" : model.get("question"), step: found, poll: polls[found?.id] ?? null, card, join: props.now().join }, since);
    const coming = alike(next, here()) ? null : at(sections, next).step;
    nextCard.replaceChildren(preview(coming, polls[coming?.id], say));
    const wasAt = notesPane.dataset.at;
    notesPane.dataset.at = calm.now() ? "hand" : `${section.slug}/${index}`;
    hand.show(model.get("clock").softened, now());
    if (wasAt !== notesPane.dataset.at) {
      notesPane.replaceChildren(...(calm.now() ? [hand.node] : notes(found, section, say)));
      notesPane.parentElement.querySelector("h2").textContent = say(calm.now() ? "hand" : "notes");
      notesPane.parentElement.scrollTop = 0;
    }
    sheet.show(section.slug, model.get("clock"), model.get("skipped"));
    root.dataset.calm = String(calm.now());
    softKey.setAttribute("aria-pressed", String(calm.now()));
    softKey.replaceChildren(make("b", {}, say(calm.now() ? "resume" : "soften")), make("small", {}, say(calm.now() ? "resume_how" : "soften_how")));
    endKey.firstChild.textContent = say(ended ? "resume_evening" : "end");
    endKey.setAttribute("aria-disabled", String(ending.waits()));
    time.show(model.get("clock"), section.slug);
    drawPolls(section, polls);
    box.update(model.get("box"));
    if (!alike(model.get("addresses"), reached)) addresses.show((reached = model.get("addresses")));
  }

  /** The section's own polls stand open; the rest wait in a fold. A box is made once, so that what is being typed in it stays. */
  function drawPolls(section, polls) {
    const own = section.steps.filter(({ kind, id }) => kind === "poll" && polls[id]).map(({ id }) => id);
    const closing = model.get("closing");
    const [first, rest] = [own, Object.keys(polls).filter((id) => !own.includes(id))];
    for (const id of Object.keys(polls)) {
      if (!boxes.has(id)) boxes.set(id, ballotBox(id, say, send, undo, room));
      const one = boxes.get(id);
      const facts = [polls[id], model.get("outlook")[id], model.get("slips"), model.get("astray"), closing.poll === id ? closing.left : null];
      const seen = JSON.stringify(facts);
      if (one.seen !== seen) one.update(...facts);
      one.seen = seen;
      one.stand(id === current().step?.id);
    }
    put(pollPane, first.map((id) => boxes.get(id).node), make("p.aw-hint", {}, say("polls_none")));
    put(others, [others.firstChild, ...rest.map((id) => boxes.get(id).node)]);
    others.hidden = rest.length === 0;
  }

  function put(holder, nodes, otherwise) {
    const wanted = nodes.length ? nodes : [otherwise];
    if (wanted.length !== holder.children.length || wanted.some((node, index) => nodes.length && holder.children[index] !== node)) holder.replaceChildren(...wanted);
  }

  const [ahead, behind] = arrowKeys(model);
  const keys = { [ahead]: () => step(1), PageDown: () => step(1), [behind]: () => step(-1), PageUp: () => step(-1), ".": soften, b: soften, t: timer, j: join, "?": listKeys, Escape: () => undo.takeBack() || help.close() };
  const ends = { Home: 0, End: -1 };
  function pressed(event) {
    const act = event.key in ends ? () => move(everyPlace(kept()).at(ends[event.key])) : keys[event.key];
    const inRadios = event.target.type === "radio" && event.key.startsWith("Arrow");
    if (!act || isTyping(event) || inRadios) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  const traits = ["polls", "outlook", "clock", "ended", "notice", "slower", "skipped", "box", "slips", "astray", "question", "addresses", "closing"];
  const listening = hasPage() ? window : root;
  const ticking = setInterval(() => {
    time.show(model.get("clock"), current().section.slug);
    timerKey.setAttribute("aria-pressed", String(going()));
    hand.show(model.get("clock").softened, now());
    boxes.forEach((one, id) => one.stand(id === current().step?.id));
  }, 5000);
  listening.addEventListener("keydown", pressed);
  for (const trait of traits) model.on(`change:${trait}`, draw);
  el.append(root);
  draw();
  return () => {
    listening.removeEventListener("keydown", pressed);
    for (const trait of traits) model.off(`change:${trait}`, draw);
    [place, calm, props, seen, undo].forEach((one) => one.stop());
    clearInterval(ticking);
    stopPulse();
    channel.close();
  };
}

export default { render: renderConsole };
