import { make, sayOnce } from "./element.js";
import { watched } from "./commands.js";
import { forPhones, press } from "./home_parts.js";

/** @typedef {import("./element.js").Say} Say */
/** @typedef {import("./wire.d.ts").HomePart} HomePart */
/** @typedef {import("./home_parts.js").Ask} Ask */
/** @typedef {{ node: HTMLElement, show: (part: HomePart, code: string) => void }} Row one thing that is looked at */

/**
 * What no program can see, by the parts to which it belongs: the facilitator says it with a tick.
 * @type {Partial<Record<HomePart["part"], string[]>>}
 */
const VOUCHED = { projector: ["projector"], beside: ["colleague", "room"] };

/** How a part stands: being looked at, not looked at yet, ready or not. */
function standing(/** @type {HomePart} */ { looking, checks }) {
  if (looking) return "looking";
  if (!checks.length) return "unseen";
  return checks.every(({ ok }) => ok) ? "ok" : "not";
}

/**
 * What is said here in place of a cure that is typed, with the key or the step that it names.
 * @type {Record<string, string[]>}
 */
const CURES = {
  content: ["cure_content", "choose"],
  "support lines, Name": ["cure_support", "ring"],
  "support lines, Add": ["cure_support_none", "ring"],
  "support lines, Call": ["cure_support_call", "ring"],
  disk: ["cure_disk", "ready"],
  address: ["cure_address", "check_again"],
  slips: ["cure_slips", "paper"],
  projector: ["cure_projector", "lead"],
  colleague: ["cure_colleague", "ready"],
  "quiet room": ["cure_room", "ready"]
};

/** A cure in the words of the command, or in the page's own where it could be followed in a terminal alone. */
function cureLine(/** @type {Say} */ say, /** @type {HomePart["checks"][number]} */ { name, cure }) {
  // "Name where …", "Add one …", "Call each …": who named a country is not to choose one.
  const which = name === "support lines" ? `${name}, ${cure.split(" ", 1)[0]}` : name;
  const [words, step] = CURES[which] ?? [];
  if (words && step && /`afterwave|--[a-z]|run this/.test(cure))
    return make("bdi", {}, say(words, { step: say(step) }));
  return inCommandsWords(cure);
}

/** The command's own words, in the page's language; nothing where it said nothing. */
const inCommandsWords = (/** @type {string} */ line) =>
  line &&
  make(
    "bdi",
    {},
    ...line.split(/(https?:\/\/\S+)/).map((one, at) => (at % 2 ? make("bdi", { dir: "ltr" }, one) : one))
  );

/**
 * What was found, in the words of the command, each with its cure where it will not do; a part's only check needs no
 * name beside the part's.
 */
function foundLines(/** @type {Say} */ say, /** @type {HomePart["checks"]} */ checks, /** @type {string} */ trouble) {
  const named = checks.length > 1;
  const lines = checks.flatMap((check) => [
    inCommandsWords(named ? `${say(`name_${check.name.replace(" ", "_")}`)}: ${check.found}` : check.found),
    cureLine(say, check)
  ]);
  return [...lines, inCommandsWords(trouble)];
}

/** What is found of a part, and where a phone is to go while one is waited for. */
const finding = (/** @type {Say} */ say) =>
  watched(
    (
      /** @type {HomePart["checks"]} */ checks,
      /** @type {string} */ trouble,
      /** @type {string} */ invited,
      /** @type {string} */ code
    ) => [
      ...foundLines(say, checks, trouble),
      invited && make("p", {}, say("phone_how")),
      invited && forPhones(say, invited, code)
    ]
  );

/**
 * One row, made once: its name, how it stands, what was found, and the key that looks again. Only the first two are
 * read out as they change.
 * @param {Say} say
 * @param {Ask} ask
 * @param {string} part
 * @returns {Row}
 */
function rowOf(say, ask, part) {
  let now = "";
  const key = press("", () => {
    if (now !== "looking") ask("preflight", { part });
    else if (part === "phone") ask("unwait");
  });
  const [stands, lines] = [make("span"), finding(say)];
  const head = make(
    "div",
    { "aria-live": "polite", "aria-atomic": "true" },
    make("b", {}, say(`part_${part}`)),
    stands
  );
  // Where a phone is to go is read out: somebody stands there with one, and waits.
  if (part !== "phone") lines.node.setAttribute("aria-live", "off");
  const node = make("li", {}, head, make("div", {}, lines.node), key);
  const first = part === "phone" ? "check_phone" : "check_one";
  const keys = { looking: part === "phone" ? "phone_without" : first, unseen: first };
  return {
    node,
    show(told, code) {
      lines.show(told.checks, told.trouble, told.invited, told.invited && code);
      // Whoever printed none need not hear of slips.
      node.hidden = part === "slips" && !told.checks.length;
      if (now === standing(told)) return;
      now = standing(told);
      node.dataset.how = now;
      stands.textContent = say(`check_${now}`);
      key.textContent = say(keys[/** @type {"unseen"} */ (now)] ?? "check_again");
      key.setAttribute("aria-label", `${key.textContent}: ${say(`part_${part}`)}`);
      // Not `disabled`, which would drop the keyboard's place; the press itself asks whether one is looking.
      key.setAttribute("aria-disabled", String(now === "looking" && part !== "phone"));
    }
  };
}

/**
 * A row of ticks, made once: its name, how it stands, each tick, and what to do where it is not set.
 * @param {Say} say
 * @param {Ask} ask
 * @param {string} part
 * @param {Record<string, HTMLInputElement>} ticks
 * @param {() => Record<string, boolean>} said
 * @returns {Row}
 */
function tickedRow(say, ask, part, ticks, said) {
  const stands = make("span");
  const head = make(
    "div",
    { "aria-live": "polite", "aria-atomic": "true" },
    make("b", {}, say(`part_${part}`)),
    stands
  );
  const cures = watched((/** @type {HomePart["checks"]} */ checks) =>
    checks.map((check) => !check.ok && cureLine(say, check))
  );
  const boxes = Object.entries(ticks).map(([name, tick]) => {
    tick.addEventListener("change", () => ask("preflight", { part, ...said() }));
    return make("label.aw-tick", {}, tick, say(name));
  });
  let isNew = true;
  const node = make("li.aw-vouched", {}, head, make("div", {}, cures.node, ...boxes));
  return {
    node,
    show(told) {
      // A page that is opened again finds what was said before; later an answer must not undo the next tick.
      if (isNew)
        for (const [place, tick] of Object.values(ticks).entries()) tick.checked = Boolean(told.checks[place]?.ok);
      isNew = false;
      const now = standing(told);
      node.dataset.how = now;
      sayOnce(stands, say(now === "unseen" ? "check_unsaid" : `check_${now}`));
      cures.show(told.checks);
    }
  };
}

const isHidden = (/** @type {HTMLElement} */ tick) => Boolean(tick.parentElement?.hidden);
function hide(/** @type {HTMLElement | undefined} */ tick, /** @type {boolean} */ on) {
  if (tick?.parentElement) tick.parentElement.hidden = on;
}

/** Whether all that can be looked at without a phone was, and will do. */
const everyReady = (/** @type {HomePart[]} */ parts) =>
  parts.every(
    (told) => standing(told) === "ok" || (["phone", "slips"].includes(told.part) && standing(told) === "unseen")
  );

/** Everything that preflight looks at, as a list that fills: each with its cure, and a key that looks at it again. */
export function readyList(/** @type {Say} */ say, /** @type {Ask} */ ask) {
  const ticks = Object.fromEntries(
    Object.values(VOUCHED)
      .flat()
      .map((name) => [name, make("input", { type: "checkbox" })])
  );
  // Whoever meets on screens has no room next door, and is not asked for one.
  const said = () =>
    Object.fromEntries(Object.entries(ticks).map(([name, tick]) => [name, tick.checked || isHidden(tick)]));
  const list = make("ul.aw-checks", { "aria-label": say("ready") });
  const ready = watched((/** @type {boolean} */ on) => [on && make("p.aw-well", {}, say("is_ready"))]);
  /** @type {Map<string, Row>} */
  const rows = new Map();
  function made(/** @type {HomePart["part"]} */ part) {
    const names = VOUCHED[part];
    if (!names) return rowOf(say, ask, part);
    return tickedRow(say, ask, part, Object.fromEntries(names.map((name) => [name, ticks[name]])), said);
  }
  return {
    nodes: [list, ready.node],
    said,
    show(/** @type {HomePart[]} */ parts, /** @type {string} */ code, /** @type {string} */ where) {
      for (const told of parts) {
        const { part } = told;
        const row = rows.get(part) ?? made(part);
        if (!rows.has(part)) list.append(row.node);
        rows.set(part, row);
        row.show(told, code);
      }
      hide(ticks.room, where === "online");
      ready.show(everyReady(parts));
    }
  };
}
