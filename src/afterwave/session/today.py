"""What is another today than in the content: steps that are left out, and steps that say it in other words.

It is kept with the session and not in the content: it outlives a restart, and is destroyed with everything else. Words
that are typed here are plain: whatever looks like a mark is shown as it stands, so that nothing of them can be a link,
a picture or a tag; and they are held to what a slide is held to in the content.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markdown_it import MarkdownIt

from afterwave.content.blocks import Block
from afterwave.content.marks import has_marks
from afterwave.content.rules import MOST_WORDS
from afterwave.content.stops import Stop, stops
from afterwave.content.workshop import Section
from afterwave.errors import UnfitWords
from afterwave.message import Message
from afterwave.poll.harmless import harmless
from afterwave.session.state import State

REWORDED = frozenset({"slide", "prompt", "discuss"})
"""The kinds of steps that may be said in other words: a poll's words stay with its answers, and a deck or a chart is
more than words.
"""

LONGEST = 400
"""Letters of a step that is said in other words."""

EMPTY: Message = "Write at least one word, or take the step's own words again."
TOO_LONG: Message = "That is more than a room can take in: 40 words at most, and 400 letters."
MARKED: Message = (
    "A link, a picture, a tag or a brace stands in it, and would be shown as it stands. Write plain words."
)

_MARK = re.compile(r"([\\`*_{}\[\]<>#+\-!|~&:@=^$()/])")
# At the beginning of a line it would begin a list.
_NUMBER = re.compile(r"^(\d+)([.)])")
_MARKDOWN = MarkdownIt("commonmark", {"html": False})


def plain_words(typed: str, most_words: int = MOST_WORDS, longest: int = LONGEST) -> str:
    """Return typed words without anything unseen, one line a line, none empty; raise `UnfitWords` for what no slide may
    hold.
    """
    text = "\n".join(" ".join(line.split()) for line in harmless(typed).split("\n") if line.strip())
    if not text:
        raise UnfitWords(EMPTY)
    if len(text) > longest or len(text.split()) > most_words:
        raise UnfitWords(TOO_LONG)
    if has_marks(text):
        raise UnfitWords(MARKED)
    return text


def change_of(section: str, block: str, state: State) -> Mapping[str, Any]:
    """Return what is another today about a step: `hidden`, `text`, both or neither."""
    return state.today.get(f"{section}/{block}", {})


def is_hidden(section: Section, block: Block, state: State) -> bool:
    """Return whether a step is left out today."""
    return bool(change_of(section.slug, block.id, state).get("hidden"))


def stops_today(section: Section, state: State) -> tuple[Stop, ...]:
    """Return a section's steps with what leads through each today: the notes of a step that is left out lead the step
    after it, so that nothing that was to be said or seen to is lost; behind the last, they close the one before.
    """
    walk, waiting = list(stops(section)), tuple[Block, ...]()
    places = [place for place, stop in enumerate(walk) if not is_hidden(section, stop.step, state)]
    for place, stop in enumerate(walk):
        if place in places:
            walk[place] = stop._replace(notes=(*waiting, *stop.notes))
            waiting = ()
        else:
            waiting = (*waiting, *stop.notes)
    if waiting and places:
        last = walk[places[-1]]
        walk[places[-1]] = last._replace(notes=(*last.notes, *waiting))
    return tuple(walk)


def as_today(section: Section, block: Block, state: State) -> Block:
    """Return a step in the words that it has today."""
    text = change_of(section.slug, block.id, state).get("text")
    return (
        block.model_copy(update={"text": plain_as_markdown(block.text, text)})
        if text and block.kind in REWORDED
        else block
    )


def plain_as_markdown(own: str, text: str) -> str:
    """Return plain lines as Markdown that looks as a step's own: a heading, a list, a paragraph, line by line; none of
    their letters is a mark.
    """
    looks = _looks(own)
    lines = [(looks[min(place, len(looks) - 1)], _bare(line)) for place, line in enumerate(text.split("\n"))]
    return "".join(
        f"{_gap(look, before)}{look}{line}"
        for (look, line), (before, _) in zip(lines, [("", ""), *lines], strict=False)
    )


def _gap(look: str, before: str) -> str:
    """Return what stands between two pieces: items of one list are close together."""
    # Two paragraphs look alike, too, and without an empty line they would be one.
    return "\n" if look == before != "" else "\n\n"


def _bare(line: str) -> str:
    # In this order: a backslash is itself a mark.
    return _NUMBER.sub(r"\1\\\2", _MARK.sub(r"\\\1", line))


def _looks(own: str) -> list[str]:
    """Return how each piece of a Markdown text begins: as a heading, an item or a paragraph."""
    looks, inside = [], ""
    for token in _MARKDOWN.parse(own):
        if token.type == "heading_open":
            inside = f"{token.markup} "
        elif token.type == "list_item_open":
            inside = "1. " if token.info else "- "
        elif token.type in {"heading_close", "list_item_close"}:
            inside = ""
        elif token.type == "inline":
            looks.append(inside)
    return looks or [""]
