import { backToConsole, isolated, make, sayOnce } from "./element.js";

/**
 * The colleague's door on the console: shut until it is opened, a code for one device, and one press that ends it.
 * @param {import("./element.js").Say} say
 * @param {(message: import("./wire.d.ts").ConsoleMessage) => void} send
 * @param {() => number} now in seconds
 */
export function colleagueBox(say, send, now) {
  const [state, code, left] = [
    make("p.aw-hint", { role: "status" }),
    make("p.aw-code", { dir: "ltr" }),
    make("p.aw-hint")
  ];
  const key = (/** @type {boolean} */ colleague, /** @type {string} */ words) =>
    make("button.aw-act.aw-small-act", { type: "button", onclick: () => send({ colleague }) }, say(words));
  const [open, end] = [key(true, "colleague_open"), key(false, "colleague_end")];
  const acts = make("div.aw-box-acts", {}, open, end);
  const node = make("details.aw-colleague", {}, make("summary", {}, say("colleague")), state, code, left, acts);
  let until = 0;

  /** What moves with time alone. */
  function tick() {
    left.textContent = code.textContent ? say("colleague_for", { left: Math.max(Math.ceil(until - now()), 0) }) : "";
  }

  return {
    node,
    tick,
    /** @param {import("./wire.d.ts").ColleagueFacts} colleague @param {string} address the one that phones open */
    show(colleague, address) {
      const shut = colleague.door === "shut";
      // No phone could reach its page without an address; a door that stands open can be shut in any case.
      node.hidden = !address && shut;
      const told = {
        shut: "how",
        waiting: colleague.code ? "code" : "waits",
        late: "late",
        guessed: "guessed",
        in: "in"
      };
      const page = isolated(`${address.replace(/^.*:\/\//, "").replace(/\/$/, "")}/colleague`);
      sayOnce(state, say(`colleague_${told[colleague.door]}`, { address: page }));
      code.textContent = colleague.code.replace(/^(.{4})/, "$1 ");
      until = colleague.until;
      open.textContent = say(shut ? "colleague_open" : "colleague_again");
      end.hidden = shut;
      tick();
    }
  };
}

/**
 * What the colleague signals, above everything until it is put away.
 * @param {import("./element.js").Say} say
 * @param {(message: import("./wire.d.ts").ConsoleMessage) => void} send
 */
export function colleagueSignals(say, send) {
  const node = make("div.aw-signals", { role: "status" });
  let shown = "";

  function line(/** @type {import("./wire.d.ts").ColleagueFacts["signals"][number]} */ signal) {
    const seen = { type: "button", "data-signal": signal, onclick: () => send({ put_away: signal }) };
    return make(
      "p.aw-notice",
      {},
      say(`signal_${signal}`),
      " ",
      make("button.aw-act.aw-small-act", seen, say("signal_seen"))
    );
  }

  return {
    node,
    show(/** @type {import("./wire.d.ts").ColleagueFacts["signals"]} */ signals) {
      // A status that is drawn anew is read aloud anew.
      if (signals.join() === shown) return;
      shown = signals.join();
      const held = node.contains(document.activeElement) ? document.activeElement?.getAttribute("data-signal") : null;
      if (held) backToConsole(node);
      node.replaceChildren(...signals.map(line));
      /** @type {HTMLElement | null} */
      const again = node.querySelector(`[data-signal="${held}"]`);
      again?.focus();
    }
  };
}
