import { make } from "./element.js";
import { joinCard } from "./step.js";

/** How to join, large enough for the back row. */
export function joinSheet(
  /** @type {import("./wire.d.ts").Join} */ join,
  /** @type {import("./element.js").Say} */ say
) {
  const how = join.url ? make("p.aw-small", {}, say("join_how")) : null;
  return [
    joinCard(join, say),
    how,
    how && join.tongues ? make("p.aw-small", {}, say("join_tongues", { names: join.tongues })) : null
  ];
}

/** The evening's sections, each a way there; of one that the plan leaves out it says so. */
export function agendaSheet(
  /** @type {import("./wire.d.ts").SectionFacts[]} */ sections,
  /** @type {import("./wire.d.ts").Place[]} */ places,
  /** @type {string} */ here,
  /** @type {import("./element.js").Say} */ say,
  /** @type {(slug: string) => void} */ go
) {
  const item = (/** @type {import("./wire.d.ts").SectionFacts} */ { slug, title }) => {
    const attributes = {
      type: "button",
      "aria-current": slug === here ? "step" : null,
      onclick: () => go(slug)
    };
    const out = places.every(({ section }) => section !== slug);
    return make("li", {}, make("button.aw-agenda", attributes, out ? say("left_out_part", { title }) : title));
  };
  return [make("ol", { style: `--rows: ${sections.length}` }, ...sections.map(item))];
}
