"""The facilitator's guide: its chapters as Markdown, and what they show of the workshop itself, so that neither drifts
from the other.

A chapter is a file with front matter. A line `<!-- cards -->`, `<!-- claims -->` or `<!-- sources -->` in it is a place
that `with_places` fills from the workshop.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from pydantic import Field

from afterwave.content.blocks import Slug
from afterwave.content.cards import cards
from afterwave.content.countries import alphabetical
from afterwave.content.evidence import citation, claim_as_markdown
from afterwave.content.part import ContentModel
from afterwave.content.report import Report
from afterwave.content.text import BadText, read
from afterwave.content.workshop import Workshop
from afterwave.content.yamlfile import BadYaml, parse
from afterwave.errors import ContentError
from afterwave.message import Say

_FRONT = re.compile(r"\A---\n(?P<yaml>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# A comment of HTML, for code hosts show the guide as it stands, and show nothing there.
_PLACE = re.compile(r"^<!-- (?P<name>[a-z-]+) -->$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6} +(?P<words>.+?) *#*$", re.MULTILINE)
_FENCED = re.compile(r"^(`{3,}).*?^\1[ \t]*$", re.DOTALL | re.MULTILINE)


class ChapterHead(ContentModel):
    """A chapter's front matter: its title, its minutes of reading, its place among the others, and of a translation
    what it was made from.
    """

    title: str = Field(min_length=1)
    minutes: int = Field(gt=0)
    order: int
    source_sha: str = ""


class Chapter(ChapterHead):
    """A chapter: its front matter, its file's name as `slug`, and its Markdown, which begins with the title as a
    heading.
    """

    slug: Slug
    text: str = Field(min_length=1)


def chapters(folder: Path) -> tuple[Chapter, ...]:
    """Return the guide's chapters in their order; raise `ContentError` with every mistake in their front matter, or
    where there are none.
    """
    report = Report()
    guide = [chapter for path in sorted(folder.glob("*.md")) if (chapter := _chapter(path, report))]
    taken: dict[int, Chapter] = {}
    for chapter in guide:
        if chapter.order in taken:
            problem = f"the order {chapter.order} is also that of {taken[chapter.order].slug}.md"
            report.add(folder / f"{chapter.slug}.md", 1, problem, "Give one of the two another number.")
        taken[chapter.order] = chapter
    if not guide and not report.problems:
        report.add(folder, 1, "there are no chapters here", "Name the folder that holds the guide's .md files.")
    if report.problems:
        raise ContentError(report.problems)
    return tuple(sorted(guide, key=lambda chapter: chapter.order))


def chapter(folder: Path, slug: str) -> Chapter:
    """Return one chapter; raise `ContentError` with every mistake in its front matter, or where it cannot be read."""
    report = Report()
    found = _chapter(folder / f"{slug}.md", report)
    if found is None:
        raise ContentError(report.problems)
    return found


def contents(guide: tuple[Chapter, ...]) -> str:
    """Return the table of contents as a Markdown list: every chapter with its link and its reading minutes, and the
    minutes in all.
    """
    lines = [f"- [{chapter.title}]({chapter.slug}.md), {_minutes(chapter.minutes)}" for chapter in guide]
    return "\n".join([*lines, f"- All of it: {_minutes(sum(chapter.minutes for chapter in guide))}"])


def with_places(chapter: Chapter, workshop: Workshop) -> str:
    """Return a chapter's Markdown with its places filled from the workshop; raise `KeyError` for a place that nothing
    fills.
    """
    return _PLACE.sub(lambda place: _FILLINGS[place["name"]](workshop), chapter.text)


def anchors(markdown: str) -> Iterator[str]:
    """Yield the anchors of a text's headings in order, as code hosts make them; a second heading of the same words gets
    `-1`.
    """
    seen: dict[str, int] = {}
    # A # within a block of code begins no heading.
    for heading in _HEADING.finditer(_FENCED.sub("", markdown)):
        own = anchor(heading["words"])
        seen[own] = seen.get(own, -1) + 1
        yield f"{own}-{seen[own]}" if seen[own] else own


def anchor(heading: str) -> str:
    """Return a heading's anchor: lower case, without marks, hyphens for spaces."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def _chapter(path: Path, report: Report) -> Chapter | None:
    try:
        text = read(path)
    except BadText as error:
        report.add(path, error.line, str(error), error.cure)
        return None
    front = _FRONT.match(text)
    if not front:
        report.add(
            path,
            1,
            "the front matter is missing",
            "Begin the file with `---`, the fields title, minutes and order, and `---`.",
        )
        return None
    try:
        file = parse(front["yaml"], path, offset=1)
    except BadYaml as error:
        report.add(path, error.line, f"the front matter breaks off here: {error}", error.cure)
        return None
    head = report.build(ChapterHead, file.data if isinstance(file.data, dict) else {}, file)
    body = text[front.end() :].strip()
    for place in _PLACE.finditer(body):
        if place["name"] not in _FILLINGS:
            line = text[: front.end()].count("\n") + body[: place.start()].count("\n") + 1
            report.add(
                path, line, f'nothing fills the place "{place["name"]}"', f"Write one of: {', '.join(_FILLINGS)}."
            )
    whole = head and {**head.model_dump(), "slug": path.stem, "text": body}
    return report.build(Chapter, whole, file) if whole else None


def _claims(workshop: Workshop) -> str:
    """Return every claim with its weight, in the order in which the sections show them."""
    parts = []
    for section in workshop.sections:
        idents = list(dict.fromkeys(block.id for block in section.blocks if block.kind == "evidence"))
        if idents:
            parts += [f"### {section.title}", *(_claim(workshop, ident) for ident in idents)]
    return "\n\n".join(parts)


def _claim(workshop: Workshop, ident: str) -> str:
    """Return a claim without its sources in full, which stand once, at the end; here their names are enough."""
    bare, say = workshop.model_copy(update={"references": {}}), workshop.speech.say
    keys = [key for key in workshop.claims[ident].sources if key in workshop.references]
    names = say("; ").join(
        f"{_first(workshop.references[key].authors, say)} {workshop.references[key].year}" for key in keys
    )
    return claim_as_markdown(bare, ident) + (f"\n\n*{names}.*" if names else "")


def _first(authors: str, say: Say) -> str:
    """Return who wrote it in a word or two: the first of several, without initials."""
    first, *others = authors.split(",")
    name = re.sub(r"( [A-Z]{1,4})$", "", first)
    return say("{name} and others", name=name) if others else name


def _sources(workshop: Workshop) -> str:
    """Return every source in one list, in the order of their names; what nobody has confirmed is said with each."""
    lines = (citation(reference, workshop.speech.say) for reference in workshop.references.values())
    return "\n".join(f"- {line}" for line in sorted(lines, key=alphabetical))


def _minutes(count: int) -> str:
    return "1 minute" if count == 1 else f"{count} minutes"


_FILLINGS: dict[str, Callable[[Workshop], str]] = {"cards": cards, "claims": _claims, "sources": _sources}
