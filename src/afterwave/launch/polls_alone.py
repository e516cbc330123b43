"""A workshop that is nothing but its polls, written as a content folder, so that polling alone needs no code of its own
anywhere.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import yaml

from afterwave.content.catalogue import MESSAGES
from afterwave.content.language import ENGLISH
from afterwave.content.text import BadText, read
from afterwave.content.workshop import Workshop
from afterwave.content.yamlfile import BadYaml, parse
from afterwave.errors import ContentError, Problem
from afterwave.launch.opening import workshop_in

_SECTION = """---
slug: polls
title: {title}
minutes: {{min: 1, ideal: 10, max: 60}}
essential: true
content_note: {note}
objectives: [{goal}]
---
"""


@contextmanager
def polls_alone(content: Path | None, language: str, file: Path | None, country: str = "") -> Iterator[Workshop]:
    """Give the workshop that is nothing but the polls of a file, or of a content folder where none is named; its folder
    goes with the block.

    Raises `ContentError` for a file with mistakes, or without a poll, by the name that its author knows.
    """
    whole = workshop_in(content, language, country)
    source = file or _file_of(whole, "polls.yaml")
    # Else the part that is written around the polls would be told, and their author knows of none.
    if _poll_ids(source) == []:
        raise ContentError(
            [Problem(source, 1, "there is no poll here", "Write one, as in the kit's own content/en/polls.yaml.")]
        )
    with tempfile.TemporaryDirectory(prefix="afterwave-") as scratch:
        folder = workshop_of_polls(Path(scratch), whole, file)
        try:
            workshop = workshop_in(folder)
        except ContentError as error:
            copy = folder / whole.language / "polls.yaml"
            raise ContentError(
                # The copy goes with the block, and its author never saw it; all else was read above without a mistake.
                [replace(problem, path=source) for problem in error.problems if problem.path == copy]
            ) from error
        yield workshop


@contextmanager
def shown_from(content: Path | None, language: str, file: Path | None) -> Iterator[Workshop]:
    """Give the workshop whose words a session's pictures need: the content folder's, and with them the polls of a file
    that was run alone: an evening may have gone on with that session.
    """
    whole = workshop_in(content, language)
    if file is None:
        yield whole
        return
    with polls_alone(content, language, file) as alone:
        parts = (*alone.sections, *(part for part in whole.sections if part.slug != alone.sections[0].slug))
        yield alone.model_copy(update={"polls": {**whole.polls, **alone.polls}, "sections": parts})


def workshop_of_polls(folder: Path, workshop: Workshop, file: Path | None) -> Path:
    """Return a content folder with one section, a step for each poll of the file (the workshop's own where none is
    named), and the support lines.
    """
    language = folder / workshop.language
    language.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file or _file_of(workshop, "polls.yaml"), language / "polls.yaml")
    for name in ("support.yaml", "red-flags.yaml"):
        if _file_of(workshop, name).exists():
            shutil.copyfile(_file_of(workshop, name), folder / name)
    # Both: what a language's catalogue lacks is said as the folder's English has it.
    for code in (ENGLISH, workshop.language):
        if (workshop.folder / code / MESSAGES).exists():
            (folder / code).mkdir(exist_ok=True)
            shutil.copyfile(workshop.folder / code / MESSAGES, folder / code / MESSAGES)
    looks = {name: look.path for name, look in (("theme", workshop.theme), ("logo", workshop.logo)) if look}
    for path in looks.values():
        shutil.copyfile(path, folder / path.name)
    head = {
        "title": workshop.title,
        "discreet_title": workshop.discreet_title,
        "exit_url": workshop.exit_url,
        "languages": [workshop.language],
        "country": workshop.country,
        "length": 10,
        "sections": ["polls"],
        "logo_alt": workshop.logo.alt if workshop.logo else "",
        **{name: path.name for name, path in looks.items()},
    }
    (folder / "workshop.yaml").write_text(yaml.safe_dump(head, allow_unicode=True), encoding="utf-8")
    blocks = "\n".join(f":::{{poll}} {poll}\n:::\n" for poll in _poll_ids(language / "polls.yaml") or ())
    say = workshop.speech.say
    note, goal = (
        say("A few questions to the group; everybody may pass."),
        say("See the group's picture without seeing anybody in it."),
    )
    quoted = {
        name: json.dumps(words, ensure_ascii=False)
        for name, words in (("title", workshop.title), ("note", note), ("goal", goal))
    }  # JSON is YAML, too
    (language / "polls.md").write_text(_SECTION.format(**quoted) + blocks, encoding="utf-8")
    return folder


def _poll_ids(file: Path) -> list[str] | None:
    """Return the ids of a file's polls, or None where it cannot be read: what is wrong with it, the loader says."""
    with suppress(BadYaml, BadText, OSError):
        polls = parse(read(file), file).data
        return [str(poll) for poll in polls] if isinstance(polls, dict) else []
    return None


def _file_of(workshop: Workshop, name: str) -> Path:
    own = workshop.folder / workshop.language / name
    return own if own.exists() else workshop.folder / name
