/* The quick exit: a button, its twin for keyboards, and Shift three times. It lives in the page, so it works before a kernel starts and after one dies. */
(() => {
  const LEAVE_WITHIN = 5000;
  const exits = document.querySelectorAll("[data-aw-leave]");
  const spoken = document.querySelector("[data-aw-leave-count]");
  let [presses, alone, timer] = [0, false, 0];

  function leave() {
    const cover = document.createElement("div");
    cover.className = "aw-leave-cover";
    document.body.append(cover);
    document.title = "Conversions";
    window.dispatchEvent(new CustomEvent("afterwave:leave"));
    location.replace(exits[0].href);
  }

  function forget() {
    presses = 0;
    spoken.textContent = "";
  }

  for (const exit of exits) {
    exit.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
  }
  window.addEventListener("keydown", (event) => (alone = event.key === "Shift" && !event.repeat), true);
  window.addEventListener(
    "keyup",
    (event) => {
      if (event.key !== "Shift" || !alone) return;
      clearTimeout(timer);
      presses += 1;
      if (presses === 3) return leave();
      timer = setTimeout(forget, LEAVE_WITHIN);
      spoken.textContent = presses === 1 ? "Shift. Press it 2 more times to leave." : "Shift. Press it once more to leave.";
    },
    true,
  );
  /* Back must not show the page again from the browser's memory. */
  window.addEventListener("pageshow", (event) => event.persisted && document.querySelector(".aw-leave-cover") && location.reload());
})();
