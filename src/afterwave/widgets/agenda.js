import { make } from "./element.js";
import { joinCard } from "./step.js";

/** How to join, large enough for the back row. */
export function joinSheet(join, say) {
  const how = join.url ? make("p.aw-small", {}, say("join_how")) : null;
  return [joinCard(join, say), how, how && join.tongues ? make("p.aw-small", {}, say("join_tongues", { names: join.tongues })) : null];
}

/** The evening's sections, each a way there. */
export function agendaSheet(sections, here, go) {
  const item = ({ slug, title }) => {
    const attributes = { type: "button", "aria-current": slug === here ? "step" : null, onclick: () => go({ section: slug, step: 0 }) };
    return make("li", {}, make("button.aw-agenda", attributes, title));
  };
  return [make("ol", { style: `--rows: ${sections.length}` }, ...sections.map(item))];
}
