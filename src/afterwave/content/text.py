"""Text as it comes from editors, mail and Git on any system, made one kind of text where a file is read, and nowhere
else.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

BOM = "\ufeff"

_ENDS = re.compile(r"\r\n?")
# At a line's ends they are dropped: blanks there are a hard break or an indentation to Markdown, and to YAML, too.
_AT_ENDS = re.compile(r"(?:^|(?<=\n))[\v\f\x85\u2028\u2029]+|[\v\f\x85\u2028\u2029]+(?=\n|\Z)")
_BREAK = re.compile(r"[\v\f\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


class BadText(ValueError):
    """The bytes are no text of ours; `line`, from 1, is where they cease to be, and `cure` is what to do about it."""

    def __init__(self, line: int, problem: str, cure: str) -> None:
        """Keep the line and the cure."""
        self.line, self.cure = line, cure
        super().__init__(problem)


def read(path: Path) -> str:
    """Return a file's text as `normal` gives it; raise `BadText` for what is none, `OSError` for a file that cannot be
    read.
    """
    return normal(path.read_bytes())


def normal(data: bytes) -> str:
    r"""Return bytes as text: without a byte order mark, in Unicode's form NFC, every line ended by `\n`; raise
    `BadText` for what is no UTF-8 text.

    Other breaks that word processors leave (a vertical tab, a form feed, NEL, U+2028, U+2029) are blanks: no editor
    counts a line there, and YAML ends no comment.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = len(_ENDS.sub("\n", data[: error.start].decode("utf-8")).split("\n"))
        raise BadText(line, "the file is not UTF-8 text", "Save it again with the encoding UTF-8.") from error
    text = _ENDS.sub("\n", text.replace(BOM, ""))
    # Almost no file has one, and to look for them at the ends of lines takes longer than all that is read here beside.
    if _BREAK.search(text):
        text = _BREAK.sub(" ", _AT_ENDS.sub("", text))
    if sign := _CONTROL.search(text):
        line = text.count("\n", 0, sign.start()) + 1
        problem = f"an invisible character (U+{ord(sign[0]):04X}) stands here"
        raise BadText(
            line, problem, "Write this line anew, or save the file again as plain text with the encoding UTF-8."
        )
    # Else the label of a note, such as *Propósito*, is another word where an editor wrote its ó as two letters.
    return unicodedata.normalize("NFC", text)
