import { isolated, make } from "./element.js";

const ON_TIME = 2; // minutes that nobody in the room notices

/** Minutes left of a span that began at `since` (seconds) and may take `minutes`; whole minutes, negative when over. */
export function minutesLeft(/** @type {number} */ since, /** @type {number} */ minutes, /** @type {number} */ now) {
  // A whole number of minutes may come out a hair too large, and would be one more.
  const left = Math.ceil(minutes - (now - since) / 60 - 1e-6);
  return left || 0; // -0 would be written with its sign
}

/** What is left of this section and of the evening, in words; it moves once in a while and never blinks. */
export function clock(
  /** @type {import("./element.js").Say} */ say,
  /** @type {() => number} */ now,
  /** @type {string} */ language
) {
  const [section, evening, pace] = [make("b"), make("b"), make("span.aw-pace")];
  const [wall, ends] = [make("span.aw-wall"), make("span.aw-ends")];
  // h23: midnight is 00, and not 24, and no language adds a.m. The digits are those that are the same everywhere.
  const hours = new Intl.DateTimeFormat(`${language || "en-GB"}-u-nu-latn-hc-h23`, {
    hour: "2-digit",
    minute: "2-digit"
  });
  const told = (/** @type {number} */ seconds) => isolated(hours.format(new Date(seconds * 1000)));
  const node = make(
    "p.aw-clock",
    {},
    wall,
    ends,
    make("span", {}, section, ` ${say("section_left")}`),
    make("span", {}, evening, ` ${say("evening_left")}`),
    pace
  );

  function put(/** @type {HTMLElement} */ target, /** @type {number | null} */ since, /** @type {number} */ minutes) {
    const left = since ? minutesLeft(since, minutes, now()) : Math.round(minutes);
    target.textContent = left < 0 ? say("over", { minutes: -left }) : say("min", { minutes: left });
    target.parentElement?.setAttribute("data-over", String(left < 0));
  }

  return {
    node,
    /**
     * @param {{ started: number | null, entered: number | null, length: number, late: number, sheet: Record<string,
     *   number> }} times
     * @param {string} slug
     */
    show(times, slug) {
      put(section, times.entered, times.sheet[slug] ?? 0);
      put(evening, times.started, times.length);
      wall.textContent = say("now_is", { time: told(now()) });
      ends.textContent = say("ends_at", { time: told((times.started ?? now()) + times.length * 60) });
      const how = Math.abs(times.late) <= ON_TIME ? "on_time" : times.late > 0 ? "behind" : "ahead";
      pace.textContent = times.started ? say(how, { minutes: Math.abs(times.late) }) : "";
      pace.dataset.pace = how;
      node.title = times.started ? "" : say("not_begun");
    }
  };
}
