import { alike, make } from "./element.js";
import { preview } from "./roomsees.js";
import { slideTools } from "./slidetools.js";

/**
 * @typedef {import("./wire.d.ts").Place} Place
 * @typedef {import("./wire.d.ts").SectionFacts} Section
 * @typedef {import("./wire.d.ts").Step} Step
 * @typedef {import("./element.js").Say} Say
 * @typedef {{ node: HTMLElement, key: HTMLButtonElement, place: Place, step: Step, small: HTMLElement, tools:
 *   ReturnType<typeof slideTools> }} Thumb
 * @typedef {Record<string, import("./wire.d.ts").PollFacts>} Polls
 */

const MOST = 80; // letters of a slide's name

/** What a step is called: its heading, its question, its caption, or how its words begin. */
export function stepName(/** @type {Step} */ step, /** @type {Polls} */ polls, /** @type {Say} */ say) {
  // In a template nothing is loaded or run.
  const holder = document.createElement("template");
  holder.innerHTML = step.lead || step.html;
  const first =
    step.caption ??
    polls[step.id]?.question ??
    (holder.content.querySelector("h1, p, li") ?? holder.content).textContent ??
    "";
  const words = first.trim().replace(/\s+/g, " ") || say("step_unnamed");
  // A word that is cut in two is read aloud, too.
  return words.length > MOST ? `${words.slice(0, MOST).replace(/[\s,;:]+\S*$/, "")}…` : words;
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
  // Thumbnails of one row may differ by a fraction of a pixel.
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
 * A slide in small, not yet drawn: the whole of it is the way there, and below stands what can be done to it.
 * @param {Section} section
 * @param {number} index
 * @param {Polls} polls
 * @param {Say} say
 * @param {{ go: (place: Place) => void, send: (message: any) => void }} ways
 */
function thumbOf(section, index, polls, say, { go, send }) {
  const [place, step] = [{ section: section.slug, step: index }, section.steps[index]];
  const [name, small] = [
    stepName(step, polls, say),
    make("div.aw-thumb-small", { "aria-hidden": "true", inert: true })
  ];
  const marks = [step.hidden && say("slide_hidden"), step.reworded && say("slide_reworded")].filter(Boolean);
  const mark = marks.length ? make("small", {}, ` · ${marks.join(" · ")}`) : null;
  const inside = [make("b", {}, String(index + 1)), " ", name, mark];
  const key = make("button.aw-thumb-key", { type: "button", onclick: () => go(place) }, ...inside);
  const tools = slideTools(step, place, name, say, { send });
  const node = make("li.aw-thumb", { "data-out": String(Boolean(step.hidden)) }, small, key, tools.node);
  return { node, key, place, tools, step, small };
}

/**
 * Every slide of the evening in small, under its part's title: a way to each, and what can be done to each for today.
 * One slide at a time for the Tab key; arrows lead from slide to slide.
 * @param {Say} say
 * @param {{ sections: Section[], polls: () => Polls, rtl: boolean, go: (place: Place) => void, send: (message: any) =>
 *   void }} ways
 */
function slideList(say, { sections, polls, rtl, go, send }) {
  const drawing = whenSeen();
  /** @type {Thumb[]} */
  let thumbs = [];

  function stops(/** @type {Thumb} */ one, /** @type {boolean} */ here) {
    one.key.setAttribute("tabindex", here ? "0" : "-1");
    one.tools.stands(here);
  }

  /** The one slide at which the Tab key stops. */
  const stand = (/** @type {Thumb | undefined} */ at) => thumbs.forEach((one) => stops(one, one === at));

  /** @returns {Thumb} */
  function thumb(/** @type {Section} */ section, /** @type {number} */ index) {
    const one = thumbOf(section, index, polls(), say, { go, send });
    one.node.addEventListener("focusin", () => stand(one));
    drawing.observe(one.node, () => one.small.append(preview(one.step, polls()[one.step.id], say)));
    return one;
  }

  function part(/** @type {Section} */ section) {
    const own = section.steps.map((_, index) => thumb(section, index));
    thumbs.push(...own);
    const list = make("ol", {}, ...own.map(({ node }) => node));
    return make("section", { "aria-label": section.title }, make("h2", {}, section.title), list);
  }

  /** A slide that is another one by now is made anew, and the keyboard stays at it. */
  function renew(/** @type {Thumb} */ old, /** @type {number} */ index) {
    const section = sections.find(({ slug }) => slug === old.place.section);
    // Words that somebody is still writing would be lost; what another console changed shows once they are sent.
    if (!section || alike(section.steps[old.place.step], old.step) || old.tools.writes()) return;
    const held = old.node.contains(document.activeElement);
    const fresh = thumb(section, old.place.step);
    stops(fresh, old.key.getAttribute("tabindex") === "0");
    old.node.replaceWith(fresh.node);
    thumbs[index] = fresh;
    if (held) fresh.key.focus();
  }

  return {
    /** Makes the list anew. @returns {HTMLElement} */
    list() {
      thumbs = [];
      const onkeydown = (/** @type {KeyboardEvent} */ event) => pressed(event, thumbs, rtl);
      return make("div.aw-slidelist", { onkeydown }, make("p.aw-hint", {}, say("slides_how")), ...sections.map(part));
    },
    /** Marks where the group is, and shows what changed; with `bring`, the keyboard goes to the slide on the stage. */
    show(/** @type {Place} */ here, /** @type {string} */ notice, bring = false) {
      thumbs.forEach(renew);
      const at = thumbs.find(({ place }) => alike(place, here));
      thumbs.forEach((one) => one.key.setAttribute("aria-current", one === at ? "step" : "false"));
      thumbs.forEach(({ tools }) => tools.refuse(notice));
      if (!bring) return;
      stand(at ?? thumbs[0]);
      at?.node.scrollIntoView({ block: "center" });
      // A focus that scrolls would take it from the middle to the edge again.
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
  const send = (/** @type {any} */ message) => model.send(message);
  const rtl = model.get("direction") === "rtl";
  const all = slideList(say, { sections, polls: () => model.get("polls"), rtl, go, send });

  function go(/** @type {Place} */ place) {
    sheets().close();
    move(place);
  }

  return {
    open,
    toggle() {
      sheets().toggle("slides", say("slides"), all.list());
      if (open()) all.show(here(), "", true);
    },
    show: () => open() && all.show(here(), model.get("notice")),
    stop: all.stop
  };
}
