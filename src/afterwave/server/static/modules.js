/**
 * Where modules and their words come from: a phone fetches each when it is first asked for. The static site, which
 * fetches nothing, has site-modules.js instead.
 */
export const moduleAt = (/** @type {string} */ address) => import(address);
/** The words of a module. */
export const wordsAt = (/** @type {string} */ address) => fetch(address).then((answer) => answer.json());
