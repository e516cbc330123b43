/** The quick exit: a plain link where there is no script; with one, a cover at once, words dropped, no way back by the Back button, and Shift three times. */
const LEAVE_WITHIN = 5000;
const exits = [...document.querySelectorAll("[data-leave]")];
const said = document.getElementById("said");
let [presses, alone, forgetting] = [0, false, 0];

function leave() {
  document.body.append(Object.assign(document.createElement("div"), { className: "cover" }));
  document.title = "";
  dispatchEvent(new CustomEvent("afterwave:leave"));
  location.replace(exits[0].href);
}

function pressed() {
  clearTimeout(forgetting);
  presses += 1;
  if (presses === 3) return leave();
  const { once, twice } = exits.at(-1).dataset;
  said.textContent = presses === 1 ? once : twice;
  forgetting = setTimeout(() => {
    presses = 0;
    said.textContent = "";
  }, LEAVE_WITHIN);
}

for (const exit of exits) {
  exit.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
}
addEventListener("keydown", (event) => (alone = event.key === "Shift" && !event.repeat), true);
addEventListener("keyup", (event) => event.key === "Shift" && alone && pressed(), true);
/* Back must not show a page again from the browser's memory: not after leaving, and not a ballot that was sent. */
addEventListener("pageshow", (event) => event.persisted && location.reload());
