"""Reads one section's file: its front matter, and its body as typed blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from afterwave.content import fetching
from afterwave.content.blocks import DIRECTIVES, Block, Prose, lists
from afterwave.content.cures import misspelt
from afterwave.content.directives import Directive, Passage, split
from afterwave.content.holding import holdings, minutes
from afterwave.content.known import nearest
from afterwave.content.labels import Note
from afterwave.content.marks import Typo, without_comments
from afterwave.content.report import Report
from afterwave.content.workshop import Section, SectionHead
from afterwave.content.yamlread import read_yaml

_FRONT = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_HEAD = re.compile(r"\A---[ \t]*\n(?:(?:[ \t#]|[\w-]+:|- ).*\n|\n(?=[ \t#]|[\w-]+:|- ))*")
"""As much of a text as looks like a front matter, where nothing closes it."""


def read_section(text: str, path: Path, report: Report, labels: Mapping[str, Note]) -> Section | None:
    """Return the section in a file's text, or None once every mistake that forbids one is noted.

    A comment, `<!-- so -->`, is for the author, and is nowhere shown. The `labels` begin the parts of the facilitator's
    notes.
    """
    slips: list[Typo] = []
    text = without_comments(text, slips)
    for slip in slips:
        report.add(path, *slip)
    front = _FRONT.match(text)
    if not front:
        opening = _HEAD.match(text)
        if opening:
            report.add(
                path,
                opening[0].count("\n") + 1,
                "the front matter is not closed",
                "End it with `---` on a line of its own, above what people read.",
            )
        else:
            report.add(
                path, 1, "the front matter is missing", "Begin the file with `---`, the section's fields, and `---`."
            )
        end = opening.end() if opening else 0
        # For what it notes alone: mistakes below are told at once, and not after the front matter is mended.
        list(_blocks(split(text[end:], text[:end].count("\n"), labels), path, report))
        return None
    blocks = tuple(_blocks(split(text[front.end() :], text[: front.end()].count("\n"), labels), path, report))
    _note_fetches(text[front.end() :], 1 + text[: front.end()].count("\n"), blocks, path, report)
    file = read_yaml(front["yaml"], path, report, 1, "the front matter")
    head = file and report.build(SectionHead, report.mapping(file), file)
    if not file or not head:
        return None
    if head.slug != path.stem:
        report.add(
            path,
            file.line(["slug"]),
            f'the slug "{head.slug}" is not the file\'s name',
            f"Write `slug: {path.stem}`, or rename the file.",
        )
    # Minutes that somebody wrote are taken at their word.
    holds = () if head.minutes else holdings(blocks, head.content_note, labels)
    fields = dict(head) | {"minutes": head.minutes or minutes(holds)}
    # Not validated a second time: its head was, and each of its blocks.
    return Section.model_construct(**fields, path=path, blocks=blocks, holds=holds)


def _note_fetches(body: str, line: int, blocks: tuple[Block, ...], path: Path, report: Report) -> None:
    """Note what a page would fetch: on its own line, or on its block's where only the block by itself makes it so."""
    problems = list(fetching.in_markdown(body, path, line))
    words = {problem.problem for problem in problems}
    report.problems += [
        *problems,
        *(problem for problem in fetching.in_blocks(blocks, path) if problem.problem not in words),
    ]


def _blocks(pieces: Iterable[Passage | Directive | Typo], path: Path, report: Report) -> Iterator[Block]:
    seen: dict[str, int] = {}
    for piece in pieces:
        if isinstance(piece, Typo):
            report.add(path, *piece)
            continue
        block = _prose(piece, path, report) if isinstance(piece, Passage) else _block(piece, path, report)
        if block is None:
            continue
        if block.id in seen:
            cure = f"Give one of them another id; the other is on line {seen[block.id]}."
            bare = isinstance(block, Prose) and not block.heading
            problem = (
                "text stands below a block without a heading of its own"
                if bare
                else f'the id "{block.id}" stands twice in this section'
            )
            report.add(path, block.line, problem, "Begin it with a heading: `## Words {#address}`." if bare else cure)
        seen.setdefault(block.id, block.line)
        yield block


def _prose(passage: Passage, path: Path, report: Report) -> Block | None:
    fields = {"id": passage.id or "intro", "heading": passage.heading, "text": passage.text, "line": passage.line}
    return report.build_block(Prose, fields, path, f'prose "{passage.heading or "intro"}"')


def _block(directive: Directive, path: Path, report: Report) -> Block | None:
    model = DIRECTIVES.get(directive.name)
    if model is None:
        near = nearest(directive.name, DIRECTIVES)
        names = ", ".join(f"{{{name}}}" for name in DIRECTIVES)
        cure = f"Write {{{near}}}. There are: {names}." if near else f"Write one of: {names}."
        report.add(path, directive.line, f'the directive "{{{directive.name}}}" is unknown', cure)
        return None
    if not directive.closed:
        report.add(
            path,
            directive.line,
            f"the {directive.name} is not closed",
            "End it with as many colons as it begins with, on a line of their own.",
        )
    owner = f'{directive.name} "{directive.id}"' if directive.id else directive.name
    for option in sorted(directive.options.keys() & Block.model_fields.keys()):
        # The block's own would go over it in silence, and words that stand there be lost.
        report.add(path, directive.line, f"{owner}: {option} is not known here", misspelt(option, model))
    own = {"kind": directive.name, "id": directive.id, "text": directive.text, "line": directive.line}
    fields: dict[str, Any] = {**directive.options, **own}
    for name in lists(model) & fields.keys():
        fields[name] = tuple(item.strip() for item in fields[name].split("|") if item.strip())
    return report.build_block(model, fields, path, owner)
