/**
 * Keeps the site's pages on the device, once somebody has asked for it: every page and file under one name, which
 * changes when any of them does.
 */
/** @type {string[]} */
const FILES = []; // filled in when the site is built
const BUILD = ""; // the same
const site = self.registration.scope;
const here = `pages ${site} ${BUILD}`;

/**
 * A file from our own host, as new as it has it. Hosts that send on from one name to another leave a mark that a
 * browser would refuse to open: so it is written afresh.
 */
async function asked(/** @type {URL} */ address) {
  const found = await fetch(address, { cache: "no-cache" });
  if (!found.ok) throw new Error("away");
  return new Response(await found.blob(), {
    headers: { "Content-Type": found.headers.get("Content-Type") ?? "text/html; charset=utf-8" }
  });
}

async function keep() {
  const cache = await caches.open(here);
  await Promise.all(
    FILES.map((file) => new URL(file, site)).map(async (address) => cache.put(address, await asked(address)))
  );
}

async function tidy() {
  for (const name of await caches.keys())
    if (name.startsWith(`pages ${site} `) && name !== here) await caches.delete(name);
  // Else the page that asked for it would go without until it is opened anew.
  await self.clients.claim();
}

/**
 * A kept file; a folder is its index page, and hosts that hide `.html` are understood. What was not kept is asked for
 * at our own host, and nothing at any other.
 */
async function answer(/** @type {Request} */ request) {
  const address = new URL(request.url);
  if (address.origin !== self.location.origin) return Response.error();
  if (address.pathname.endsWith("/")) address.pathname += "index.html";
  const cache = await caches.open(here);
  const kept = async (/** @type {string} */ path) => cache.match(new URL(path, address), { ignoreSearch: true });
  return (await kept(address.pathname)) ?? (await kept(`${address.pathname}.html`)) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => event.request.method === "GET" && event.respondWith(answer(event.request)));
