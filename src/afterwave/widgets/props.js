import { alike } from "./element.js";
import { follow } from "./follow.js";

/**
 * What lies beside a step's words: when its timer began, which card is turned over, whether the way to join lies over
 * it. It goes the session's way, as steps do, so that it is the same in every window, in whatever browser. It belongs
 * to one step: at the next one nothing has been touched.
 * @param {{ model: any, channel: BroadcastChannel, alive: () => boolean }} ways
 * @param {{ now: () => import("./wire.d.ts").Place }} place
 * @param {() => void} apply is told when something changes
 */
export function stepProps(ways, place, apply) {
  /** @type {import("./follow.js").Followed<import("./wire.d.ts").Props>} */
  const all = follow(ways, "props", apply);

  /** @returns {import("./wire.d.ts").Props} */
  function now() {
    const [{ section, step }, here] = [place.now(), all.now()];
    // A step shows at once, and what lies beside it comes by the kernel a moment later: the old step's must not show.
    return here.section === section && here.step === step
      ? here
      : { section, step, timer: null, card: null, join: false };
  }

  function set(/** @type {Partial<import("./wire.d.ts").Props>} */ changed) {
    const next = { ...now(), ...changed };
    if (!alike(next, now())) all.set(next);
  }

  return { now, set, retell: all.retell, stop: all.stop };
}
