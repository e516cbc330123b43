import { alike } from "./element.js";
import { follow } from "./follow.js";

/**
 * What lies beside a step's words: when its timer began, which card is turned over, whether the way to join lies over it. It goes the session's way, as steps
 * do, so that it is the same in every window, in whatever browser. It belongs to one step: at the next one nothing has been touched.
 * @param {{ model: any, channel: BroadcastChannel, alive: () => boolean }} ways
 * @param {{ now: () => { section: string, step: number } }} place
 */
export function stepProps(ways, place, apply) {
  const all = follow(ways, "props", apply);

  function now() {
    const [{ section, step }, here] = [place.now(), all.now()];
    return here.section === section && here.step === step ? here : { section, step, timer: null, card: null, join: false };
  }

  function set(changed) {
    const next = { ...now(), ...changed };
    if (!alike(next, now())) all.set(next);
  }

  return { now, set, retell: all.retell, stop: all.stop };
}
