import { make } from "./element.js";

/** How much is left, in words that change seldom, so that nobody watches a clock. */
export function remaining(seconds, say) {
  if (seconds <= 0) return say("come_back");
  if (seconds <= 30) return say("left_half");
  const minutes = Math.round(seconds / 60);
  return minutes <= 1 ? say("left_one") : say("left", { minutes });
}

/** A timer that is never loud: a line that shortens, a few words, and no sound. */
export function quietTimer(minutes, say) {
  const whole = Math.round(minutes * 60);
  const line = make("div.aw-timer-line", { "aria-hidden": "true" }, make("i"));
  const length = minutes === 1 ? say("minute") : say("minutes", { minutes: Number(minutes.toFixed(1)) });
  const words = make("p.aw-timer-words", { role: "status" }, length);
  const node = make("div.aw-timer", {}, line, words);
  let [ends, ticking] = [0, 0];

  function show(left) {
    line.firstChild.style.transform = `scaleX(${Math.max(left, 0) / whole})`;
    const now = remaining(left, say);
    if (words.textContent !== now) words.textContent = now;
  }

  function tick() {
    const left = Math.ceil((ends - Date.now()) / 1000);
    show(left);
    if (left <= 0) stop();
  }

  function stop() {
    clearInterval(ticking);
    ticking = 0;
    node.classList.remove("aw-running");
  }

  function toggle() {
    if (ticking) {
      stop();
      line.firstChild.style.transform = "";
      words.textContent = length;
      return;
    }
    ends = Date.now() + whole * 1000;
    ticking = setInterval(tick, 1000);
    node.classList.add("aw-running");
    tick();
  }

  return { node, toggle, stop };
}
