/**
 * The script of the colleague's page: it keeps up with the group by asking again, with the key in the body, and puts in
 * what is new.
 */
import "./leave.js";

/** @typedef {import("./page.d.ts").Found} Found */

// In ms: between two looks, and for one try.
const EVERY = 3000;
const PATIENCE = 10_000;

const page = document.querySelector("main");
const away = page.querySelector("#away");
/** The parts as they came, before anything was put into them. @type {Map<string, string>} */
const came = new Map();
let [looking, asking, over] = [0, 0, false];
/** Whether a question is on its way. */
let busy = false;
/** What is asked next. */
let next = "look";

const parts = (/** @type {Found} */ main) => [...main.querySelectorAll("[data-part]")];

/** The device's own clock says when the evening ends: a server may stand in another place. */
function tellTheEnd() {
  const told = page.querySelector("[data-ends]");
  if (!told || told.textContent) return;
  const hours = new Intl.DateTimeFormat(`${document.documentElement.lang}-u-nu-latn-hc-h23`, {
    hour: "2-digit",
    minute: "2-digit"
  });
  const time = `\u2066${hours.format(new Date(Number(told.dataset.ends) * 1000))}\u2069`;
  told.textContent = told.dataset.words.replace("{time}", time);
}

/**
 * Puts an answer in, part by part, so that what is open stays open; where the door is shut, nothing of the page is
 * left.
 */
function show(/** @type {Found} */ main) {
  if (main.dataset.door !== "in") {
    clearTimeout(looking);
    over = true;
    page.replaceChildren(...main.childNodes);
    page.dataset.door = main.dataset.door;
    // They carry the key.
    for (const form of document.querySelectorAll("footer form")) form.remove();
    return;
  }
  for (const [old, fresh] of parts(page).map((part, place) => [part, parts(main)[place]])) {
    const name = fresh.dataset.part;
    if (came.get(name) === fresh.innerHTML) continue;
    const pressed = old.contains(document.activeElement);
    came.set(name, fresh.innerHTML);
    old.replaceChildren(...fresh.childNodes);
    // The button that was pressed is gone; the one in its place has the keyboard now.
    if (pressed) (old.querySelector("button") ?? page).focus({ preventScroll: true });
  }
  tellTheEnd();
}

/** Asks, and shows what comes; only a page of ours is an answer, and an older answer than the last question is none. */
async function ask(/** @type {string} */ what) {
  clearTimeout(looking);
  const mine = (asking += 1);
  const patience = new AbortController();
  const late = setTimeout(() => patience.abort(), PATIENCE);
  busy = true;
  try {
    const body = new URLSearchParams({ key: page.querySelector("[name=key]").value, do: what });
    const answer = await fetch(location.href, { method: "POST", body, cache: "no-store", signal: patience.signal });
    const main = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main[data-door]");
    if (!main) throw new Error("away");
    if (mine !== asking) return;
    away.textContent = "";
    show(document.adoptNode(main));
  } catch {
    if (mine !== asking) return;
    away.textContent = page.dataset.away;
    // A press is not lost with the network: it is asked until it is heard.
    if (what !== "look") return later(what);
  } finally {
    clearTimeout(late);
    if (mine === asking) busy = false;
  }
  later("look");
}

/** A page that nobody sees asks for nothing but what was pressed, and looks at once when it is seen again. */
function later(/** @type {string} */ what) {
  next = what;
  clearTimeout(looking);
  if (over || (document.hidden && what === "look")) return;
  looking = setTimeout(() => ask(what), EVERY);
}

function pressed(/** @type {SubmitEvent} */ event) {
  const { name, value } = /** @type {Partial<HTMLButtonElement>} */ (event.submitter ?? {});
  if (name !== "do") return;
  event.preventDefault();
  ask(value ?? "look");
}

if (page.dataset.door === "in") {
  for (const part of parts(page)) came.set(part.dataset.part, part.innerHTML);
  tellTheEnd();
  document.addEventListener("submit", pressed);
  document.addEventListener("visibilitychange", () => {
    if (busy || over) return;
    if (document.hidden) later(next);
    else ask(next);
  });
  later("look");
}
