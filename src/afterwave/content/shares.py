"""How much of a workshop is in a language: the rest is said in English."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from afterwave.content.catalogue import MESSAGES, translations_in
from afterwave.content.language import ENGLISH
from afterwave.content.messages import messages
from afterwave.content.text import read
from afterwave.content.workshop import Section, Workshop


class Share(NamedTuple):
    """So many of so many: messages, sections."""

    noun: str
    done: int
    whole: int

    def __str__(self) -> str:
        """Return it in words."""
        return f"{self.done} of {self.whole} {self.noun}"


def shares(workshop: Workshop) -> tuple[Share, ...]:
    """Return how much of a workshop is in its language; nothing where all of it is, and nothing for English."""
    if workshop.language == ENGLISH:
        return ()
    file, sentences = workshop.folder / workshop.language / MESSAGES, messages(workshop.folder)
    counts = (
        Share("messages", len(translations_in(file, workshop.language) & sentences), len(sentences)),
        Share("sections", sum(_is_own(workshop, section) for section in workshop.sections), len(workshop.sections)),
    )
    return counts if any(share.done < share.whole for share in counts) else ()


def unsaid(workshop: Workshop) -> list[str]:
    """Return the messages that its language does not say, by the alphabet."""
    file = workshop.folder / workshop.language / MESSAGES
    return sorted(messages(workshop.folder) - translations_in(file, workshop.language))


def _is_own(workshop: Workshop, section: Section) -> bool:
    """Return whether a section is written in the language: a copy of the English, with which translators begin, is
    not.
    """
    english = workshop.folder / ENGLISH / section.path.name
    return not (english.exists() and _bare(english) == _bare(section.path))


def _bare(file: Path) -> str:
    """Return a section's file without its mark of what it was made from."""
    return re.sub(r"^source_sha:.*\n", "", read(file), flags=re.MULTILINE)
