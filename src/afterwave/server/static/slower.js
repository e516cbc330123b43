// In ms: nobody is told of it more often (signal.py); how long one try may take; and how long the button says that it
// did not go.
const OFTEN = 180_000;
const PATIENCE = 10_000;
const TOLD = 5_000;

/** Sends "Slower, please" without leaving the page, where it can; what is heard of it is the same however it went. */
async function press(/** @type {import("./page.d.ts").Form} */ form) {
  const button = form.querySelector("button");
  const label = button.textContent;
  // Not `disabled`, which would drop the keyboard's place.
  button.setAttribute("aria-disabled", "true");
  const patience = new AbortController();
  const over = setTimeout(() => patience.abort(), PATIENCE);
  const came = await fetch(form.action, { method: "POST", signal: patience.signal }).catch(() => null);
  clearTimeout(over);
  // Another's answer, such as a sign-in page of the Wi-Fi: somebody has to see it.
  if (came && !(came.ok && came.redirected && came.url === form.action)) return form.submit();
  button.textContent = came ? form.dataset.done : form.dataset.away;
  /** @type {HTMLElement} */ (document.getElementById("said")).textContent = button.textContent;
  const again = () => {
    button.textContent = label;
    button.removeAttribute("aria-disabled");
  };
  setTimeout(again, came ? OFTEN : TOLD);
}

document.addEventListener("submit", (event) => {
  const form = /** @type {import("./page.d.ts").Form} */ (event.target);
  if (!form.matches(".slower")) return;
  event.preventDefault();
  if (!form.querySelector("button").getAttribute("aria-disabled")) press(form).catch(() => form.submit());
});
