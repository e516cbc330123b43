/**
 * Where modules and their words come from on the static site: scripts that lie beside the page (a page from a file can
 * load those, but import nothing), or stand in it.
 */
const brought = (globalThis.afterwave ??= {});
const coming = new Map();

/** Loads a script once. @returns {Promise<unknown>} settled when it ran, refused when it could not be had */
function loaded(/** @type {string} */ address) {
  if (!coming.has(address)) {
    coming.set(
      address,
      new Promise((done, refuse) => {
        document.head.append(
          Object.assign(document.createElement("script"), { src: address, onload: done, onerror: refuse })
        );
      })
    );
  }
  return coming.get(address);
}

/** The name in an address such as `../static/reflection.0123456789.js`. */
const stem = (/** @type {string} */ address) => /** @type {RegExpMatchArray} */ (address.match(/([a-z-]+)\.[^/]*$/))[1];

/** Loads a module. */
export async function moduleAt(/** @type {string} */ address) {
  if (!brought[stem(address)]) await loaded(address);
  return { default: brought[stem(address)] };
}

/** Loads the widgets' words. */
export async function wordsAt(/** @type {string} */ address) {
  if (!brought.words) await loaded(address);
  return brought.words;
}
