/**
 * On a device that goes from hand to hand: what somebody ticked and did not send is gone before the next person looks.
 */
// In ms: how long nobody touches the page before it says that it will clear, and how long it says so.
const QUIET = 60_000;
const NOTICE = 20_000;

/** @param {import("./page.d.ts").Form} form @param {{ clear: () => void, sending: () => boolean }} ballot */
export function handing(form, { clear, sending }) {
  const notice = form.querySelector("[data-clears]");
  let timer = 0;

  const left = () => !sending() && form.querySelector(":checked, .sure:not([hidden])");

  function begin() {
    clearTimeout(timer);
    notice.textContent = "";
    timer = setTimeout(warn, QUIET);
  }

  function warn() {
    if (!left()) return;
    notice.textContent = notice.dataset.clears;
    notice.scrollIntoView({ block: "nearest" });
    timer = setTimeout(gone, NOTICE);
  }

  /** In place, without a network: a ballot that was not sent keeps its ticket. */
  function gone() {
    if (sending()) return;
    clear();
    begin();
    // The group went on while somebody chose: the next person begins where it is.
    document.querySelector(".moved button")?.click();
    document.querySelector("main").focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }

  for (const event of ["input", "click", "keydown", "pointerdown", "scroll"])
    document.addEventListener(event, () => sending() || begin(), { passive: true });
  for (const hand of form.querySelectorAll("[data-hand]")) {
    hand.addEventListener("click", (event) => {
      event.preventDefault();
      gone();
    });
  }
  document.addEventListener("visibilitychange", () => document.hidden && left() && gone());
  // What the browser keeps of the page for Back holds no ticks.
  addEventListener("pagehide", () => left() && clear());
  begin();
}
