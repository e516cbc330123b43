"""Reads numbers as they are drawn: by where each of their characters stands on a page or on paper, whatever the order
in the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader

NUMBERS = """
() => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  const NUMBER = /[+]?\\d(?:[ .,:\\/\\u2013-]?\\d)+(?: ?%)?/gu;
  const seen = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.parentElement.closest("script, style, .unseen, .skip")) continue;
    for (const { 0: number, index } of node.data.matchAll(NUMBER)) {
      const places = [...number].map((letter, at) => {
        const range = document.createRange();
        range.setStart(node, index + at);
        range.setEnd(node, index + at + 1);
        const [box] = [...range.getClientRects()].filter(({ width }) => width > 0);
        return { letter, box };
      });
      const drawn = places.filter(({ letter, box }) => box && letter.trim());
      if (!drawn.length) continue;
      const same = (a, b) => Math.abs(a.box.top - b.box.top) < 2 * a.box.height / 3;
      drawn.sort((a, b) => (same(a, b) ? a.box.left - b.box.left : a.box.top - b.box.top));
      seen.push([number.replace(/\\s/g, ""), drawn.map(({ letter }) => letter).join("")]);
    }
  }
  return seen;
}
"""
"""Every number of two digits or more on a page, with its characters from left to right as they are drawn, line by
line.
"""


def wrong(numbers: list[list[str]]) -> list[list[str]]:
    """Return the numbers that are drawn in another order than they stand."""
    return [pair for pair in numbers if pair[0] != pair[1]]


def lines(pdf: bytes) -> Iterator[str]:
    """Yield what is printed, line by line from the left to the right, without blanks.

    `pdf_text.drawn` does so much faster, letter by letter, and tells some brackets mirrored on lines from the right.
    """
    for sheet in PdfReader(BytesIO(pdf)).pages:
        found: dict[int, list[tuple[float, str]]] = defaultdict(list)

        def note(
            text: str,
            page: list[float],
            line: list[float],
            *_: object,
            found: dict[int, list[tuple[float, str]]] = found,
        ) -> None:
            if text.strip():
                across, down = (line[4] * page[side] + line[5] * page[2 + side] + page[4 + side] for side in (0, 1))
                found[round(down)].append((across, re.sub(r"[\s\u202a-\u202e\u2066-\u2069]", "", text)))

        sheet.extract_text(visitor_text=note)
        for line in found.values():
            yield "".join(text for _, text in sorted(line, key=lambda part: part[0]))
