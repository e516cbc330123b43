"""`afterwave check`: tells an author every mistake in a content folder at once."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import shorten
from typing import Annotated

import typer

from afterwave.cli.messages import update
from afterwave.cli.options import Json, Language
from afterwave.content.calls import own_file
from afterwave.content.catalogue import MESSAGES
from afterwave.content.load import listed_languages
from afterwave.content.places import kit
from afterwave.content.prevalence import undrawn
from afterwave.content.shares import shares, unsaid
from afterwave.content.translation import mark, notes, stale
from afterwave.content.workshop import Workshop
from afterwave.errors import Problem
from afterwave.launch.workshops import read_editions

NAMED, MOST_LETTERS = 5, 60
"""How many messages without a translation are named, and how much of each."""

MESSAGES_HELP = (
    "Write messages.pot, what the program says, and bring each language's messages.po up to date with it; what is "
    "translated is kept."
)


def check(
    folder: Annotated[
        Path | None, typer.Argument(help="The content folder; the kit's own unless you name one.", show_default=False)
    ] = None,
    language: Language = "",
    as_json: Json = False,
    translated: Annotated[
        Path | None,
        typer.Option(
            help="Write into this translated file that it says what the English says now.", show_default=False
        ),
    ] = None,
    messages: Annotated[bool, typer.Option("--messages", help=MESSAGES_HELP)] = False,
) -> None:
    """Read the content and report every mistake as file:line, problem, cure; also what a translation lacks or has older
    than its English, and charts due.
    """
    if translated:
        print(f"{translated}: source_sha: {mark(translated)}")
        raise typer.Exit
    if messages:
        _update((folder or kit("content")).resolve(), language)
        raise typer.Exit
    editions, mistakes = read_editions((folder or kit("content")).resolve(), language)
    problems = [_near(problem) for problem in mistakes]
    print(
        json.dumps([_fields(problem) for problem in problems], indent=1) if as_json else _summary_of(editions, problems)
    )
    if not problems and not editions[0].support:
        print(
            (
                "There is no support line: the Support page names none. Write some into support.yaml, beside "
                "workshop.yaml."
            ),
            file=sys.stderr,
        )
    raise typer.Exit(1 if problems else 0)


def _update(folder: Path, language: str) -> None:
    """Bring the catalogues of a content folder up to date, or that of one language.

    Raises `ContentError` where one has mistakes, or the language is not listed.
    """
    codes = listed_languages(folder, language)
    # As seen from here, for their lines are told: an editor jumps to such a path.
    for line in update(_relative(folder), codes):
        print(line)


def _summary_of(editions: list[Workshop], problems: list[Problem]) -> str:
    if problems:
        return "\n".join([*map(str, problems), f"{_count(len(problems), 'mistake')}."])
    workshop, to_do = editions[0], [line for edition in editions for line in _to_do(edition)]
    to_do += [
        f"{_relative(own_file())}: no line has the number {number} any more, so your call to it counts no more."
        for number in workshop.unlisted
    ]
    parts = {
        "section": workshop.sections,
        "poll": workshop.polls,
        "claim": workshop.claims,
        "reference": workshop.references,
    }
    counts = ", ".join(_count(len(entries), noun) for noun, entries in parts.items())
    return "\n".join([*to_do, f"{counts}: no mistakes."])


def _to_do(edition: Workshop) -> Iterator[str]:
    """Yield what is no mistake, and somebody would like to know."""
    found = (*notes(edition.folder, edition.language), *_stale_chapters(edition), *_to_draw(edition))
    yield from (str(_near(note)) for note in found)
    if translated_shares := shares(edition):
        yield f"{edition.language}: {', '.join(map(str, translated_shares))}. The rest is said in English."
        yield from _unsaid_named(edition)


def _stale_chapters(edition: Workshop) -> Iterator[Problem]:
    """Yield a note for every chapter of the kit's guide that is older in a language than in English; a workshop of
    one's own has no guide beside it.
    """
    guide = kit("facilitator_guide") / edition.language
    if edition.folder == kit("content").resolve() and guide.is_dir():
        yield from stale(guide)


def _unsaid_named(edition: Workshop) -> Iterator[str]:
    """Yield which messages have no translation: the first few, and how many more."""
    if left := unsaid(edition):
        first = [f'"{shorten(words, MOST_LETTERS, placeholder=" …")}"' for words in left[:NAMED]]
        more = f", and {len(left) - NAMED} more" if len(left) > NAMED else ""
        yield f"{_relative(edition.folder / edition.language / MESSAGES)}: not said yet: {', '.join(first)}{more}."


def _to_draw(workshop: Workshop) -> Iterator[Problem]:
    """Yield a note for every chart whose drawing pages cannot show, with the command that draws it."""
    # -P: no file of the folder in which it is typed runs as a module of ours.
    command = shlex.join(
        [
            str(_relative(Path(sys.executable))),
            "-P",
            "-m",
            "afterwave.making.draw_charts",
            str(_relative(workshop.folder)),
        ]
    )
    for section, chart in undrawn(workshop):
        yield Problem(
            section.path,
            chart.line,
            f'the chart "{chart.id}" is not drawn as its studies are now, so its tables stand alone',
            f"Run: {command}",
        )


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _near(problem: Problem) -> Problem:
    """Return the problem with its path as seen from here, so that an editor can jump to it."""
    return Problem(_relative(problem.path), problem.line, problem.problem, problem.cure)


def _relative(path: Path) -> Path:
    """Return a path as seen from here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _fields(problem: Problem) -> dict[str, str | int]:
    return {"file": str(problem.path), "line": problem.line, "problem": problem.problem, "cure": problem.cure}
