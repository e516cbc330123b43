"""`afterwave check`: tells an author every mistake in a content folder at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from afterwave.cli.options import Json, Language
from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.content.translation import mark, notes
from afterwave.content.workshop import Workshop
from afterwave.errors import ContentError, Problem


def check(
    folder: Annotated[Path | None, typer.Argument(help="The content folder; the kit's own unless you name one.", show_default=False)] = None,
    language: Language = "en",
    as_json: Json = False,
    translated: Annotated[Path | None, typer.Option(help="Write into this translated file that it says what the English says now.", show_default=False)] = None,
) -> None:
    """Read the content and report every mistake as file:line, problem, cure; of a translation, also what it lacks and what is older than its English."""
    if translated:
        print(f"{translated}: source_sha: {mark(translated)}")
        raise typer.Exit
    problems: tuple[Problem, ...] = ()
    workshop: Workshop | None = None
    try:
        workshop = load((folder or kit("content")).resolve(), language)
    except ContentError as error:
        problems = tuple(_near(problem) for problem in error.problems)
    print(json.dumps([_fields(problem) for problem in problems], indent=1) if as_json else _told(workshop, problems))
    raise typer.Exit(1 if problems else 0)


def _told(workshop: Workshop | None, problems: tuple[Problem, ...]) -> str:
    if workshop is None:
        return "\n".join([*map(str, problems), f"{_counted(len(problems), 'mistake')}."])
    older = [str(_near(problem)) for problem in notes(workshop.folder, workshop.language)]
    held = {"section": workshop.sections, "poll": workshop.polls, "claim": workshop.claims, "reference": workshop.references}
    found = ", ".join(_counted(len(there), noun) for noun, there in held.items())
    return "\n".join([*older, f"{found}: no mistakes."])


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _near(problem: Problem) -> Problem:
    """Return the problem with its path as seen from here, so that an editor can jump to it."""
    here = Path.cwd()
    path = problem.path.relative_to(here) if problem.path.is_relative_to(here) else problem.path
    return Problem(path, problem.line, problem.problem, problem.cure)


def _fields(problem: Problem) -> dict[str, str | int]:
    return {"file": str(problem.path), "line": problem.line, "problem": problem.problem, "cure": problem.cure}
