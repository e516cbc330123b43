/**
 * The quick exit of every page: a plain link where there is no script; with one, a cover at once, every word dropped,
 * no way back by the Back button, and Shift three times. It stands in the page and not in a widget, so it works before
 * a kernel starts and after one dies.
 */
(() => {
  const LEAVE_WITHIN = 5000; // ms between two presses
  const TAP = 1000; // ms: a key held for longer is no press
  // How every key begins that we may have kept in this browser.
  const OURS = "afterwave";
  // The mark of a tab that was left: it says nothing, and goes with the tab.
  const LEFT = "-";
  const exits = [...document.querySelectorAll("[data-leave]")];
  const spoken = document.getElementById("said");
  const [{ type = "" } = {}] = performance.getEntriesByType("navigation");
  let [presses, down, forgetting] = [0, 0, 0];

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
      // Where storage is forbidden, a window's name is what a tab keeps from page to page.
      if (now !== undefined) window.name = now ? LEFT : "";
      return window.name === LEFT;
    }
  }

  /**
   * What a page needs besides where no server is behind it (site-leave.js).
   * @type {{ gone?: () => boolean, mark?: () => void, address?: () => string }}
   */
  const alone = globalThis.afterwaveAlone ?? {};

  function leave() {
    const address = alone.address?.() ?? exits[0].href;
    const cover = document.createElement("div");
    // Like a page of nobody's, and dark where the device is: in a dark bedroom white would light up a face.
    Object.assign(cover.style, { position: "fixed", inset: "0", zIndex: "2147483647", background: "Canvas" });
    document.body.replaceChildren(cover);
    document.title = "";
    drop();
    left(true);
    alone.mark?.();
    location.replace(address);
  }

  /** Three presses, with nothing between: who writes, points or moves on in between has no wish to leave. */
  function anew() {
    if (!presses && !down) return;
    clearTimeout(forgetting);
    [presses, down] = [0, 0];
    spoken.textContent = "";
  }

  function pressed() {
    clearTimeout(forgetting);
    presses += 1;
    if (presses === 3) return leave();
    // Of two ways out the later one carries the words.
    const { once, twice } = exits.at(-1).dataset;
    spoken.textContent = presses === 1 ? once : twice;
    forgetting = setTimeout(anew, LEAVE_WITHIN);
  }

  for (const exit of exits) {
    exit.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
  }
  /* Shift by itself: not for a capital, a selection, a shortcut, another keyboard layout, or sticky keys between
     letters. */
  const others = ({ altKey, ctrlKey, metaKey }) => altKey || ctrlKey || metaKey;
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Shift" || others(event)) anew();
      else if (!event.repeat) down = event.timeStamp;
    },
    true
  );
  addEventListener(
    "keyup",
    (event) => {
      if (event.key === "Shift" && down && event.timeStamp - down < TAP) pressed();
      down = 0;
    },
    true
  );
  for (const other of ["beforeinput", "input", "compositionstart", "paste", "pointerdown", "focusin", "blur"])
    addEventListener(other, anew, true);

  /* Back, after leaving, leaves again, and a page from the browser's memory shows nothing before that is known; only an
     address that is opened anew opens a page. And a ballot that was sent is never shown again from memory. */
  if ((left() || alone.gone?.()) && type === "back_forward") leave();
  else if (left()) left(false);
  // Until now the style sheet has hidden the page, for a second at most: Back may have brought it up.
  document.documentElement.dataset.here = "";
  addEventListener("pagehide", () => (document.documentElement.style.visibility = "hidden"));
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted && (left() || alone.gone?.())) leave();
    else if (persisted && document.querySelector("form, [data-follow]")) location.reload();
    else document.documentElement.style.visibility = "";
  });
})();
