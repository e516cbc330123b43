import { make } from "./element.js";
import { press } from "./home_parts.js";

/** @typedef {import("./element.js").Say} Say */
/** @typedef {import("./wire.d.ts").FrontDoorState} FrontDoorState */
/** @typedef {import("./home_parts.js").Ask} Ask */

/**
 * The parts of an evening that runs: whether each answers, and a key that starts it again. Opens by itself where one
 * does not.
 */
export function partsOf(/** @type {Say} */ say, /** @type {Ask} */ ask, /** @type {"lead" | "poll"} */ job) {
  const rows = ["pages", "phones"].map((part) => {
    const stands = make("span", { "aria-live": "polite" });
    const key = press(say("again"), () => ask("again", { job, part }));
    key.setAttribute("aria-label", `${say("again")}: ${say(`part_${part}`)}`);
    return {
      part,
      stands,
      node: make("li", {}, make("div", {}, make("b", {}, say(`part_${part}`)), " ", stands), key)
    };
  });
  const node = make(
    "details.aw-parts",
    { hidden: true },
    make("summary", {}, say("parts")),
    make("ul", {}, ...rows.map((row) => row.node)),
    make("small", {}, say("parts_how"))
  );
  return {
    node,
    show(/** @type {FrontDoorState} */ { parts }) {
      const alive = parts[job];
      node.hidden = !alive;
      if (!alive) return;
      for (const { part, stands, node: row } of rows) {
        const words = say(alive[part] ? "alive" : "dead");
        if (stands.textContent === words) continue;
        stands.textContent = words;
        row.dataset.alive = String(alive[part]);
        // Only as it dies: whoever closes the fold then is not to find it open again at the next look.
        if (!alive[part]) node.open = true;
      }
    }
  };
}
