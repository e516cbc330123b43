import { make } from "./element.js";

// In ms: two looks after such a silence, and all of it within 3 s; and how long an answer is waited for.
const EVERY = 900;
const SILENCE = 1700;
const ANSWERS = 3000;

/**
 * What a page says whose kernel is silent, and a key that loads it anew. Where nothing answers at all, that would leave
 * the room with the browser's own page of an error: then the page stays, and says so.
 * @param {import("./element.js").Say} say
 * @param {() => boolean} back whether the kernel has answered meanwhile: then nothing is loaded anew
 * @returns {Node[]}
 */
function stopped(say, back) {
  const words = make("span", {}, say("away"));
  const reload = () => {
    const patience = new AbortController();
    const over = setTimeout(() => patience.abort(), ANSWERS);
    // Any answer will do, one that leads elsewhere too; to ask for the page itself would begin a kernel.
    fetch(location.href, { method: "HEAD", cache: "no-store", redirect: "manual", signal: patience.signal })
      .then(
        () => back() || location.reload(),
        () => words.replaceChildren(say("away_still"))
      )
      .finally(() => clearTimeout(over));
  };
  return [words, document.createTextNode(" "), make("button", { type: "button", onclick: reload }, say("reload"))];
}

/**
 * Asks the kernel about once a second whether it is there, and shows a calm line within 3 s when it is not. The page
 * asks, and not the kernel, because a kernel that spoke by itself would never be idle, and so never end after its tab
 * was closed.
 * @param {{ send: Function, on: Function, off: Function }} model
 * @param {import("./element.js").Say} say
 * @param {() => void} revived is told when the kernel is back
 * @param {() => boolean} [hushed] whether nobody need hear of it any more
 * @returns {{ node: HTMLElement, alive: () => boolean, stop: () => void }}
 */
export function pulse(model, say, revived, hushed = () => false) {
  const node = make("p.aw-away", { role: "alert", hidden: true });
  let [answered, missed] = [Date.now(), 0];

  function heard(/** @type {import("./wire.d.ts").Answer} */ message) {
    if (!message || message.pong === undefined) return;
    answered = Date.now();
    missed = 0;
    if (node.hidden) return;
    node.hidden = true;
    revived();
  }

  function ask() {
    // Two silent looks in a row: after a sleeping laptop wakes, one is stale.
    missed = Date.now() - answered > SILENCE ? missed + 1 : 0;
    if (missed >= 2 && node.hidden && !hushed()) {
      node.replaceChildren(...stopped(say, () => node.hidden));
      node.hidden = false;
    }
    try {
      model.send({ ping: 1 });
    } catch {
      missed += 1; // The way to the kernel is gone altogether.
    }
  }

  const timer = setInterval(ask, EVERY);
  // Browsers slow the timers of a page that nobody sees: once it is seen, it asks at once.
  const seen = () => document.hidden || ask();
  document.addEventListener("visibilitychange", seen);
  model.on("msg:custom", heard);
  ask();
  return {
    node,
    alive: () => missed < 2,
    stop() {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", seen);
      model.off("msg:custom", heard);
    }
  };
}
