/**
 * Paper cannot be unfolded: print.css opens what is folded, and this does it for browsers that do not know how (Safari
 * before 18.4, Firefox before 143).
 */
/** @type {HTMLDetailsElement[]} */
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  for (const one of folded) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of folded) one.open = false;
});
