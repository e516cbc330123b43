import { make, sayOnce } from "./element.js";
import { figure } from "./home_figure.js";
import { chooser, kept, labelled } from "./home_parts.js";
import { MOST_PEOPLE } from "./mostpeople.js";

/** @typedef {import("./element.js").Say} Say */

/**
 * How many come, when, where, and which languages are spoken in the room beside the chosen one: asked once, for all
 * that follows.
 * @param {Say} say
 * @param {(facts: Record<string, string>) => void} choose
 */
export function occasionFields(say, choose) {
  // 0 is what is kept where nobody said (launch/choices.py).
  const people = figure(say, { least: 1, most: MOST_PEOPLE, required: false, words: "how_many_wrong" }, (number) =>
    choose({ people: number || "0" })
  );
  const [when, where] = [chooser((value) => choose({ when: value })), chooser((value) => choose({ where: value }))];
  const [tongues, few] = [make("div.aw-tongues", { role: "group" }), make("p", { role: "status" })];
  const named = (/** @type {string[]} */ ...names) => names.map((name) => [name, say(name || "unsaid")]);
  let offered = "";

  /** A box for each language of the workshop that is not the one it is held in; made anew where these are others. */
  function offer(/** @type {string[][]} */ languages, /** @type {string} */ held) {
    const others = languages.filter(([code]) => code !== held);
    if (JSON.stringify(others) === offered) return;
    offered = JSON.stringify(others);
    const box = (/** @type {string[]} */ [code, name]) =>
      make("label", {}, make("input", { type: "checkbox", value: code, onchange: ticked }), ` ${name}`);
    tongues.replaceChildren(make("b", {}, say("tongues")), ...others.map(box));
    tongues.hidden = others.length === 0;
  }

  const boxes = () => [...tongues.querySelectorAll("input")];
  const spoken = kept((codes) => {
    for (const box of boxes()) box.checked = codes.split(",").includes(box.value);
  });
  function ticked() {
    const codes = boxes().filter(({ checked }) => checked);
    const chosen = codes.map(({ value }) => value).join(",");
    spoken.chose(chosen);
    choose({ spoken: chosen });
  }

  return {
    nodes: [
      labelled(say("how_many"), people.field, say("how_many_how")),
      labelled(say("when"), when.node),
      labelled(say("where"), where.node)
    ],
    below: [people.wrong, tongues, few],
    show(/** @type {import("./wire.d.ts").FrontDoorState} */ { choice, languages, unasked }) {
      people.show(choice.people ? String(choice.people) : "");
      when.show(named("", "day", "evening"), choice.when);
      where.show(named("", "room", "campus", "online"), choice.where);
      offer(languages, choice.language);
      spoken.tell(choice.spoken);
      few.hidden = unasked.length === 0;
      sayOnce(few, unasked.length ? say("unasked", { polls: unasked.join(" · ") }) : "");
    }
  };
}
