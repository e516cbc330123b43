import { make } from "./element.js";
import { preview } from "./roomsees.js";

/**
 * @typedef {import("./wire.d.ts").Place} Place
 * @typedef {import("./wire.d.ts").Section} Section
 * @typedef {import("./wire.d.ts").Step} Step
 * @typedef {import("./element.js").Say} Say
 * @typedef {{ node: HTMLElement, key: HTMLButtonElement, place: Place }} Thumb
 * @typedef {Record<string, import("./wire.d.ts").Poll>} Polls
 */

const MOST = 80; // letters of a slide's name

/** What a step is called: its heading, its question, its caption, or how its words begin. */
export function stepName(/** @type {Step} */ step, /** @type {Polls} */ polls, /** @type {Say} */ say) {
  const holder = document.createElement("template");
  holder.innerHTML = step.lead || step.html;
  const first =
    step.caption ??
    polls[step.id]?.question ??
    (holder.content.querySelector("h1, p, li") ?? holder.content).textContent ??
    "";
  const words = first.trim().replace(/\s+/g, " ") || say("step_unnamed");
  return words.length > MOST ? `${words.slice(0, MOST - 1)}…` : words;
}

/** Draws each thumbnail when it comes near to being seen, and only then: an evening has a hundred. */
function whenSeen() {
  /** @type {WeakMap<Element, () => void>} */
  const draws = new WeakMap();
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      draws.get(target)?.();
    }
  });
  return {
    observe(/** @type {Element} */ node, /** @type {() => void} */ draw) {
      draws.set(node, draw);
      seen.observe(node);
    },
    stop: () => seen.disconnect()
  };
}

/** The thumbnail above or below another, as they happen to lie; the same one at either end. */
function across(/** @type {Thumb[]} */ thumbs, /** @type {Thumb} */ from, /** @type {number} */ by) {
  const box = (/** @type {Thumb} */ { node }) => node.getBoundingClientRect();
  const here = box(from);
  const away = (/** @type {Thumb} */ one) => [Math.abs(box(one).top - here.top), Math.abs(box(one).left - here.left)];
  const beyond = thumbs.filter((one) => (box(one).top - here.top) * by > 1);
  return (
    beyond.map((one) => ({ one, far: away(one) })).sort((a, b) => a.far[0] - b.far[0] || a.far[1] - b.far[1])[0]?.one ??
    from
  );
}

/** Arrows, Home and End lead through the slides, and not through the evening. */
function pressed(/** @type {KeyboardEvent} */ event, /** @type {Thumb[]} */ thumbs, /** @type {boolean} */ rtl) {
  const from = thumbs.find(({ key }) => key === event.target);
  if (!from || event.ctrlKey || event.altKey || event.metaKey) return;
  const beside = (/** @type {number} */ by) => thumbs[thumbs.indexOf(from) + by] ?? from;
  /** @type {Record<string, () => Thumb>} */
  const ways = {
    ArrowRight: () => beside(rtl ? -1 : 1),
    ArrowLeft: () => beside(rtl ? 1 : -1),
    ArrowDown: () => across(thumbs, from, 1),
    ArrowUp: () => across(thumbs, from, -1),
    Home: () => thumbs[0],
    End: () => thumbs[thumbs.length - 1]
  };
  const to = ways[event.key]?.();
  if (!to) return;
  event.preventDefault();
  event.stopPropagation();
  to.key.focus();
}

/**
 * Every slide of the evening in small, under its part's title: a way to each. One stop for the Tab key; arrows lead from slide to slide.
 * @param {Say} say
 * @param {{ sections: Section[], polls: () => Polls, rtl: boolean, go: (place: Place) => void }} ways
 */
function slideList(say, { sections, polls, rtl, go }) {
  const drawing = whenSeen();
  /** @type {Thumb[]} */
  let thumbs = [];

  /** The one thumbnail at which the Tab key stops. */
  function stand(/** @type {Thumb | undefined} */ at) {
    thumbs.forEach((one) => one.key.setAttribute("tabindex", one === at ? "0" : "-1"));
  }

  function thumb(/** @type {Section} */ { slug }, /** @type {Step} */ step, /** @type {number} */ index) {
    const place = { section: slug, step: index };
    const small = make("div.aw-thumb-small", { "aria-hidden": "true", inert: true });
    const key = make(
      "button.aw-thumb-key",
      { type: "button", onclick: () => go(place) },
      make("b", {}, String(index + 1)),
      " ",
      stepName(step, polls(), say)
    );
    const node = make("li.aw-thumb", {}, small, key);
    key.addEventListener("focus", () => stand(thumbs.find((one) => one.key === key)));
    drawing.observe(node, () => small.append(preview(step, polls()[step.id], say)));
    return { node, key, place };
  }

  function part(/** @type {Section} */ section) {
    const own = section.steps.map((step, index) => thumb(section, step, index));
    thumbs.push(...own);
    return make(
      "section",
      { "aria-label": section.title },
      make("h2", {}, section.title),
      make("ol", {}, ...own.map(({ node }) => node))
    );
  }

  return {
    /** Makes the list anew. @returns {HTMLElement} */
    list() {
      thumbs = [];
      return make(
        "div.aw-slidelist",
        { onkeydown: (/** @type {KeyboardEvent} */ event) => pressed(event, thumbs, rtl) },
        make("p.aw-hint", {}, say("slides_how")),
        ...sections.map(part)
      );
    },
    /** Marks where the group is, and which parts are left out; with `bring`, the keyboard goes to the slide on the stage. */
    show(/** @type {Place} */ here, bring = false) {
      const at = thumbs.find(({ place }) => place.section === here.section && place.step === here.step);
      for (const one of thumbs) one.key.setAttribute("aria-current", one === at ? "step" : "false");
      if (!bring) return;
      stand(at ?? thumbs[0]);
      at?.node.scrollIntoView({ block: "center" });
      at?.key.focus({ preventScroll: true });
    },
    stop: drawing.stop
  };
}

/**
 * The sheet of all slides, over the console.
 * @param {import("./host.d.ts").Model<import("./wire.d.ts").ConsoleTraits, any>} model
 * @param {Say} say
 * @param {{ sections: Section[], here: () => Place, move: (place: Place) => void }} walked
 * @param {() => ReturnType<typeof import("./sheets.js").sheets>} sheets where it shows
 */
export function slideSheet(model, say, { sections, here, move }, sheets) {
  const open = () => sheets().open() === "slides";
  const all = slideList(say, { sections, polls: () => model.get("polls"), rtl: model.get("direction") === "rtl", go });

  function go(/** @type {Place} */ place) {
    sheets().close();
    move(place);
  }

  return {
    open,
    toggle() {
      sheets().toggle("slides", say("slides"), all.list());
      if (open()) all.show(here(), true);
    },
    show: () => open() && all.show(here()),
    stop: all.stop
  };
}
