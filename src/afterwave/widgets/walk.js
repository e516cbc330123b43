import { alike, hasPage } from "./element.js";
import { at, beside, everyPlace, follow } from "./follow.js";
import { stepProps } from "./props.js";
import { pulse } from "./pulse.js";
import { sectionsToday } from "./today.js";

/**
 * Where the group is, and the ways to lead it on from here: what stage and console have in common.
 * @template {import("./wire.d.ts").DeskTraits} Traits
 * @param {import("./dated.js").Dated<Traits, any>} model
 * @param {import("./element.js").Say} say
 * @param {{ draw: () => void, lay: () => void, hushed?: () => boolean }} acts what is told when the place or the calm
 *   changes, and when what lies beside the words does; and whether nobody need hear that the kernel has gone
 */
export function walk(model, say, { draw, lay, hushed }) {
  const { sections, stop: rest } = sectionsToday(model, draw);
  const channel = new BroadcastChannel(model.get("channel"));
  const { node: away, alive, stop } = pulse(model, say, () => all.forEach((one) => one.retell()), hushed);
  const ways = { model, channel, alive };
  /** @type {import("./follow.js").Followed<import("./wire.d.ts").Place>} */
  const place = follow(ways, "position", draw);
  /** @type {import("./follow.js").Followed<boolean>} */
  const calm = follow(ways, "calm", draw);
  const props = stepProps(ways, place, lay);
  const all = [place, calm, props];

  const current = () => at(sections, place.now());

  /** The place as it is shown, which may be nearer than one past a section's end. */
  function here() {
    const { section, step } = current();
    return { section: section.slug, step: step ? section.steps.indexOf(step) : 0 };
  }

  /** What the evening still holds: no section that is left out, but for the one the group is in. */
  const kept = () =>
    sections.filter(({ slug }) => slug === place.now().section || !model.get("skipped").includes(slug));

  /** After the end nothing moves the group, until somebody takes the end back on the console. */
  function move(/** @type {import("./wire.d.ts").Place | undefined} */ next) {
    if (next && !model.get("ended") && !alike(next, place.now())) place.set(next);
  }

  return {
    ...{ sections, away, now: model.now, place, calm, props, current, here, kept, move },
    places: () => everyPlace(kept(), model.get("omissions"), here()),
    next: (/** @type {number} */ by) => beside(kept(), here(), by, model.get("omissions")),
    /**
     * Where a part begins today; one that the plan leaves out has its own beginning, for whoever chooses it all the
     * same.
     */
    first: (/** @type {string} */ slug) => {
      const own = sections.filter((section) => section.slug === slug);
      return everyPlace(own, model.get("omissions"))[0] ?? everyPlace(own)[0] ?? { section: slug, step: 0 };
    },
    end: (/** @type {number} */ index) => everyPlace(kept(), model.get("omissions")).at(index),
    stop() {
      all.forEach((one) => one.stop());
      stop();
      rest();
      channel.close();
    }
  };
}

/**
 * Listens to keys, in the whole page where it is ours, and draws when a trait changes.
 * @param {{ on: Function, off: Function }} model
 * @param {{ root: HTMLElement, pressed: (event: KeyboardEvent) => void, traits: string[], draw: () => void }} ways
 * @returns {() => void} what ends it
 */
export function attend(model, { root, pressed, traits, draw }) {
  /** @type {any} */
  // In a notebook other keys belong to JupyterLab; alone on a page, they are heard wherever the focus is.
  const listening = hasPage() ? window : root;
  listening.addEventListener("keydown", pressed);
  for (const trait of traits) model.on(`change:${trait}`, draw);
  return () => {
    listening.removeEventListener("keydown", pressed);
    for (const trait of traits) model.off(`change:${trait}`, draw);
  };
}
