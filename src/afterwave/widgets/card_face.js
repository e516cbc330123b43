import { piece } from "./writing.js";

/** One wave, 600 wide and 60 high: on a card's face, on its outside, and in its picture. */
export const CARD_WAVE = "M0 46C120 46 150 52 200 44C262 32 262 8 312 8C352 8 352 34 396 42C450 52 480 46 600 46";

function cardWave() {
  const holder = piece("div", "aw-card-wave");
  holder.setAttribute("aria-hidden", "true");
  holder.innerHTML = `<svg viewBox="0 0 600 60"><path d="${CARD_WAVE}"/></svg>`;
  return holder;
}

const inOwnDirection = (/** @type {HTMLElement} */ node) => Object.assign(node, { dir: "auto" });

/**
 * What a card says: only the parts on which something stands.
 * @typedef {{ title: string, lead: string, name: string, parts: { heading: string, forms: string[], words: string }[]
 *   }} Told
 * @typedef {{ title: string, lead: string, forms: string[], parts: string[] }} About
 * @param {{ ticks: number[][], words: string[] }} card
 * @param {About} about
 * @returns {Told}
 */
export function told(card, { title, lead, forms, parts }, name = "") {
  const all = parts.map((heading, part) => ({
    heading,
    forms: forms.filter((_, form) => card.ticks[part].includes(form)),
    words: card.words[part].trim()
  }));
  return { title, lead, name, parts: all.filter((part) => part.forms.length || part.words) };
}

/** A card as it lies open. */
export function face(/** @type {Told} */ { title, lead, name, parts }, /** @type {string} */ blank) {
  const node = piece("article", "aw-card-face", cardWave(), piece("h3", "aw-card-title", title));
  if (name) node.append(piece("p", "aw-own-quiet", name));
  for (const { heading, forms, words } of parts) {
    const list = forms.length ? piece("ul", "", ...forms.map((form) => piece("li", "", form))) : null;
    node.append(
      piece(
        "section",
        "",
        piece("h4", "", heading),
        list,
        words ? inOwnDirection(piece("p", "aw-card-words", words)) : null
      )
    );
  }
  if (!parts.length) node.append(piece("p", "", blank));
  node.append(piece("p", "aw-card-lead", lead));
  return node;
}

/** A card as it lies folded: nothing of what stands inside is in the page. */
export const outside = (/** @type {string} */ name) =>
  piece("div", "aw-card-outside", cardWave(), piece("p", "", name));
