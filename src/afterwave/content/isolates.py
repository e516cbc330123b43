"""Numbers, addresses, times, codes and Latin names in a line that runs from right to left, each in an isolate of its
own (Unicode Annex 9, 2.4 and 2.7).

Without one, "116 016" is drawn as "016 116": the groups of a number are laid out in the line's direction, and not in
the number's. The marks take no room, are not read aloud, and are laid around what is drawn at the very last, so that
what is looked up, dialled or compared never holds one. `share/jupyter/voila/templates/afterwave/static/isolates.js` has
the same rule for what scripts draw.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

LRI, PDI = "\u2066", "\u2069"

_RIGHT = "\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff"
"""Hebrew, Arabic, Syriac and their like, with their commas; not their digits, which a number has from left to right,
too.
"""
_ATOM = rf"(?![{_RIGHT}])[^\W_]"
# Not over a bullet, a bar or a guillemet: what stands beyond one is another thing.
_BETWEEN = rf"(?:(?![{_RIGHT}\u2066-\u2069·•|«»<>])[\W_]){{1,4}}"
_BEFORE = r"(?:(?<!\w)[(\[+\u2212±~≈€$£#@<>≤≥]+ ?)?"
_AFTER = r"(?:[)\]]|[ \u00a0\u202f\u2009]?[%‰°€$£]|\+(?!\w))*"
_RUN = re.compile(rf"{_BEFORE}(?:{_ATOM})+(?:{_BETWEEN}(?:{_ATOM})+)*{_AFTER}")
_FOREIGN = re.compile(rf"[^{_RIGHT}\u2066-\u2069·•|«»]*")
_LETTER = re.compile(r"[^\W\d_]")
_STOP = re.compile(r"[.,;:!?]\s+")
"""Between two numbers it parts them: a list, or a new sentence, runs in the line's direction. Within a title or among
names it does not.
"""
_BRACKETS = {")": "(", "]": "[", "}": "{"}

# A page's own tags, in whose attributes Jinja has escaped every quotation mark, and the elements whose text is no text
# to be read.
_TAG = re.compile(r"(<(script|style|textarea)\b.*?</\2>|<!--.*?-->|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>)", re.DOTALL)
_OWN_DIRECTION = re.compile(r"^<\w[^>]* dir=\"(?:ltr|auto)\"")


def isolate(text: str) -> str:
    """Return a text of a right-to-left language with an isolate around each run that reads from left to right; a second
    time changes nothing.
    """
    if LRI in text or not re.search(_ATOM, text):
        return text
    bare = text.strip()
    if _FOREIGN.fullmatch(bare) and _LETTER.search(bare):
        return text.replace(bare, f"{LRI}{bare}{PDI}")  # all of it, with its brackets and its full stop
    return _RUN.sub(lambda run: "".join(_isolates_of(run[0])), text)


def isolated_html(page: str) -> str:
    """Return a right-to-left page with isolates in the text that is drawn; tags, scripts, and elements that have a
    direction of their own stay as they are.
    """
    pieces = []
    before = ""
    for place, piece in enumerate(_TAG.split(page)):
        if place % 3 == 0 and piece and not _OWN_DIRECTION.match(before):
            pieces.append(_isolate_markup(piece))
        elif place % 3 != 2:  # noqa: PLR2004 - the third of three is the name of an element, which stands in the second
            pieces.append(piece)
        before = piece if place % 3 == 1 else before
    return "".join(pieces)


def _isolate_markup(text: str) -> str:
    if "&" not in text:
        return isolate(text)
    plain = unescape(text)
    marked = isolate(plain)
    # Where nothing was laid into it, it stays as it came, with whatever the page had escaped.
    return text if marked == plain else escape(marked, quote=False)


def _isolates_of(run: str) -> Iterator[str]:
    """Yield a run's parts, each in its isolate, and what stands between them."""
    for piece in _parts_of(run):
        yield f"{LRI}{piece}{PDI}" if re.search(_ATOM, piece) else piece


def _parts_of(run: str) -> Iterator[str]:
    """Yield a run's parts: cut at a bracket whose twin stands outside it, and between two numbers at a comma or a full
    stop.
    """
    cuts = [0]
    for place in sorted({*_lone(run)}):
        cuts += [place, place + 1]
    for start, end in zip(cuts, [*cuts[1:], len(run)], strict=True):
        piece = run[start:end]
        if _LETTER.search(piece):
            yield from _without_blanks(piece)
        else:
            yield from _split_at_stops(piece)


def _split_at_stops(piece: str) -> Iterator[str]:
    last = 0
    for stop in _STOP.finditer(piece):
        yield from _without_blanks(piece[last : stop.start()])
        yield stop[0]
        last = stop.end()
    yield from _without_blanks(piece[last:])


def _without_blanks(piece: str) -> Iterator[str]:
    """Yield a part without the blanks at its ends, and the blanks."""
    bare = piece.strip()
    if bare:
        head, _, tail = piece.partition(bare)
        yield from (head, bare, tail)
    else:
        yield piece


def _lone(run: str) -> Iterator[int]:
    """Yield where brackets stand that have no twin within the run."""
    open_: list[int] = []
    for place, letter in enumerate(run):
        if letter in _BRACKETS.values():
            open_.append(place)
        elif letter in _BRACKETS:
            if open_ and run[open_[-1]] == _BRACKETS[letter]:
                open_.pop()
            else:
                yield place
    yield from open_
