import { face, outside, told } from "./card_face.js";
import { printed, putAway } from "./card_paper.js";
import { pictureOf } from "./card_picture.js";
import { keeper } from "./keeping.js";
import { button, download, eyebrow, frame, piece, tick, wording, writingPlace, written } from "./writing.js";

/** @returns {{ ticks: number[][], words: string[] }} a card on which nothing stands yet: for each part the forms ticked, by their place, and own words */
const blankCard = (parts) => ({ ticks: parts.map(() => []), words: parts.map(() => "") });

/** One part of a card, to tick and to write on. */
function writingPart(card, part, { forms, parts }, say, changed) {
  const set = piece("fieldset", "aw-own-choices", piece("legend", "", parts[part]));
  for (const [form, words] of forms.entries()) {
    const change = (on) => changed((it) => (it.ticks[part] = it.ticks[part].filter((one) => one !== form).concat(on ? form : [])));
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
 * A card of what helps somebody afterwards, made by one person or by two at one device. What stands on it is kept by keeping.js, and by nothing else.
 * @param {{ model: { get(name: string): any }, el: HTMLElement }} host
 */
function renderCard({ model, el }) {
  const say = wording(model);
  const about = Object.fromEntries(["title", "lead", "forms", "parts"].map((name) => [name, model.get(name)]));
  const mine = keeper(model.get("key"), () => ({ cards: [blankCard(about.parts)], writing: 0, open: false }));
  const root = frame("aw-card", say);
  const place = piece("div", "aw-card-place");
  const promise = piece("p", "aw-own-quiet");
  const status = piece("p", "aw-own-status");
  status.setAttribute("role", "status");
  const keep = mine.possible && !model.get("shared_origin") ? tick("checkbox", say("keep"), (on) => mine.keep(on, root)) : null;
  keep?.label.classList.add("aw-own-keep");

  const two = () => mine.now().cards.length > 1;
  const nameOf = (which) => (two() ? say(which ? "second" : "first") : "");
  const faces = () => [...place.querySelectorAll(".aw-card-face")];
  const tellings = () => mine.now().cards.map((card, which) => told(card, about, nameOf(which)));

  /** Turns to another side of the cards, says so, and leads the keyboard there. */
  function turn(next, said) {
    mine.write({ ...mine.now(), ...next });
    status.textContent = said ? say(said) : "";
    const first = place.querySelector("[tabindex='-1']");
    first?.focus();
    // WebKit would stay where it was before the page became shorter.
    first?.scrollIntoView({ block: "nearest" });
  }

  /** Writes what somebody ticked or typed, in this view without drawing it again. */
  const changed = (which) => (change) => {
    const next = JSON.parse(JSON.stringify(mine.now()));
    change(next.cards[which]);
    mine.write(next, root);
  };

  const acts = {
    show: () => turn({ writing: null, open: true }),
    fold: () => turn({ writing: null, open: false }, two() ? "folded_both" : "folded"),
    unfold: () => turn({ open: true }),
    change: (which = 0) => turn({ writing: which, open: false }),
    another: () => turn({ cards: [...mine.now().cards, blankCard(about.parts)], writing: 1, open: false }),
    alone: () => turn({ cards: mine.now().cards.slice(0, 1), writing: null, open: false }, "folded"),
    print: () => printed(faces(), model.get("filename").replace(/\.\w+$/, "")),
    picture: async () => {
      download(await pictureOf(tellings(), faces()[0], say("blank")), model.get("filename"));
      status.textContent = say("downloaded");
    },
    clear: () => {
      mine.clear();
      status.textContent = say("cleared");
    },
  };
  const row = (...names) => piece("div", "aw-own-row", ...names.map((name) => button(say(name), () => acts[name]())));
  const start = (node) => Object.assign(node, { tabIndex: -1 });

  function writing(which) {
    const { cards } = mine.now();
    const parts = about.parts.map((_, part) => writingPart(cards[which], part, about, say, changed(which)));
    const before = two() ? [outside(nameOf(1 - which)), piece("p", "aw-own-quiet", say(which ? "hand" : "rests")), piece("h3", "aw-card-title", nameOf(which))] : [];
    const group = start(piece("div", "aw-card-form", ...before, ...parts));
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", two() ? `${nameOf(which)}. ${before[1].textContent}` : about.title);
    return [group, row(...(two() ? ["fold"] : ["show", "fold"]), ...(which ? ["alone"] : []), "clear")];
  }

  function folded() {
    const covers = start(piece("div", "aw-card-table", ...mine.now().cards.map((_, which) => outside(nameOf(which) || say("cover")))));
    const unfold = button(say(two() ? "unfold_both" : "unfold"), acts.unfold);
    const below = row(...(two() ? ["clear"] : ["another", "change", "clear"]));
    below.prepend(unfold);
    return [covers, below];
  }

  function unfolded() {
    const table = start(piece("div", "aw-card-table", ...tellings().map((one) => face(one, say("blank")))));
    const below = row("picture", "print", "fold", ...(two() ? [] : ["another", "change"]), "clear");
    if (two()) below.lastChild.before(...[0, 1].map((which) => button(say(which ? "change_second" : "change_first"), () => acts.change(which))));
    return [table, below];
  }

  function draw(by) {
    if (keep) keep.input.checked = mine.keeping();
    promise.textContent = say(mine.keeping() ? "kept" : "private");
    if (by === root) return;
    putAway();
    const state = mine.now();
    place.replaceChildren(...(state.writing !== null ? writing(state.writing) : state.open ? unfolded() : folded()));
  }

  const invitation = model.get("invitation").split("\n").filter(Boolean).map((line) => piece("p", "aw-own-question", line));
  root.append(...[eyebrow(model, say), ...invitation, place, status, promise, keep?.label].filter(Boolean));
  el.append(root);
  draw();
  return mine.watch(draw);
}

export default { render: renderCard };
