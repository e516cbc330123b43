import { make } from "./element.js";
import { stepName } from "./slidelist.js";

/**
 * Says aloud on the console where the group is whenever it moves, what comes to lie over its step, and that a pause
 * begins or is over: the arrow keys and the full stop change the stage, and nothing under the hand.
 * @param {import("./element.js").Say} say
 */
export function herald(say) {
  const node = make("p.aw-unseen", { role: "status" });
  let [told, paused] = ["", false];
  return {
    node,
    /**
     * @param {string} place the section, and which step of it this is
     * @param {import("./wire.d.ts").Step | null} step
     * @param {Record<string, import("./wire.d.ts").PollFacts>} polls
     * @param {{ calm: boolean, question: string }} over the pause, and the question, that lie over the step
     */
    show(place, step, polls, { calm, question }) {
      const below = () => [place, step && stepName(step, polls, say)].filter(Boolean).join(". ");
      const shown = () => (question ? say("over_step", { question }) : below());
      const now = calm ? `${say("stage_calm")}. ${say("soften_how")}` : shown();
      if (now === told) return;
      node.textContent = paused && !calm ? `${say("resume_how")}. ${now}` : now;
      [told, paused] = [now, calm];
    }
  };
}
