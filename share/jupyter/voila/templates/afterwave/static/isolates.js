/* What scripts draw in a language that is written from right to left: each number, address, time and Latin name in an isolate of its own, so that "116 016" is
   not drawn as "016 116". The same rule as content/isolates.py has for pages and paper, on the words as they are drawn; what people write stays as it is. */
(() => {
  const RIGHT = "\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff";
  const ATOM = `(?![${RIGHT}])[\\p{L}\\p{M}\\p{N}]`;
  const BETWEEN = `(?:(?![${RIGHT}\u2066-\u2069·•|«»<>])[^\\p{L}\\p{M}\\p{N}]){1,4}`;
  const RUN = new RegExp(`(?:(?<![\\p{L}\\p{N}])[(\\[+\u2212±~≈€$£#@<>≤≥]+ ?)?(?:${ATOM})+(?:${BETWEEN}(?:${ATOM})+)*(?:[)\\]]|[ \u00a0\u202f\u2009]?[%‰°€$£]|\\+(?![\\p{L}\\p{N}]))*`, "gu");
  const FOREIGN = new RegExp(`^[^${RIGHT}\u2066-\u2069·•|«»]*$`, "u");
  const HOLDS = new RegExp(ATOM, "u");
  const TWIN = { ")": "(", "]": "[" };
