import "./asking.js";
import { bring } from "./host.js";

/**
 * Keeps a page up with the group: on a message it fetches itself again and changes what is in `main`, and nothing else.
 */
const SPREAD = 600; // ms: not every phone at once
const LONGEST = 20_000; // ms between two tries to hear the group again
const SILENT = 35_000; // ms: two beats of the server are missing (event_stream.py, HEARTBEAT)
const page = document.querySelector("main");
const said = /** @type {HTMLElement} */ (document.getElementById("said"));
/**
 * What a page shows; a ballot's ticket is another each time and changes nothing that anybody sees, and its last call is
 * said by `call`.
 */
const face = (/** @type {HTMLElement} */ { innerHTML }) =>
  innerHTML.replace(/(name="ticket" value=")[^"]*/, "$1").replace(/(data-closing="[^"]*">)[^<]*/, "$1");
let latest = new AbortController();
let [shown, known, pause, behind, over] = [page ? face(page) : "", page?.dataset.here, 0, false, false];
// What is drawn, and where the group was then: whoever is busy is told first.
let drawn = shown;
/** @type {string | undefined} */
let stood = known;
/** @type {EventSource | undefined} */
let stream;
/** @type {number | undefined} */
let looking;
/** @type {number | undefined} */
let trying;
/** @type {number | undefined} */
let silence;

/**
 * Whether somebody is in the middle of something here: writing, breathing, choosing, sending; words that stand on the
 * page are not taken away either, nor is unread that something was not sent; but a slip's next question opens by
 * itself.
 */
const busy = () =>
  // "Slower, please" is asked in passing: whoever pressed it goes on following.
  document.activeElement?.closest("[data-widget], form:not(.slower)") ||
  page.querySelector("form :checked, form .sure:not([hidden])") ||
  (!page.dataset.slip && page.querySelector("[data-late]:not([hidden])")) ||
  [...page.querySelectorAll('[role="textbox"]')].some((box) => box.textContent.trim());

function show(/** @type {HTMLElement} */ fresh) {
  const inside = page.contains(document.activeElement);
  [drawn, stood] = [shown, fresh.dataset.here];
  page.replaceChildren(...fresh.childNodes);
  bring(page);
  if (inside) page.focus({ preventScroll: true });
  scrollTo({ top: 0 });
  said.replaceChildren(...news());
}

/** How a step begins: its heading, or its first words. */
const BEGINS = "h2, .question > *, .slide > :not(.eyebrow), .chart > *";

/**
 * What is said aloud of a page that changed: what is marked on it as news, or how its step begins, or its title; each
 * in the language in which it stands there.
 */
function news() {
  const marked = [...page.querySelectorAll("[data-news]")];
  const told = marked.length ? marked : [page.querySelector(BEGINS) ?? page.querySelector("h1")];
  return told.map((node) => {
    const { lang } = node.closest("[lang]");
    // Without a full stop a heading would run on into what follows it.
    const textContent = `${node.textContent.trim().replace(/\s+/g, " ")}. `.replace(/([.?!؟:])\. $/, "$1 ");
    return Object.assign(document.createElement("span"), { lang, textContent });
  });
}

/**
 * Says that the group is elsewhere now, to somebody who is busy, and goes there when they like; without a way to go,
 * the group is here again, and this is said no more.
 * @param {() => void} [follow]
 */
function tell(follow) {
  page.querySelector(".moved")?.remove();
  if (!follow) return;
  const note = Object.assign(document.createElement("div"), { className: "moved" });
  const go = Object.assign(document.createElement("button"), { type: "button", textContent: page.dataset.go });
  go.onclick = follow;
  note.append(page.dataset.moved, go);
  page.prepend(note);
  said.textContent = page.dataset.moved;
}

/** A slip's page is asked for by a form, since an address would keep its code. @returns {RequestInit} */
function asked() {
  const { slip } = page.dataset;
  return slip ? { method: "POST", body: new URLSearchParams({ slip }) } : {};
}

/**
 * Fetches the page; an earlier answer that is still on its way tells where the group was, and is not waited for. Only a
 * page of ours is an answer: its `main` says so.
 */
async function refresh() {
  latest.abort();
  latest = new AbortController();
  const { signal } = latest;
  const answer = await fetch(location.href, { ...asked(), cache: "no-store", signal });
  const text = answer.ok ? await answer.text() : "";
  if (signal.aborted) return;
  /** @type {import("./page.d.ts").Found | null} */
  const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("main");
  if (!fresh?.dataset.follow && !fresh?.dataset.answer) throw new Error("away");
  document.adoptNode(fresh);
  known = fresh.dataset.here;
  if (!fresh.dataset.follow) end();
  if (face(fresh) === shown) return;
  const [send, late] = [page.querySelector("[data-send]"), fresh.querySelector("[data-late]")];
  // What is on its way is answered itself.
  if (send?.getAttribute("aria-disabled")) return;
  shown = face(fresh);
  // The group is here again, or something beside the step changed, which waits: nobody is led away from their words. An
  // evening that ended has nothing of the step, nor a way to say "Slower, please".
  if (shown === drawn || (known === stood && fresh.querySelector(".slower") && busy())) {
    shown = drawn;
    return tell();
  }
  if (busy()) {
    if (!send || !late) return tell(() => show(fresh));
    // Whoever had not sent it is told at once: what is ticked is of no use any more.
    [late.hidden, late.dataset.news] = [false, ""];
  }
  show(fresh);
}

function look(wait = Math.random() * SPREAD) {
  clearTimeout(looking);
  looking = setTimeout(
    // Broken off: a newer look is on its way. Without a line, `lost` looks again by itself.
    () => refresh().catch(({ name }) => name === "AbortError" || !stream || look(2000 + Math.random() * SPREAD)),
    wait
  );
}

/** Something came: the connection lives. */
function alive() {
  clearTimeout(silence);
  silence = setTimeout(lost, SILENT);
}

/**
 * Says on a ballot that it is about to close, or that this was taken back: whoever still chooses knows, and nobody is
 * sent away.
 */
function call(/** @type {string} */ here) {
  const line = page.querySelector("[data-closing]");
  if (line) line.textContent = JSON.parse(here).poll?.closing ? line.dataset.closing : "";
}

const pollIn = (/** @type {string | undefined} */ here) => JSON.parse(here || "{}").poll?.id;

/**
 * The first message only greets, where the page is fresh; every other is news, a greeting that comes twice too. A
 * ballot is left when the group leaves its poll.
 */
function heard(/** @type {MessageEvent<string>} */ { data }) {
  alive();
  const { poll, group } = page.dataset;
  const [news, left] = [behind || data !== known, poll && pollIn(known) === poll && pollIn(data) !== poll];
  [pause, behind, known] = [0, true, data];
  call(data);
  if (poll && pollIn(data) === poll && shown === drawn) tell();
  if (left && !busy()) setTimeout(() => location.assign(group), Math.random() * SPREAD);
  else if (news) {
    if (left) tell(() => location.assign(group));
    look();
  }
}

function hush() {
  stream?.close();
  stream = undefined;
  behind = true;
  clearTimeout(silence);
  clearTimeout(trying);
}

/**
 * A tab that nobody sees lets go of its line: a browser has six for one server, and each scan of the code opens a tab.
 */
function listen() {
  clearTimeout(trying);
  if (stream || document.hidden || over) return;
  stream = new EventSource(page.dataset.follow);
  stream.addEventListener("state", heard);
  stream.addEventListener("beat", alive);
  stream.addEventListener("error", lost);
  alive();
}

/**
 * The line is gone, or its answer was none of ours (a proxy's, a sign-in page's): a browser gives up for good then, so
 * the page tries, and looks by itself meanwhile.
 */
function lost() {
  hush();
  if (document.hidden) return; // wake() begins again when it is seen
  pause = Math.min(pause * 2 || 1000, LONGEST);
  const wait = pause * (0.5 + Math.random());
  look(wait);
  trying = setTimeout(listen, wait);
}

/** Nothing more comes: the group's picture is final, and what has been answered stays. */
function end() {
  over = true;
  hush();
  clearTimeout(looking);
}

function rest() {
  bring(page);
  end();
  latest.abort();
}

function wake() {
  if (!stream) pause = 0;
  listen();
}

if (page) {
  // A slip's code that was scanned goes from the address at once.
  if (page.dataset.address) history.replaceState(null, "", page.dataset.address);
  listen();
  document.addEventListener("afterwave:answered", rest);
  document.addEventListener("visibilitychange", () => (document.hidden ? hush() : wake()));
  addEventListener("pagehide", hush);
  addEventListener("pageshow", wake);
  // The line may still hang in the network that was left, and die only later.
  addEventListener("online", () => (hush(), wake()));
}
