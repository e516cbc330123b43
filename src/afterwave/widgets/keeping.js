/**
 * What widgets remember of what somebody wrote or ticked. It is never put into a model, a message, a request or a
 * notebook: it lives in one Map in the page's memory, so that drawing a widget again (or twice) finds it, and in
 * sessionStorage only where the person has asked for it. Leaving drops all of it.
 */

// Each widget is a bundle with a copy of this module: a symbol that all copies share makes it one memory.
const STORE = Symbol.for("afterwave.kept");
const PREFIX = "afterwave.kept.";

/**
 * @returns {{ kept: Map<string, any>, bus: EventTarget }} what the page remembers, shared by every view of every widget
 */
function memory() {
  /** @type {any} */
  const page = globalThis;
  page[STORE] ??= remember();
  return page[STORE];
}

function remember() {
  const store = { kept: new Map(), bus: new EventTarget() };
  globalThis.addEventListener("afterwave:leave", () => {
    store.kept.clear();
    for (const name of Object.keys(storage() ?? {})) if (name.startsWith(PREFIX)) storage()?.removeItem(name);
    store.bus.dispatchEvent(new Event("change"));
  });
  return store;
}

/** sessionStorage, or null where the browser forbids it. */
function storage() {
  try {
    return globalThis.sessionStorage;
  } catch {
    return null;
  }
}

/**
 * What is remembered under one key.
 * @template Value
 * @param {string} key
 * @param {() => Value} blank makes what stands there before anybody wrote
 */
export function keeper(key, blank) {
  const { kept, bus } = memory();
  const name = PREFIX + key;
  /** @param {HTMLElement} [by] */
  const tell = (by) => bus.dispatchEvent(new CustomEvent("change", { detail: by }));
  const keeping = () => Boolean(storage()?.getItem(name));

  /** @returns {Value} */
  function now() {
    if (!kept.has(key)) {
      try {
        kept.set(key, JSON.parse(storage()?.getItem(name) ?? "null") ?? blank());
      } catch {
        // Half a value, or somebody else's under our name.
        kept.set(key, blank());
      }
    }
    return kept.get(key);
  }

  return {
    now,
    keeping,
    possible: storage() !== null,
    /**
     * @param {Value} value
     * @param {HTMLElement} [by] the view that wrote: every view hears of it, and it need not draw its own words again
     */
    write(value, by) {
      kept.set(key, value);
      if (keeping()) storage()?.setItem(name, JSON.stringify(value));
      tell(by);
    },
    keep(/** @type {boolean} */ on, /** @type {HTMLElement} */ by) {
      if (on) storage()?.setItem(name, JSON.stringify(now()));
      else storage()?.removeItem(name);
      tell(by);
    },
    clear() {
      kept.delete(key);
      storage()?.removeItem(name);
      tell();
    },
    /** @returns {() => void} what ends it */
    watch(/** @type {(by?: HTMLElement) => void} */ act) {
      /** @type {(event: any) => void} */
      const changed = (event) => act(event.detail ?? undefined);
      bus.addEventListener("change", changed);
      return () => bus.removeEventListener("change", changed);
    }
  };
}
