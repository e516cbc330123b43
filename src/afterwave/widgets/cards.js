/**
 * A deck of cards to turn over. A back lies in its front's own place, so that nothing on the page moves when a card
 * turns. No model traffic: which cards somebody turns is theirs.
 */

// Named as no other script names one: bundles lay scripts together in one scope (modules.py).
/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 */
function cardPiece(name, className, text = "") {
  const node = document.createElement(name);
  node.className = className;
  node.textContent = text;
  return node;
}

/** One card: its front is the button that turns it, and turns it back. */
function playingCard(/** @type {string[]} */ [front, back], /** @type {(over: Node | null) => void} */ turned) {
  const node = cardPiece("li", "aw-cards-card");
  const face = cardPiece("button", "aw-cards-front", front);
  const words = cardPiece("p", "aw-cards-back", back);
  // By chance: a notebook may draw the same deck twice on one page.
  words.id = `aw-${Math.random().toString(36).slice(2)}`;
  face.type = "button";
  face.setAttribute("aria-controls", words.id);
  function turn(/** @type {boolean} */ over) {
    node.toggleAttribute("data-turned", over);
    face.setAttribute("aria-expanded", String(over));
  }
  const lies = () => !node.hasAttribute("data-turned");
  face.addEventListener("click", () => {
    turn(lies());
    turned(lies() ? null : node);
  });
  turn(false);
  node.append(face, words);
  return { node, front, back, turn, lies };
}

/**
 * @param {string[][]} cards each a front and a back
 * @param {(key: string, front?: string) => string} say words of the deck
 * @param {(card: number | null) => void} [asked] where given, one card at most lies turned over, and this is told which
 *   (null: none)
 * @returns {{ node: HTMLElement, turn: (card: number | null) => void }} `turn` turns one card over, and the others back
 */
export function deck(cards, say, asked) {
  const node = cardPiece("div", "aw-cards-deck");
  const list = cardPiece("ul", "aw-cards-list");
  const spoken = cardPiece("p", "aw-cards-spoken");
  spoken.setAttribute("role", "status");
  /** @type {ReturnType<typeof playingCard>[]} */
  const all = cards.map((card) => {
    /** @type {ReturnType<typeof playingCard>} */
    const one = playingCard(card, (over) => {
      if (over && asked) for (const other of all) if (other !== one) other.turn(false);
      told(one, over);
      asked?.(over ? all.indexOf(one) : null);
    });
    return one;
  });
  function told(/** @type {ReturnType<typeof playingCard>} */ one, /** @type {unknown} */ over) {
    spoken.textContent = over ? `${one.front}. ${one.back}` : say("hidden", one.front);
    named();
  }
  function turn(/** @type {number | null} */ card) {
    for (const one of all) {
      const over = one === all[card ?? -1];
      // It lies as it is to lie already: nothing is read aloud a second time.
      if (over !== one.lies()) continue;
      one.turn(over);
      told(one, over);
    }
  }
  const every = cardPiece("button", "aw-cards-button");
  every.type = "button";
  const some = () => all.some((one) => one.lies());
  const named = () => (every.textContent = say(some() ? "all" : "none"));
  every.addEventListener("click", () => {
    const over = some();
    for (const one of all) one.turn(over);
    spoken.textContent = say(over ? "all_over" : "all_back");
    named();
  });
  named();
  list.append(...all.map((one) => one.node));
  node.append(list, ...(asked ? [] : [every]), spoken);
  return { node, turn };
}

/** @param {import("./host.d.ts").Host<import("./wire.d.ts").CardsTraits>} host */
function renderCards({ model, el }) {
  const labels = model.get("labels") ?? {};
  const say = (/** @type {string} */ key, front = "") => (labels[key] ?? key).replace("{front}", front);
  const root = cardPiece("div", "aw aw-box aw-cards");
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", say("label"));
  root.dataset.lmSuppressShortcuts = "true"; // JupyterLab would take Enter and Space for itself
  root.append(cardPiece("p", "aw-cards-eyebrow", say("label")));
  for (const line of model.get("invitation").split("\n").filter(Boolean))
    root.append(cardPiece("p", "aw-cards-invitation", line));
  root.append(deck(model.get("cards"), say).node);
  el.append(root);
}

export default { render: renderCards };
