/**
 * The quick exit of every page: a plain link where there is no script; with one, a cover at once, every word dropped, no way back by the Back button, and Shift
 * three times. It stands in the page and not in a widget, so it works before a kernel starts and after one dies.
 */
(() => {
  // In ms, between two presses.
  const LEAVE_WITHIN = 5000;
  // How every key begins that we may have kept in this browser.
  const OURS = "afterwave";
  // The mark of a tab that was left: it says nothing, and goes with the tab.
  const LEFT = "-";
  const exits = [...document.querySelectorAll("[data-leave]")];
  const spoken = document.getElementById("said");
  let [presses, alone, forgetting] = [0, false, 0];

  /** A browser may forbid its storage altogether, as some private windows do: then nothing of ours is there. */
  function drop() {
    dispatchEvent(new CustomEvent("afterwave:leave"));
    for (const kept of [() => localStorage, () => sessionStorage]) {
      try {
        for (const key of Object.keys(kept())) if (key.startsWith(OURS)) kept().removeItem(key);
      } catch {
        continue;
      }
    }
  }

  /** The mark is what a page in the browser's memory can see too, when Back brings it up again. @returns {boolean} */
  function left(/** @type {boolean | undefined} */ now) {
    try {
      if (now === true) sessionStorage.setItem(LEFT, LEFT);
      if (now === false) sessionStorage.removeItem(LEFT);
      return sessionStorage.getItem(LEFT) === LEFT;
    } catch {
      if (now !== undefined) window.name = now ? LEFT : "";
      return window.name === LEFT;
    }
  }

  /** Where leaving leads: to the page that the exits name, or to the one that a single file brings along in itself. */
  function harmless() {
    const bundled = document.getElementById("neutral");
    return bundled ? URL.createObjectURL(new Blob([bundled.textContent], { type: "text/html" })) : exits[0].href;
  }

  function leave() {
    const address = harmless();
    const cover = document.createElement("div");
    Object.assign(cover.style, { position: "fixed", inset: "0", zIndex: "2147483647", background: "#fff" });
    document.body.replaceChildren(cover);
    document.title = "";
    drop();
    left(true);
    location.replace(address);
  }

  function pressed() {
    clearTimeout(forgetting);
    presses += 1;
    if (presses === 3) return leave();
    const { once, twice } = exits.at(-1).dataset;
    spoken.textContent = presses === 1 ? once : twice;
    forgetting = setTimeout(() => {
      presses = 0;
      spoken.textContent = "";
    }, LEAVE_WITHIN);
  }

  for (const exit of exits) {
    exit.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
  }
  /* Shift by itself: not for a capital, a selection, a shortcut, or another keyboard layout. */
  const others = ({ altKey, ctrlKey, metaKey }) => altKey || ctrlKey || metaKey;
  addEventListener("keydown", (event) => (alone = event.key === "Shift" && !event.repeat && !others(event)), true);
  addEventListener("pointerdown", () => (alone = false), true);
  addEventListener("keyup", (event) => event.key === "Shift" && alone && pressed(), true);

  /* Back, after leaving, leaves again, and a page from the browser's memory shows nothing before that is known; only an address that is opened anew opens a
     page. And a ballot that was sent is never shown again from memory. */
  const [{ type = "" } = {}] = performance.getEntriesByType("navigation");
  if (left() && type === "back_forward") leave();
  else if (left()) left(false);
  addEventListener("pagehide", () => (document.documentElement.style.visibility = "hidden"));
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted && left()) leave();
    else if (persisted && document.querySelector("form, [data-follow]")) location.reload();
    else document.documentElement.style.visibility = "";
  });
})();
