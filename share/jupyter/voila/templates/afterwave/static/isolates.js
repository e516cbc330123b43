/* What scripts draw in a language that is written from right to left: each number, address, time and Latin name gets an
   isolate of its own, so that "116 016" is not drawn as "016 116". The rule of content/isolates.py, on words as they
   are drawn; what somebody writes stays as it is. */
(() => {
  const [LRI, PDI] = ["\u2066", "\u2069"];
  const RIGHT = "\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff";
  const WORD = "[\\p{L}\\p{M}\\p{N}]";
  const ATOM = `(?:(?![${RIGHT}])${WORD})`;
  const BETWEEN = `(?:(?![${RIGHT}${LRI}-${PDI}·•|«»<>])[^\\p{L}\\p{M}\\p{N}]){1,4}`;
  const BEFORE = `(?:(?<!${WORD})[(\\[+\u2212±~≈€$£#@<>≤≥]+ ?)?`;
  const AFTER = `(?:[)\\]]|[ \u00a0\u202f\u2009]?[%‰°€$£]|\\+(?!${WORD}))*`;
  const RUN = new RegExp(`${BEFORE}${ATOM}+(?:${BETWEEN}${ATOM}+)*${AFTER}`, "gu");
  const HOLDS = new RegExp(ATOM, "u");
  const FOREIGN = new RegExp(`^[^${RIGHT}${LRI}-${PDI}·•|«»]*$`, "u");
  const LETTER = /\p{L}/u;
  const STOP = /([.,;:!?]\s+)/u;
  const OPEN = "([{";

  /* Where brackets stand that have no twin within the run. */
  function lone(run) {
    const [open, found] = [[], []];
    [...run].forEach((letter, place) => {
      const kind = ")]}".indexOf(letter);
      if (OPEN.includes(letter)) open.push(place);
      else if (kind >= 0 && run[open.at(-1)] === OPEN[kind]) open.pop();
      else if (kind >= 0) found.push(place);
    });
    return new Set([...found, ...open]);
  }

  const laid = (piece) => (HOLDS.test(piece) ? piece.replace(/^(\s*)([^]*?)(\s*)$/u, `$1${LRI}$2${PDI}$3`) : piece);

  function parted(run) {
    const cuts = lone(run);
    const pieces = [...run].reduce(
      (all, letter, place) => (cuts.has(place) ? [...all, letter, ""] : [...all.slice(0, -1), all.at(-1) + letter]),
      [""]
    );
    return pieces.map((piece) => (LETTER.test(piece) ? laid(piece) : piece.split(STOP).map(laid).join(""))).join("");
  }

  function isolated(text) {
    const bare = text.trim();
    if (text.includes(LRI) || !HOLDS.test(text)) return text;
    return FOREIGN.test(bare) && LETTER.test(bare) ? laid(text) : text.replace(RUN, parted);
  }

  const APART = "script, style, textarea, bdi, [dir=ltr], [contenteditable]";
  const rightToLeft = (element) => element && getComputedStyle(element).direction === "rtl";

  function mark(node) {
    const { data, parentElement } = node;
    if (!data.trim() || parentElement?.closest(APART) || !rightToLeft(parentElement)) return;
    const marked = isolated(data);
    if (marked !== data) node.data = marked;
  }

  function markAll(root) {
    if (root.nodeType === Node.TEXT_NODE) mark(root);
    else if (root.nodeType === Node.ELEMENT_NODE) {
      const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) mark(texts.currentNode);
    }
  }

  /* Everything that is drawn below a place, now and later: before it is painted. */
  const watch = (place) => {
    markAll(place);
    new MutationObserver((changes) => {
      for (const { target, type, addedNodes } of changes)
        (type === "childList" ? [...addedNodes] : [target]).forEach(markAll);
    }).observe(place, { childList: true, characterData: true, subtree: true });
  };
  if (document.body && rightToLeft(document.body)) watch(document.body);
})();
