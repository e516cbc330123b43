"""What `make lint` knows of a language that is not English: where its spelling is looked up, the kit's own words in it,
and the words that it avoids.

One file a language lies in `tests/content/tongues/`, named by the language's letters. A language without one is not
read.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from afterwave.content.places import kit
from afterwave.content.whereabouts import GLOSSARY
from prose import Passage, Word, passages, words

FOLDER = Path(__file__).parent / "content" / "tongues"
EVERYWHERE = FOLDER / "everywhere.txt"
"""Names that are written alike in every language: keys, programs, abbreviations."""

_SPACE = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"  # some of it, or one line's end: an empty line parts what stands around it


class NoDictionary(LookupError):
    """There is no hunspell here, or it has no dictionary of this name."""


class Avoided(NamedTuple):
    """What is not said in a language: a pattern, a sentence that it finds, what to say instead, and why."""

    pattern: str
    once: str
    instead: str
    why: str

    def found(self, passage: Passage) -> Iterator[Word]:
        """Yield where a passage says it; a line's end in it counts as a space."""
        for found in re.finditer(self.pattern.replace(" ", _SPACE), passage.text, re.IGNORECASE):
            yield Word(" ".join(found[0].split()), passage.line + passage.text.count("\n", 0, found.start()))


class Tongue(NamedTuple):
    """A language, and its file: with `article`, the words that carry each point of the article, by its place."""

    code: str
    dictionary: str
    own: tuple[str, ...]
    avoid: tuple[Avoided, ...]
    allowed: tuple[str, ...]
    article: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def files(self) -> list[Path]:
        """Return everything in the kit's content and guide that people read in this language."""
        there = [
            *sorted((kit("content") / self.code).iterdir()),
            *sorted((kit("facilitator_guide") / self.code).glob("*.md")),
        ]
        return [file for file in there if file.suffix in {".md", ".yaml", ".po"} and file.name != GLOSSARY]

    def slips(self, file: Path) -> list[str]:
        """Return what a file says that is to be avoided: where, what, and what to say instead."""
        said = [self._without_allowed(passage) for passage in passages(file)]
        return [
            f"{file.parent.name}/{file.name}:{word.line}: «{word.text}»: {one.instead} ({one.why})"
            for one in self.avoid
            for passage in said
            for word in one.found(passage)
        ]

    def _without_allowed(self, passage: Passage) -> Passage:
        text = passage.text
        for phrase in self.allowed:
            spaced = r"\s+".join(re.escape(word) for word in phrase.split())
            text = re.sub(spaced, lambda found: re.sub(r"\S", "·", found[0]), text, flags=re.IGNORECASE)
        return Passage(text, passage.line)


def tongues() -> list[Tongue]:
    """Return every language that has a file, by its letters."""
    return [tongue(file) for file in sorted(FOLDER.glob("*.yaml"))]


def tongue(file: Path) -> Tongue:
    """Return a language as its file has it."""
    said = yaml.safe_load(file.read_text("utf-8"))
    avoid = tuple(Avoided(**one) for one in said["avoid"])
    article = tuple((at, tuple(words)) for at, words in (said.get("article") or {}).items())
    return Tongue(
        file.stem, said["dictionary"], tuple(said["own"].split()), avoid, tuple(said.get("allowed") or ()), article
    )


def everywhere() -> frozenset[str]:
    """Return the names that are written alike in every language."""
    return frozenset(EVERYWHERE.read_text("utf-8").split())


def unknown(said: Iterable[str], dictionary: str) -> frozenset[str]:
    """Return the words that hunspell does not know; single letters are keys' names. Raises `NoDictionary`."""
    asked = sorted({word for word in said if len(word) > 1})
    command = ["hunspell", "-d", dictionary, "-i", "utf-8", "-l"]
    try:
        done = subprocess.run(
            command,
            input="\n".join(asked),
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    except FileNotFoundError as error:
        raise NoDictionary from error
    if done.returncode:
        raise NoDictionary(done.stderr)
    return frozenset(done.stdout.split())


def misspelt(files: Mapping[str, Iterable[Word]], known: Iterable[str], dictionary: str) -> list[str]:
    """Return each word that neither hunspell nor the kit knows, with its file and line; a capital at its head makes no
    other word of a known one.
    """
    said = {name: list(spelt) for name, spelt in files.items()}
    strange = unknown((word.text for spelt in said.values() for word in spelt), dictionary)
    ours = {form for word in known for form in (word, word[:1].upper() + word[1:])}
    return [
        f"{name}:{word.line}: {word.text}"
        for name, spelt in said.items()
        for word in spelt
        if word.text in strange - ours
    ]


@cache
def spelt(language: Tongue) -> dict[str, list[Word]]:
    """Return the words of each of a language's files, by the file's name."""
    return {f"{language.code}/{file.name}": list(words(file)) for file in language.files}
