/**
 * Keeps the whole site on the device when somebody asks for it, and takes it away again. Without the browser's help
 * nothing changes: reading needs none of this.
 */
async function offline(/** @type {import("./page.d.ts").Found} */ place) {
  const worker = /** @type {ServiceWorkerContainer} */ (globalThis.isSecureContext && navigator.serviceWorker);
  if (!worker || !location.protocol.startsWith("http")) return;
  const [keep, drop, said] = ["[data-keep]", "[data-drop]", "[role=status]"].map((what) => place.querySelector(what));
  const site = new URL("./", new URL(place.dataset.worker, location.href)).href;
  const ours = async () => (await worker.getRegistrations()).find((one) => one.scope === site);
  const turn = (/** @type {boolean} */ kept) => ([keep.hidden, drop.hidden] = [kept, !kept]);

  async function kept() {
    const registration = await worker.register(place.dataset.worker, { scope: site });
    const fresh = registration.installing ?? registration.waiting;
    if (!fresh) return;
    await /** @type {Promise<void>} */ (
      new Promise((done, refuse) =>
        fresh.addEventListener("statechange", () =>
          // A browser drops the whole of it where one file cannot be had.
          fresh.state === "activated" ? done() : fresh.state === "redundant" && refuse()
        )
      )
    );
  }

  async function dropped() {
    await (await ours())?.unregister();
    for (const name of await caches.keys()) if (name.startsWith(`pages ${site} `)) await caches.delete(name);
  }

  async function doing(/** @type {() => Promise<void>} */ what, /** @type {boolean} */ keeping) {
    said.textContent = said.dataset.keeping;
    try {
      await what();
      turn(keeping);
      said.textContent = keeping ? said.dataset.kept : said.dataset.dropped;
    } catch {
      said.textContent = said.dataset.failed;
    }
    (keeping ? drop : keep).focus();
  }

  keep.addEventListener("click", () => doing(kept, true));
  drop.addEventListener("click", () => doing(dropped, false));
  const already = await ours().catch(() => null);
  turn(Boolean(already));
  place.hidden = false;
  already?.update().catch(() => {}); // newer pages come the next time, where there is a network
}

for (const place of document.querySelectorAll("[data-worker]"))
  offline(/** @type {import("./page.d.ts").Found} */ (place)).catch(() => {});
