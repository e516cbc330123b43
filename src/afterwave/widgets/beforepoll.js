import { isolated, make, sayOnce } from "./element.js";
import { MOST_PEOPLE } from "./mostpeople.js";
import { textBox } from "./textbox.js";

/** @typedef {import("./element.js").Say} Say */

/**
 * Chooses all that stands in a field as it is gone to, so that what is typed takes its place: whoever typed 12 where 12
 * stood had 1212.
 */
function chosenWhole(/** @type {HTMLElement} */ field) {
  const choose = () => getSelection()?.selectAllChildren(field);
  field.addEventListener("focus", choose);
  field.addEventListener("mousedown", () => {
    // The click that brings the focus would put the caret somewhere inside; the next one may.
    if (document.activeElement !== field) field.addEventListener("click", choose, { once: true });
  });
}

/** A number typed by hand. */
export function peopleField(/** @type {string} */ id, /** @type {string} */ words, /** @type {() => void} */ changed) {
  const name = make("span", { id }, words);
  // No input: about those Chromium asks its maker's server (see textbox.js).
  const field = textBox({ inputmode: "numeric", "aria-multiline": "false", "aria-labelledby": id }, "aw-number");
  let byHand = false;
  chosenWhole(field);
  field.addEventListener("input", () => {
    byHand = true;
    changed();
  });
  field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  const written = () => (field.textContent ?? "").trim();
  const counts = () => /^\d{1,5}$/.test(written()) && Number(written()) > 0 && Number(written()) <= MOST_PEOPLE;
  const read = () => (written() === "" ? null : counts() ? Number(written()) : NaN);

  /** Writes a number where nobody typed another; returns whether it is a new one. */
  function offer(/** @type {string} */ people) {
    if (byHand || !people || written() === people) return false;
    field.textContent = people;
    return true;
  }
  return { node: make("div.aw-people", {}, name, field), read, written, field, offer };
}

/** What is chosen among radio buttons. */
const ticked = (/** @type {HTMLElement} */ node) =>
  /** @type {HTMLInputElement | null} */ (node.querySelector("input:checked"))?.value;

/** How many may compare notes; the safer answer stands ready. */
function insidersField(/** @type {Say} */ say, /** @type {string} */ name, /** @type {() => void} */ changed) {
  const one = (/** @type {number} */ count) =>
    make(
      "label",
      {},
      make("input", {
        type: "radio",
        name,
        value: count,
        checked: count === 2,
        // Firefox ticks again what was ticked before a reload; the safer answer is to stand ready each time.
        autocomplete: "off",
        onchange: changed
      }),
      make("span", {}, say(`insiders_${count}`))
    );
  const node = make(
    "fieldset.aw-insiders",
    {},
    make("legend", {}, say("insiders")),
    one(2),
    one(1),
    make("p.aw-hint", {}, say("insiders_how"))
  );
  return { node, read: () => Number(ticked(node)) };
}

/**
 * Who may answer, where slips are made: one ballot for each slip, the safer answer, which stands ready once somebody
 * has fetched their sheet; or whoever joins.
 */
function slipsField(
  /** @type {Say} */ say,
  /** @type {string} */ name,
  /** @type {(slips: boolean) => void} */ chosen
) {
  let [byHand, inHands] = [false, true];
  /** What was chosen at another poll, null where nobody did. @type {boolean | null} */
  let elsewise = null;
  /** Slips that nobody has answer nothing: they stand ready once somebody has fetched their sheet. */
  const ready = () => byHand || (((elsewise ?? inHands) ? only : whoever).checked = true);
  const choose = (/** @type {boolean} */ slips) => () => {
    byHand = true;
    chosen(slips);
  };
  const radio = (/** @type {boolean} */ slips) =>
    make("input", {
      type: "radio",
      name,
      value: Number(slips),
      checked: slips,
      autocomplete: "off",
      onchange: choose(slips)
    });
  const [only, whoever] = [radio(true), radio(false)];
  const one = (/** @type {HTMLElement} */ field, /** @type {string} */ words) =>
    make("label", {}, field, make("span", {}, say(words)));
  const elsewhere = make("p.aw-astray", { role: "status" });
  const legend = make("legend");
  const node = make(
    "fieldset.aw-insiders",
    { hidden: true },
    legend,
    one(only, "slips_only"),
    one(whoever, "slips_not"),
    elsewhere
  );
  return {
    node,
    read: () => (node.hidden ? null : ticked(node) === "1"),
    /** Lets what was chosen at another poll stand ready, unless somebody has chosen here. */
    offer(/** @type {boolean | null} */ slips) {
      elsewise = slips;
      ready();
    },
    show(/** @type {number} */ count, /** @type {string} */ astray, /** @type {boolean} */ fetched) {
      node.hidden = count === 0;
      inHands = fetched;
      ready();
      const unfetched = fetched ? "" : say("slips_unfetched");
      sayOnce(elsewhere, astray ? say("slips_astray", { printed: isolated(astray) }) : unfetched);
      node.dataset.count = String(count);
      legend.textContent = say("slips", { count });
    }
  };
}

/**
 * What is asked before a poll opens: how many are here, how many may compare notes, who may answer; and what will be
 * seen of so many.
 */
export function beforeOpening(
  /** @type {string} */ id,
  /** @type {Say} */ say,
  /** @type {() => void} */ changed,
  /** @type {(slips: boolean) => void} */ chosen
) {
  const people = peopleField(`aw-people-${id}`, say("people"), changed);
  const insiders = insidersField(say, `aw-insiders-${id}`, changed);
  const slips = slipsField(say, `aw-slips-${id}`, chosen);
  const outlook = make("p.aw-outlook", { role: "status" });
  const node = make(
    "div.aw-before",
    {},
    people.node,
    make("p.aw-hint", {}, say("people_how")),
    insiders.node,
    slips.node,
    outlook
  );
  return { node, people, insiders, slips, outlook };
}
