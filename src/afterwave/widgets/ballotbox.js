import { isolated, make } from "./element.js";
import { released } from "./release.js";
import { textBox } from "./textbox.js";

const ACTS = { waiting: "open", open: "close", closed: "reveal" };

/** A number typed by hand. */
function peopleField(say, id, words, changed) {
  const name = make("span", { id }, words);
  const field = textBox({ inputmode: "numeric", "aria-multiline": "false", "aria-labelledby": id }, "aw-number");
  field.addEventListener("input", changed);
  field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  const written = () => field.textContent.trim();
  const read = () => (written() === "" ? null : /^\d{1,5}$/.test(written()) && Number(written()) > 0 ? Number(written()) : NaN);
  return { node: make("div.aw-people", {}, name, field), read, field };
}

/** How many may compare notes; the safer answer stands ready. */
function insidersField(say, name, changed) {
  const one = (count) =>
    make("label", {}, make("input", { type: "radio", name, value: count, checked: count === 2, autocomplete: "off", onchange: changed }), make("span", {}, say(`insiders_${count}`)));
  const node = make("fieldset.aw-insiders", {}, make("legend", {}, say("insiders")), one(2), one(1), make("p.aw-hint", {}, say("insiders_how")));
  return { node, read: () => Number(node.querySelector("input:checked").value) };
}

/** Who may answer, where slips are printed: one ballot for each slip, or whoever joins. */
function slipsField(say, name) {
  const one = (slips) => make("label", {}, make("input", { type: "radio", name, value: Number(slips), checked: slips, autocomplete: "off" }), make("span", {}, say(slips ? "slips_only" : "slips_not")));
  const elsewhere = make("p.aw-astray", { role: "status" });
  const node = make("fieldset.aw-insiders", { hidden: true }, make("legend"), one(true), one(false), elsewhere);
  return {
    node,
    read: () => (node.hidden ? null : node.querySelector("input:checked").value === "1"),
    show(count, astray) {
      node.hidden = count === 0;
      elsewhere.textContent = astray ? say("slips_astray", { printed: isolated(astray) }) : "";
      node.dataset.count = count;
      node.querySelector("legend").textContent = say("slips", { count });
    },
  };
}

/**
 * One poll on the console: one button at a time, and it says what will happen. What it does is final, so it waits a moment in which it can be undone.
 * @param {(message: object) => void} send
 * @param {{ place: (name: string) => any }} undo see `undoing`
 * @param {{ people: string, now: () => number }} room how many are here, as it was typed last at whichever poll, and the clock in seconds
 * @returns {{ node: HTMLElement, stand: (here: boolean) => void, update: (poll: any, outlook: string, printed: number, astray: string) => void, look: () => void }}
 */
export function ballotBox(id, say, send, undo, room) {
  const people = peopleField(say, `aw-people-${id}`, say("people"), look);
  const insiders = insidersField(say, `aw-insiders-${id}`, look);
  const slips = slipsField(say, `aw-slips-${id}`);
  const outlook = make("p.aw-outlook", { role: "status" });
  const before = make("div.aw-before", {}, people.node, make("p.aw-hint", {}, say("people_how")), insiders.node, slips.node, outlook);
  const recount = peopleField(say, `aw-recount-${id}`, say("recount"), () => {});
  const act = make("button.aw-act", { type: "button", onclick: verb });
  const [title, state, wrong, after] = [make("h3"), make("p.aw-poll-state", { role: "status" }), make("p.aw-wrong", { role: "alert" }), make("div")];
  const waits = undo.place(rest);
  const lasts = make("p.aw-hint");
  const node = make("section.aw-ballotbox", {}, title, state, lasts, before, recount.node, wrong, act, waits.node, after);
  let [now, asking, sent, opened] = [null, 0, 0, 0];

  /** Asks what so many people will be able to see, once the typing rests. */
  function look() {
    clearTimeout(asking);
    wrong.textContent = "";
    room.people = people.field.textContent.trim();
    const count = people.read();
    outlook.hidden = Number.isNaN(count); // what was said of another number
    if (outlook.hidden) return;
    asking = setTimeout(() => send({ outlook: { poll: id, people: count, insiders: insiders.read() } }), 150);
  }

  function verb() {
    if (busy()) return;
    const recounting = now.state === "closed";
    const count = (recounting ? recount : people).read();
    if (now.state !== "open" && Number.isNaN(count)) {
      wrong.textContent = say("people_wrong");
      (recounting ? recount : people).field.focus();
      return;
    }
    const facts = { waiting: { people: count, insiders: insiders.read(), ...(slips.node.hidden ? {} : { slips: slips.read() }) }, open: {}, closed: { people: count } }[now.state];
    const what = ACTS[now.state];
    if (what === "close") return tell({ last_call: { poll: id, on: true } });
    waits.begin(say(`undo_${what}`), () => tell({ [what]: { poll: id, ...facts } }));
  }

  function tell(message) {
    send(message);
    sent = setTimeout(() => ((sent = 0), rest()), 1500); // A refusal comes as a notice; the button must be there again.
  }

  const busy = () => waits.waits() || sent !== 0;

  /** Not `disabled`, which would drop the keyboard's place: Undo is the next stop from here. */
  function rest() {
    act.setAttribute("aria-disabled", String(busy()));
    if (now.state !== "revealed") act.textContent = busy() ? say("working") : say(now.recount && now.state === "closed" ? "do_recount" : `do_${ACTS[now.state]}`);
  }

  /** At its own step a poll is offered; at others its button is quiet. Whoever counted the room at another poll need not do so again. */
  function stand(here) {
    act.classList.toggle("aw-small-act", !here && now.state === "waiting");
    if (here && now.state === "waiting" && room.people && !people.field.textContent.trim()) {
      people.field.textContent = room.people;
      look();
    }
    lasts.textContent = now.state === "open" && opened ? say("poll_minutes", { minutes: Math.floor((room.now() - opened) / 60) }) : "";
  }

  /** The poll is about to close, and phones say so: the seconds run here as well, and can be undone. */
  function lastCall(left) {
    const takenBack = () => tell({ last_call: { poll: id, on: false } });
    waits.begin(say("undo_close"), () => tell({ close: { poll: id } }), { seconds: left, takenBack });
  }

  function update(poll, words, printed = 0, astray = "", left = null) {
    if (now && (now.state !== poll.state || (poll.state === "open" && left === null))) waits.stop(); // by another hand, and what was asked of it before is void
    if (now && now.state !== poll.state && poll.state === "open") opened = room.now(); // known only where this page saw it open
    now = poll;
    clearTimeout(sent);
    sent = 0;
    if (left !== null && poll.state === "open") lastCall(left);
    slips.show(printed, astray);
    title.textContent = poll.question;
    const count = poll.atLeast ? `, ${say("at_least", { count: poll.atLeast }).replace(/^./, (first) => first.toLowerCase())}` : "";
    const drawn = poll.slips && poll.state !== "open" ? `, ${say("slips_answers", { slips: poll.slips, answers: poll.answers })}` : count;
    state.textContent = say(`state_${poll.release && !poll.release.shown.length ? "closed" : poll.state}`) + (["open", "closed"].includes(poll.state) ? drawn : "");
    node.dataset.state = poll.state;
    outlook.textContent = words ?? "";
    before.hidden = poll.state !== "waiting";
    recount.node.hidden = !(poll.state === "closed" && poll.recount);
    act.hidden = poll.state === "revealed";
    rest();
    after.replaceChildren(poll.state === "revealed" && poll.release ? released(poll, say) : make("p.aw-hint", {}, say("once")));
  }

  return { node, update, look, stand };
}
