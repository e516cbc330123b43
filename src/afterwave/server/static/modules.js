/** Where modules and their words come from: a phone fetches each when it is first asked for. The static site, which fetches nothing, has site-modules.js instead. */
const moduleAt = (/** @type {string} */ address) => import(address);
const wordsAt = (/** @type {string} */ address) => fetch(address).then((answer) => answer.json());
