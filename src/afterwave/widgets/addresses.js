import { isolated, make } from "./element.js";

/**
 * The address that phones open, and, where this machine is in several networks or has left one, the others to choose
 * from. The stage's code follows.
 * @param {import("./element.js").Say} say
 * @param {(address: string) => void} choose
 */
export function addressBox(say, choose) {
  const [summary, how, list] = [make("summary"), make("p.aw-hint", { role: "status" }), make("div.aw-box-acts")];
  const node = make("details.aw-addresses", { hidden: true }, summary, how, list);

  function why(/** @type {import("./wire.d.ts").AddressFacts} */ { now, nearby }) {
    if (nearby.includes(now)) return say("addresses_how");
    return say(nearby.length ? "addresses_gone" : "addresses_none", { address: isolated(now) });
  }

  function one(/** @type {string} */ address, /** @type {string} */ now) {
    const attributes = {
      type: "button",
      dir: "ltr",
      "aria-pressed": String(address === now),
      onclick: () => choose(address)
    };
    return make("button.aw-act.aw-small-act", attributes, address);
  }

  return {
    node,
    /** @param {{ now: string, nearby: string[], ours: boolean }} addresses */
    show(addresses) {
      const lost = addresses.ours && !addresses.nearby.includes(addresses.now);
      node.hidden = !lost && addresses.nearby.length < 2;
      // Opened by itself: until another address is chosen, the stage's code leads phones nowhere.
      if (lost) node.open = true;
      node.dataset.lost = String(lost);
      summary.textContent = say("addresses", { address: isolated(addresses.now) });
      how.textContent = why(addresses);
      list.replaceChildren(...addresses.nearby.map((address) => one(address, addresses.now)));
    }
  };
}
