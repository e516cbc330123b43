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

/** The evening's sections, each a way there. */
export function agendaSheet(
  /** @type {import("./wire.d.ts").Section[]} */ sections,
  /** @type {string} */ here,
  /** @type {(slug: string) => void} */ go
) {
  const item = (/** @type {import("./wire.d.ts").Section} */ { slug, title }) => {
    const attributes = {
      type: "button",
      "aria-current": slug === here ? "step" : null,
      onclick: () => go(slug)
    };
    return make("li", {}, make("button.aw-agenda", attributes, title));
  };
  return [make("ol", { style: `--rows: ${sections.length}` }, ...sections.map(item))];
}
