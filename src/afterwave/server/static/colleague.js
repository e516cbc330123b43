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
let [looking, over] = [0, false];
/** The question that is on its way. @type {AbortController | null} */
let asking = null;
/** What was pressed and is not heard yet, in its order. @type {string[]} */
let presses = [];

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
    [over, presses] = [true, []];
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

/**
 * Asks for what was pressed first, and shows what comes; only a page of ours is an answer, and an older answer than the
 * last question is none: what it was for is asked again, and comes to the same.
 */
async function ask() {
  clearTimeout(looking);
  asking?.abort();
  const mine = (asking = new AbortController());
  const late = setTimeout(() => mine.abort(), PATIENCE);
  const what = presses[0] ?? "look";
  let heard = false;
  try {
    const body = new URLSearchParams({ key: page.querySelector("[name=key]").value, do: what });
    const answer = await fetch(location.href, { method: "POST", body, cache: "no-store", signal: mine.signal });
    const main = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main[data-door]");
    if (!main) throw new Error("away");
    if (mine !== asking) return;
    presses.shift();
    away.textContent = "";
    show(document.adoptNode(main));
    heard = true;
  } catch {
    if (mine !== asking) return;
    away.textContent = page.dataset.away;
  } finally {
    clearTimeout(late);
    if (mine === asking) asking = null;
  }
  if (heard && presses.length) ask();
  else later();
}

/** A page that nobody sees asks for nothing but what was pressed, and looks at once when it is seen again. */
function later() {
  clearTimeout(looking);
  if (over || (document.hidden && !presses.length)) return;
  looking = setTimeout(ask, EVERY);
}

/** A press is not lost with the network, nor with the next press: each is asked until it is heard or taken back. */
function pressed(/** @type {SubmitEvent} */ event) {
  const { name, value } = /** @type {Partial<HTMLButtonElement>} */ (event.submitter ?? {});
  if (name !== "do") return;
  event.preventDefault();
  const sign = (/** @type {string} */ press) => press.replace(/^no-/u, "");
  presses = presses.filter((press) => sign(press) !== sign(value ?? ""));
  if (value && value !== "look") presses.push(value);
  ask();
}

if (page.dataset.door === "in") {
  for (const part of parts(page)) came.set(part.dataset.part, part.innerHTML);
  tellTheEnd();
  document.addEventListener("submit", pressed);
  document.addEventListener("visibilitychange", () => {
    if (asking || over) return;
    if (document.hidden) later();
    else ask();
  });
  later();
}
