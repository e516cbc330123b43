/** What leaving needs on pages without a server, which a browser keeps in its memory: leave.js asks for it. */
globalThis.afterwaveAlone = (() => {
  const MARK = "-";

  /**
   * What changes with each leaving, where every page of the tab sees it: a page out of Firefox's memory has its own
   * copy of sessionStorage, from before. A server's pages are never kept in memory; so only these leave that mark in
   * the browser.
   */
  function leavings() {
    try {
      return localStorage.getItem(MARK);
    } catch {
      return null;
    }
  }

  /**
   * The mark when this page was opened; its place in the history remembers it when the page itself is gone from memory.
   */
  const [{ type = "" } = {}] = /** @type {{ type?: string }[]} */ (performance.getEntriesByType("navigation"));
  const placed = type === "back_forward" ? history.state?.[MARK] : undefined;
  const before = placed === undefined ? leavings() : placed;
  history.replaceState({ ...history.state, [MARK]: before }, "");

  return {
    gone: () => before !== leavings(),
    mark() {
      try {
        localStorage.setItem(MARK, String(Math.random()).slice(2));
      } catch {
        /* No storage, and then no page that was kept with words in it either. */
      }
    },
    /**
     * Where leaving leads: to the page that the exits name, or to the one that a single file brings along in itself.
     */
    address() {
      const bundled = document.getElementById("neutral");
      return bundled ? URL.createObjectURL(new Blob([bundled.textContent], { type: "text/html" })) : undefined;
    }
  };
})();
