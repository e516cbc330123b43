import { alike } from "./element.js";

/** @typedef {import("./wire.d.ts").Place} Place @typedef {import("./wire.d.ts").SectionFacts} Section */

// In ms: what the other window told is given so long at least, and at most, to come through the session as well.
const MOMENT = 1000;
const PATIENCE = 4000;

/**
 * One thing that is the same everywhere, as this page has it.
 * @template Value
 * @typedef {{ now: () => Value, set: (next: Value) => void, retell: () => void, stop: () => void }} Followed
 */

/**
 * What the other window told, when, and whether the session has had it.
 * @typedef {{ value: any, at: number, came: boolean }} Told
 */

/** What to do about what the other window told: tell our own kernel, trust what the session says, or wait. */
function verdict(/** @type {Told | null} */ told, /** @type {any} */ theirs) {
  if (!told) return "trust";
  told.came ||= alike(theirs, told.value);
  const waited = Date.now() - told.at;
  if (told.came) return waited > MOMENT && "trust";
  // A pause alone: to tell of a step again could take a group back that was led on meanwhile.
  return waited > PATIENCE && (told.value === true ? "tell" : "trust");
}

/**
 * Keeps one thing (where the group is; whether the stage is calm) the same in this page, in the other window and in the
 * session. A change made here shows at once, tells the other window through the channel, and is sent to the kernel with
 * a number; until the kernel has heard that number, what it says is older than what this page knows. What the other
 * window told is given a moment to arrive through the session too; where a pause never does, that window's kernel is
 * silent, and this page tells its own: a room that was softened stays so.
 * @param {{ model: any, channel: BroadcastChannel, alive: () => boolean }} ways
 * @param {string} trait
 * @param {() => void} apply is told when it changes
 * @returns {Followed<any>}
 */
export function follow({ model, channel, alive }, trait, apply) {
  let value = model.get(trait);
  let [sent, pressed, acknowledged, timer, told] = [0, 0, 0, 0, /** @type {Told | null} */ (null)];

  function show(/** @type {any} */ next) {
    if (alike(next, value)) return;
    value = next;
    apply();
  }

  function settle() {
    clearTimeout(timer);
    // What a kernel that is gone said last may be older than this page, too.
    if (sent > acknowledged || !alive()) return;
    const now = verdict(told, model.get(trait));
    if (now === "tell") tell();
    else if (now === "trust") show(model.get(trait));
    else timer = setTimeout(settle, MOMENT);
  }

  function tell() {
    [sent, pressed, told] = [sent + 1, model.now(), null];
    model.send({ [trait]: value, n: sent });
  }

  function heard(/** @type {any} */ message) {
    if (!message.heard?.includes(trait)) return;
    acknowledged = Math.max(acknowledged, message.n);
    settle();
  }

  function hear(/** @type {MessageEvent} */ { data }) {
    if (!data || !(trait in data)) return;
    // Not acknowledged by anybody: the other window's kernel writes it, and this page's reads it a moment later.
    told = { value: data[trait], at: Date.now(), came: false };
    show(data[trait]);
    settle();
  }

  model.on(`change:${trait}`, settle);
  model.on("msg:custom", heard);
  channel.addEventListener("message", hear);
  return {
    now: () => value,
    set(next) {
      show(next);
      channel.postMessage({ [trait]: next });
      tell();
    },
    /** The kernel is back: tell it what it missed. */
    retell() {
      // Only what was never heard: else this page would take a group back that others led on meanwhile.
      if (sent > acknowledged) return model.send({ [trait]: value, n: sent, at: pressed });
      // What the other window told comes after all that lay in between: the room is not shown that.
      if (told && !told.came) told.at = Date.now() + PATIENCE;
      settle();
    },
    stop() {
      clearTimeout(timer);
      model.off(`change:${trait}`, settle);
      model.off("msg:custom", heard);
      channel.removeEventListener("message", hear);
    }
  };
}

/** The step after (or before) a place, through all sections; the same place at either end. */
export function beside(
  /** @type {Section[]} */ sections,
  /** @type {Place} */ { section, step },
  /** @type {number} */ by,
  /** @type {Record<string, string[]>} */ omissions = {}
) {
  const all = everyPlace(sections, omissions, { section, step });
  const here = all.findIndex((place) => place.section === section && place.step === step);
  return all[Math.min(Math.max((here < 0 ? 0 : here) + by, 0), all.length - 1)] ?? { section, step };
}

/**
 * Every place of these sections, in order, without the steps that are left out today, by the plan or by hand; but
 * `here`, where the group stands, in any case.
 */
export function everyPlace(
  /** @type {Section[]} */ sections,
  /** @type {Record<string, string[]>} */ omissions = {},
  /** @type {Place | null} */ here = null
) {
  const places = sections.flatMap(({ slug, steps }) =>
    steps.map(({ id, hidden }, step) => ({
      place: { section: slug, step },
      out: hidden || omissions[slug]?.includes(id)
    }))
  );
  return places.filter(({ place, out }) => !out || alike(place, here)).map(({ place }) => place);
}

/**
 * A poll of one's own that lies over the step, as a step; null for none.
 * @returns {import("./wire.d.ts").Step | null}
 */
export function laidOver(/** @type {{ get: (name: any) => any }} */ model, id = model.get("over")) {
  return id && model.get("polls")[id] ? { kind: "poll", id, html: "" } : null;
}

/** What stands at a place: its section and its step; the nearest there is where the place is past the end. */
export function at(/** @type {Section[]} */ sections, /** @type {Place} */ { section, step }) {
  const found = sections.find(({ slug }) => slug === section) ?? sections[0] ?? { slug: "", title: "", steps: [] };
  return { section: found, step: found.steps[Math.min(step, found.steps.length - 1)] ?? null };
}
