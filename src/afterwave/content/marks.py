"""What an author meant for somebody else than the reader, and wrote a little wrong: a fence, a comment, a note. It is
told, and never shown as text.

The rule is strict on purpose: three colons at the margin, a name in braces, and a word beside it begin a block; `<!--`
and `-->` enclose a comment. Whatever looks like either and is neither is a mistake, wherever it stands: in a list, a
quotation, a block of code, behind an escape that a formatter wrote.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from typing import NamedTuple

from afterwave.content.blocks import DIRECTIVES
from afterwave.content.known import nearest

AS_BLOCK = (
    "Begin a block with three colons at the very start of a line, as in `:::{notes} a-name`, and end it with as many "
    "on a line of their own."
)
AS_COMMENT = "Write comments as `<!-- so -->`, each closed before the next begins; nobody sees them."

_INVISIBLE = re.compile("[\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufeff]")
_COMMENT = re.compile(r"\\?<!--(?P<words>.*?)-->", re.DOTALL)
_OPEN = re.compile(r"<!--(?P<words>.*)", re.DOTALL)
_CONTAINER = re.compile(r"^[\s>*+\-]*(?:\d+[.)]\s+)?[\s>*+\-]*")
_TRIED = re.compile(r"(?P<marks>:{2,}|`{3,}|~{3,})\s*(?P<rest>.*)")
_NAME = re.compile(r"\{?\s*(?P<name>[\w-]*)")
_ONLY_MARKS = re.compile(r"(?=.*:)[:;.,'`~\s]+|\?{3}")

_RULES = tuple(
    (re.compile(pattern, re.IGNORECASE), problem, cure)
    for pattern, problem, cure in (
        (
            r"<\s*!|<\s*(?:--|[\u2013\u2014])|(?:--|[\u2013\u2014])\s*>",
            "a piece of a comment stands here, and people would see it",
            AS_COMMENT,
        ),
        (
            # MyST's and LaTeX's, C's, reStructuredText's and Jinja's.
            r"^\s*(?:%+(?:\s|$)|//|/\*|\.\.\s+\S|\{[#%])",
            "this looks like a comment of another program, and people would see it",
            AS_COMMENT,
        ),
        (
            r"</?[a-z][\w-]*(?:[\s/][^<>]*)?(?:>|$)",
            'the tag "{found}" is shown as it stands',
            "Take it out: a text is Markdown, without HTML.",
        ),
        (
            # `[!NOTE]` is GitHub's, and `!!! note` and `??? note` are MkDocs'.
            r"^\s*(?:speaker |presenter )?notes?:|^\s*\[!\w+\]|^\s*[!?]{3}\+?\s+\w",
            'people would see "{found}" and what follows',
            AS_BLOCK,
        ),
        (r"\{\s*(?P<name>[\w-]+)\s*\}", '"{found}" is not read as a block here', AS_BLOCK),
        (
            r"[{}]",
            'a "{found}" stands in the text',
            (
                "Braces are for blocks, as in `:::{notes} a-name`, and for the address of a heading, as in `## Words "
                "{#address}`. Write round ones in a sentence."
            ),
        ),
        (r":{3,}|(?:^|\s):{2,}(?:\s|$)", "colons stand here that begin no block and end none", AS_BLOCK),
    )
)
_ANYWHERE = (
    # Braces and colons are YAML's own, so only comments and tags are looked for.
    *_RULES[:3],
    (re.compile(r"[:`~]{2,}\s*\{|:{3,}|`{3,}|~{3,}"), "a fence stands here, and nothing is a block in this file", ""),
)
"""What is wrong in every file that people read from, YAML and translations too."""
_LINK = re.compile(r"://|\bwww\.|\]\s*\(|\]\s*\[|^\s*\[[^\]]*\]:", re.IGNORECASE | re.MULTILINE)
_OPTION = re.compile(r":[\w-]+(?:\s*:|\s|$)|:\s*\w+\s*:")


class Typo(NamedTuple):
    """Something written a little wrong: its line, what it is, and what cures it."""

    line: int
    problem: str
    cure: str


def without_comments(text: str, slips: list[Typo]) -> str:
    """Return a text without its comments, every line where it was; a comment that is not closed, or holds the beginning
    of another, is added to `slips`.
    """

    def bare(comment: re.Match[str]) -> str:
        if "<!--" in comment["words"]:
            slips.append(
                Typo(
                    text.count("\n", 0, comment.start()) + 1,
                    "a comment is not closed before the next one begins",
                    AS_COMMENT,
                )
            )
        return "\n" * comment[0].count("\n")

    rest = _COMMENT.sub(bare, text)
    if opened := _OPEN.search(rest):
        slips.append(Typo(rest.count("\n", 0, opened.start()) + 1, "a comment is not closed", AS_COMMENT))
        rest = rest[: opened.start()] + "\n" * opened[0].count("\n")
    return rest


def plain(line: str) -> str:
    """Return a line as it looks: without escapes and invisible letters, wide forms made narrow."""
    text = unescape(line).replace("\\", "")
    # Most lines have nothing to be made narrow, and the whole of the content goes through here.
    return text if text.isascii() else _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def fence_meant(line: str) -> re.Match[str] | None:
    """Return the fence that somebody meant with a line which is none, or None: two or more colons before a word, or a
    code fence with a block's name.
    """
    fence = _TRIED.match(_CONTAINER.sub("", plain(line)))
    name = _NAME.match(fence["rest"]) if fence else None
    if not fence or not name or not fence["rest"].strip():
        return None
    code = fence["marks"][0] != ":"
    return fence if not code or "{" in fence["rest"] or nearest(name["name"].lower(), DIRECTIVES) else None


def ends(line: str, marks: str) -> bool:
    """Return whether a line ends what `fence_meant` found: nothing but the same mark, however often."""
    bare = _CONTAINER.sub("", plain(line)).strip()
    return len(bare) > 1 and set(bare) == {marks[0]}


def like_an_end(line: str) -> bool:
    """Return whether somebody may have meant a line to end a block: it holds the marks of fences, and no word."""
    bare = _CONTAINER.sub("", plain(line)).strip()
    return bool(bare) and set(bare) <= set(":`~;.,' ") and bool(set(bare) & set(":`~"))


def looks_wrong(line: str) -> tuple[str, str] | None:
    """Return the problem and the cure of a line of text that nobody may read as it stands, or None."""
    looks = plain(line)
    bare = _CONTAINER.sub("", looks).strip()
    if bare and _ONLY_MARKS.fullmatch(bare):
        return f'"{bare}" begins no block and ends none', AS_BLOCK
    if match := _OPTION.match(bare):
        return (
            f'"{match[0].strip()}" is not read as an option here',
            "Options stand right below the line that begins their block, each as `:name: value`.",
        )
    for rule, problem, cure in _RULES:
        if match := rule.search(looks):
            return problem.format(found=match[0].strip()), cure
    return None


def unclosed_code(lines: list[str]) -> int | None:
    """Return the place of a code fence that nothing closes, or None."""
    opened: tuple[int, str] | None = None
    for place, line in enumerate(lines):
        fence = re.match(r"(`{3,}|~{3,})", _CONTAINER.sub("", plain(line)))
        if fence and opened is None:
            opened = (place, fence[1][0])
        elif fence and opened and fence[1][0] == opened[1]:
            opened = None
    return opened[0] if opened else None


def misplaced_mark(line: str) -> tuple[str, str] | None:
    """Return the problem and the cure of a line of YAML or of a translation into which a comment, a tag or a fence has
    slipped, or None.
    """
    looks = plain(line)
    for rule, problem, _ in _ANYWHERE:
        if match := rule.search(looks):
            return problem.format(
                found=match[0].strip()
            ), "Take it out. A comment begins with # here, on a line of its own."
    return None


def has_marks(text: str) -> bool:
    """Return whether a link, a picture, a tag or a brace stands in plain words, which would be shown as it stands."""
    return bool(_LINK.search(text)) or any(looks_wrong(line) or fence_meant(line) for line in text.split("\n"))
