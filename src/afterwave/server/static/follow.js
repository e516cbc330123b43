/** Keeps a page up with the group: on a message it fetches itself again and changes what is in `main`, and nothing else. */
// In ms: not every phone at once.
const SPREAD = 600;
const page = document.querySelector("main");
const said = document.getElementById("said");
let shown = page.innerHTML;
let fetching = 0;
let latest = new AbortController();

/** Whether somebody is in the middle of something here: writing, breathing, choosing; words that stand on the page are not taken away either. */
const busy = () => document.activeElement?.closest("[data-widget], form") || [...page.querySelectorAll('[role="textbox"]')].some((box) => box.textContent.trim());

function show(/** @type {HTMLElement} */ fresh) {
  const inside = page.contains(document.activeElement);
  page.replaceChildren(...fresh.childNodes);
  bring(page);
  if (inside) page.focus({ preventScroll: true });
  scrollTo({ top: 0 });
  said.textContent = (page.querySelector("h2") ?? page.querySelector("h1"))?.textContent ?? "";
}

/** Says that the group is elsewhere now, to somebody who is busy; they go when they like. */
function tell(/** @type {HTMLElement} */ fresh) {
  page.querySelector(".moved")?.remove();
  const note = Object.assign(document.createElement("div"), { className: "moved" });
  const go = Object.assign(document.createElement("button"), { type: "button", textContent: page.dataset.go });
  go.addEventListener("click", () => show(fresh));
  note.append(page.dataset.moved, go);
  page.prepend(note);
  said.textContent = page.dataset.moved;
}

/** Fetches the page; an earlier answer that is still on its way tells where the group was, and is not waited for. */
async function refresh() {
  latest.abort();
  latest = new AbortController();
  const { signal } = latest;
  const answer = await fetch(location.href, { cache: "no-store", signal });
  if (!answer.ok) throw new Error("away");
  const text = await answer.text();
  if (signal.aborted) return;
  const fresh = document.adoptNode(new DOMParser().parseFromString(text, "text/html").querySelector("main"));
  if (fresh.innerHTML === shown) return;
  shown = fresh.innerHTML;
  if (!fresh.dataset.follow) source.close();
  if (busy()) tell(fresh);
  else show(fresh);
}

function soon(wait = Math.random() * SPREAD) {
  clearTimeout(fetching);
  fetching = setTimeout(() => refresh().catch(({ name }) => name === "AbortError" || soon(2000 + Math.random() * SPREAD)), wait);
}

let first = true;
const source = new EventSource(page.dataset.follow);
source.addEventListener("state", ({ data }) => {
  if (!first || data !== page.dataset.here) soon();
  first = false;
});
