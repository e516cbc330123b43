import { face, outside, told } from "./card_face.js";
import { printed, putAway } from "./card_paper.js";
import { pictureOf } from "./card_picture.js";
import { keeper } from "./keeping.js";
import {
  button,
  download,
  eyebrow,
  frame,
  keepTick,
  piece,
  questionLines,
  tick,
  wording,
  writingPlace,
  written
} from "./writing.js";

/**
 * What one person wrote: for each part the forms ticked, by their place, and own words.
 * @typedef {{ ticks: number[][], words: string[] }} Card
 * @typedef {{ cards: Card[], writing: number | null, open: boolean }} State
 * @typedef {import("./card_face.js").About} About
 * @typedef {import("./writing.js").Wording} Wording
 * @typedef {"show" | "fold" | "unfold" | "change" | "another" | "alone" | "print" | "picture" | "clear"} Name
 */

/** A card on which nothing stands yet. @returns {Card} */
const blankCard = (/** @type {string[]} */ parts) => ({ ticks: parts.map(() => []), words: parts.map(() => "") });

/**
 * One part of a card, to tick and to write on.
 * @param {Card} card
 * @param {number} part
 * @param {About} about
 * @param {Wording} say
 * @param {(change: (card: Card) => void) => void} changed
 */
function writingPart(card, part, { forms, parts }, say, changed) {
  const set = piece("fieldset", "aw-own-choices", piece("legend", "", parts[part]));
  for (const [form, words] of forms.entries()) {
    const change = (/** @type {boolean} */ on) =>
      changed((it) => (it.ticks[part] = it.ticks[part].filter((one) => one !== form).concat(on ? form : [])));
    set.append(tick("checkbox", words, change, { checked: card.ticks[part].includes(form) }).label);
  }
  const box = writingPlace(`${say("own")}: ${parts[part]}`);
  box.textContent = card.words[part];
  box.addEventListener("input", () => changed((it) => (it.words[part] = written(box))));
  const hint = piece("p", "aw-card-own", say("own"));
  hint.setAttribute("aria-hidden", "true"); // the box says it itself
  set.append(hint, box);
  return set;
}

/**
 * What stands on the cards, and whose each is.
 * @param {ReturnType<typeof keeper<State>>} mine
 * @param {About} about
 * @param {Wording} say
 */
function cardsOf(mine, about, say) {
  const two = () => mine.now().cards.length > 1;
  const nameOf = (/** @type {number} */ which) => (two() ? say(which ? "second" : "first") : "");
  const tellings = () => mine.now().cards.map((card, which) => told(card, about, nameOf(which)));
  return { two, nameOf, tellings };
}

/**
 * The three sides of the cards: to write on, folded, and open; each is the cards, and the buttons below them.
 * @param {{ mine: ReturnType<typeof keeper<State>>, about: About, say: Wording, acts: Record<Name, (which?: number) =>
 *   unknown>, root: HTMLElement }} ways
 */
function cardSides({ mine, about, say, acts, root }) {
  const { two, nameOf, tellings } = cardsOf(mine, about, say);
  const row = (/** @type {Name[]} */ ...names) =>
    piece("div", "aw-own-row", ...names.map((name) => button(say(name), () => acts[name]())));
  const start = (/** @type {HTMLElement} */ node) => Object.assign(node, { tabIndex: -1 });

  /** Writes what somebody ticked or typed, in this view without drawing it again. */
  const changed = (/** @type {number} */ which) => (/** @type {(card: Card) => void} */ change) => {
    // Not structuredClone, which Firefox 90 and Chrome 92 lack.
    const next = JSON.parse(JSON.stringify(mine.now()));
    change(next.cards[which]);
    mine.write(next, root);
  };

  function writing(/** @type {number} */ which) {
    const { cards } = mine.now();
    const parts = about.parts.map((_, part) => writingPart(cards[which], part, about, say, changed(which)));
    const before = two()
      ? [
          outside(nameOf(1 - which)),
          piece("p", "aw-own-quiet", say(which ? "hand" : "rests")),
          piece("h3", "aw-card-title", nameOf(which))
        ]
      : [];
    const group = start(piece("div", "aw-card-form", ...before, ...parts));
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", two() ? `${nameOf(which)}. ${before[1].textContent}` : about.title);
    return [
      group,
      !two() ? row("show", "fold", "clear") : which ? row("fold", "alone", "clear") : row("fold", "clear")
    ];
  }

  function folded() {
    const covers = start(
      piece("div", "aw-card-table", ...mine.now().cards.map((_, which) => outside(nameOf(which) || say("cover"))))
    );
    const below = two() ? row("clear") : row("another", "change", "clear");
    below.prepend(button(say(two() ? "unfold_both" : "unfold"), () => acts.unfold()));
    return [covers, below];
  }

  function unfolded() {
    const table = start(piece("div", "aw-card-table", ...tellings().map((one) => face(one, say("blank")))));
    const below = two()
      ? row("picture", "print", "fold", "clear")
      : row("picture", "print", "fold", "another", "change", "clear");
    if (two())
      below.lastChild?.before(
        ...[0, 1].map((which) => button(say(which ? "change_second" : "change_first"), () => acts.change(which)))
      );
    return [table, below];
  }

  /** What shows now. */
  return () => {
    const state = mine.now();
    return state.writing !== null ? writing(state.writing) : state.open ? unfolded() : folded();
  };
}

/**
 * What turns the cards to another of their sides.
 * @param {ReturnType<typeof keeper<State>>} mine
 * @param {string[]} parts
 * @param {(next: Partial<State>, said?: string) => void} turn
 */
function turns(mine, parts, turn) {
  const folded = () => (mine.now().cards.length > 1 ? "folded_both" : "folded");
  return {
    show: () => turn({ writing: null, open: true }),
    fold: () => turn({ writing: null, open: false }, folded()),
    unfold: () => turn({ open: true }),
    change: (which = 0) => turn({ writing: which, open: false }),
    // The first card stays folded: the second person does not see it while they write.
    another: () => turn({ cards: [...mine.now().cards, blankCard(parts)], writing: 1, open: false }),
    alone: () => turn({ cards: mine.now().cards.slice(0, 1), writing: null, open: false }, "folded")
  };
}

/**
 * A card of what helps somebody afterwards, made by one person or by two at one device. What stands on it is kept by
 * keeping.js, and by nothing else.
 * @param {import("./host.d.ts").Host<import("./wire.d.ts").CardTraits>} host
 */
function renderCard({ model, el }) {
  const say = wording(model);
  const [title, lead, forms, parts] = [model.get("title"), model.get("lead"), model.get("forms"), model.get("parts")];
  const about = { title, lead, forms, parts };
  /** @type {ReturnType<typeof keeper<State>>} */
  const mine = keeper(model.get("key"), () => ({ cards: [blankCard(about.parts)], writing: 0, open: false }));
  const { tellings } = cardsOf(mine, about, say);
  const root = frame("aw-card", say);
  const [place, promise, status] = [
    piece("div", "aw-card-place"),
    piece("p", "aw-own-quiet"),
    piece("p", "aw-own-status")
  ];
  status.setAttribute("role", "status");
  const keep = keepTick(mine.possible && !model.get("shared_origin"), say, (on) => mine.keep(on, root));
  /** @returns {HTMLElement[]} */
  const faces = () => [...place.querySelectorAll(".aw-card-face")].map((node) => /** @type {HTMLElement} */ (node));

  /** Turns to another side of the cards, says so, and leads the keyboard there. */
  function turn(/** @type {Partial<State>} */ next, said = "") {
    mine.write({ ...mine.now(), ...next });
    status.textContent = said ? say(said) : "";
    /** @type {HTMLElement | null} */
    const first = place.querySelector("[tabindex='-1']");
    first?.focus();
    // WebKit would stay where it was before the page became shorter.
    first?.scrollIntoView({ block: "nearest" });
  }

  const acts = {
    ...turns(mine, about.parts, turn),
    print: () => printed(faces(), model.get("filename").replace(/\.\w+$/, "")),
    picture: async () => {
      download(await pictureOf(tellings(), faces()[0], say("blank")), model.get("filename"));
      status.textContent = say("downloaded");
    },
    clear: () => {
      mine.clear();
      status.textContent = say("cleared");
    }
  };
  const side = cardSides({ mine, about, say, root, acts });

  /** @param {HTMLElement} [by] the view that wrote */
  function draw(by) {
    if (keep) keep.input.checked = mine.keeping();
    promise.textContent = say(mine.keeping() ? "kept" : "private");
    if (by === root) return;
    // What is laid out for the printer holds the same words: whatever is cleared or folded goes there, too.
    putAway();
    place.replaceChildren(...side());
  }

  const invitation = questionLines(model.get("invitation"));
  root.append(eyebrow(model, say), ...invitation, place, status, promise, ...(keep ? [keep.label] : []));
  el.append(root);
  draw();
  return mine.watch(draw);
}

export default { render: renderCard };
