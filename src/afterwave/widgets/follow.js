import { alike } from "./element.js";

const PATIENCE = 3000;

/**
 * Keeps one thing (where the group is; whether the stage is calm) the same in this page, in the other window and in the session. A change made here shows at
 * once, tells the other window through the channel, and is sent to the kernel; until the kernel says the same, an older answer of its is not believed.
 * @param {{ model: any, channel: BroadcastChannel, alive: () => boolean }} ways
 */
export function follow({ model, channel, alive }, trait, apply) {
  let value = model.get(trait);
  let awaited = null;
  let timer = 0;

  function show(next) {
    if (alike(next, value)) return;
    const before = value;
    value = next;
    apply(value, before);
  }

  function heard() {
    const theirs = model.get(trait);
    if (awaited && !alike(theirs, awaited.value) && Date.now() < awaited.until) return;
    awaited = null;
    show(theirs);
  }

  function expect(next) {
    awaited = { value: next, until: Date.now() + PATIENCE };
    clearTimeout(timer);
    timer = setTimeout(() => alive() && heard(), PATIENCE + 50);
    show(next);
  }

  function told({ data }) {
    if (data && trait in data) expect(data[trait]);
  }

  model.on(`change:${trait}`, heard);
  channel.addEventListener("message", told);
  return {
    now: () => value,
    set(next) {
      expect(next);
      channel.postMessage({ [trait]: next });
      model.send({ [trait]: next });
    },
    /** The kernel is back: tell it what it missed. */
    retell() {
      if (awaited) model.send({ [trait]: awaited.value });
    },
    stop() {
      clearTimeout(timer);
      model.off(`change:${trait}`, heard);
      channel.removeEventListener("message", told);
    },
  };
}

/** The step after (or before) a place, through all sections; the same place at either end. */
export function beside(sections, { section, step }, by) {
  const all = everyPlace(sections);
  const here = all.findIndex((place) => place.section === section && place.step === step);
  return all[Math.min(Math.max((here < 0 ? 0 : here) + by, 0), all.length - 1)] ?? { section, step };
}

export function everyPlace(sections) {
  return sections.flatMap(({ slug, steps }) => steps.map((_, step) => ({ section: slug, step })));
}

/** What stands at a place: its section and its step; the nearest there is where the place is past the end. */
export function at(sections, { section, step }) {
  const found = sections.find(({ slug }) => slug === section) ?? sections[0] ?? { slug: "", title: "", steps: [] };
  return { section: found, step: found.steps[Math.min(step, found.steps.length - 1)] ?? null };
}
