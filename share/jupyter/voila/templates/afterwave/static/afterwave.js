/* Runs before the kernel starts: takes the token out of the address bar and follows the light, so that the page is kind
   from its first moment. */
(() => {
  const address = new URL(location.href);
  if (address.searchParams.has("token")) {
    address.searchParams.delete("token");
    history.replaceState(null, "", address);
  }

  /* Voilà says goodbye to its kernel without the token that its server asks for (voila#1458): only a 403 would come of
     it. Idle kernels are ended instead. */
  const beacon = navigator.sendBeacon.bind(navigator);
  navigator.sendBeacon = (url, data) => String(url).includes("/voila/api/shutdown/") || beacon(url, data);

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const light = () => {
    const chosen = document.documentElement.dataset.theme;
    // What the style sheets of Jupyter's own widgets ask for.
    document.body.dataset.jpThemeLight = String(chosen ? chosen === "light" : !dark.matches);
  };
  dark.addEventListener("change", light);
  // The stage's D turns it.
  new MutationObserver(light).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  light();

  const { awView } = document.body.dataset;
  const arrived = () => document.querySelector(awView === "reader" ? "#rendered_cells .jp-Cell" : ".aw");
  /* Voilà takes the wave away as soon as it has the cells, which may wait for their kernel much longer: so this stands
     apart from the wave. */
  setTimeout(() => {
    const waiting = document.querySelector(".aw-waiting");
    if (!waiting || arrived()) return;
    waiting.hidden = false;
    /* Not before a slow computer has had its time: each load begins another kernel, which makes it slower still. */
    const reload = waiting.querySelector("button");
    reload.addEventListener("click", () => location.reload());
    setTimeout(() => (reload.hidden = false), 90000);
  }, 8000);

  /* The stage's and the console's page shows the wave until its widget is there, and not only until the cells are. */
  new MutationObserver((_, watcher) => {
    if (!arrived()) return;
    document.body.dataset.awReady = "true";
    document.querySelector(".aw-waiting")?.remove();
    watcher.disconnect();
  }).observe(document.body, { childList: true, subtree: true });

  /* Voilà puts the cells after everything that was there; the page's foot goes below them. */
  new MutationObserver((_, watcher) => {
    const cells = document.getElementById("main");
    if (!cells) return;
    watcher.disconnect();
    cells.after(...document.querySelectorAll(".aw-page-foot"));
  }).observe(document.body, { childList: true });
})();
