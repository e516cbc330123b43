"""The facilitator's guide as a book with a table of contents, and its chapter for the hand on one page."""

from __future__ import annotations

from pathlib import Path

from afterwave.content.guide import Chapter, chapters, with_places
from afterwave.content.workshop import Workshop
from afterwave.errors import UnknownSection
from afterwave.message import Message
from afterwave.paper.documents import text_document
from afterwave.paper.markup import Node, nodes, paragraph
from afterwave.paper.typesetting import Document

IN_YOUR_HAND = "in-your-hand"
TITLE: Message = "the facilitator's guide"
ELSEWHERE: Message = "Not in this book, and so far only in English; `afterwave print guide --language en` prints them:"


def guide(workshop: Workshop, folder: Path, whole: Path | None = None) -> Document:
    """Return all chapters of a folder in their order, each on a page of its own; raise `ContentError` for mistakes in
    their front matter.

    Where the folder holds what one language has of the whole guide, the first page names the chapters that it lacks.
    """
    say, own = workshop.speech.say, chapters(folder)
    pages: list[Node] = [{"t": "contents"}]
    slugs = {chapter.slug for chapter in own}
    lacking = [chapter.title for chapter in chapters(whole or folder) if chapter.slug not in slugs]
    if lacking:
        pages += [paragraph(say(ELSEWHERE), look="quiet"), paragraph("; ".join(lacking), look="ltr")]
    for chapter in own:
        pages += [{"t": "page"}, *_chapter(chapter, workshop)]
    return text_document(workshop, f"{workshop.title}: {say(TITLE)}", pages)


def in_your_hand(workshop: Workshop, folder: Path) -> Document:
    """Return the chapter that is kept within reach, on exactly one page; raise `UnknownSection` for a guide without
    it.
    """
    for chapter in chapters(folder):
        if chapter.slug == IN_YOUR_HAND:
            # Its first node is its title, which the template sets.
            return text_document(workshop, chapter.title, _chapter(chapter, workshop)[1:], one=True)
    raise UnknownSection(IN_YOUR_HAND)


def _chapter(chapter: Chapter, workshop: Workshop) -> list[Node]:
    first, *rest = nodes(with_places(chapter, workshop))
    return [{**first, "anchor": chapter.slug}, *rest]
