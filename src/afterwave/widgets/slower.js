import { backToConsole, make, sayOnce } from "./element.js";

/**
 * What says that somebody asked to go slower. It lies over the notes, where it moves nothing, until it is put away or
 * is over by itself.
 */
export function slowerCard(/** @type {import("./element.js").Say} */ say) {
  // Never hidden itself: a status that comes in together with its words is not read aloud.
  const words = make("p", { role: "status" });
  const seen = make(
    "button.aw-act.aw-small-act",
    { type: "button", hidden: true, onclick: putAway },
    say("signal_seen")
  );
  const node = make("div.aw-slower", {}, make("div", {}, words, seen));
  let away = false;

  function draw(/** @type {boolean} */ asked) {
    sayOnce(words, asked ? say("slower") : "");
    seen.hidden = !asked;
  }

  function putAway() {
    away = true;
    backToConsole(node);
    draw(false);
  }

  return {
    node,
    show(/** @type {boolean} */ asked) {
      away = away && asked; // asked for anew, it comes anew
      draw(asked && !away);
    }
  };
}
