"""A whole workshop in one language: its sections in order, its polls, the evidence behind it, and where to find
help.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from afterwave.content.blocks import Block, Slug
from afterwave.content.cures import Wrong
from afterwave.content.helplines import RedFlags, SupportLine
from afterwave.content.language import Language, language
from afterwave.content.logo import Logo
from afterwave.content.occasion import Occasion
from afterwave.content.part import ContentModel
from afterwave.content.polls import Poll
from afterwave.content.theme import Theme
from afterwave.content.wording import Wording, Wordings
from afterwave.errors import UnknownBlock, UnknownPoll, UnknownSection

Strength = Literal["established", "supported", "mixed", "plausible", "lived-experience", "contested"]


class Minutes(ContentModel):
    """How long a section takes, in whole minutes: the least, the best and the most."""

    min: int = Field(gt=0)
    ideal: int
    max: int

    @model_validator(mode="after")
    def _in_order(self) -> Minutes:
        if not self.min <= self.ideal <= self.max:
            raise Wrong(
                "minutes are out of order: min <= ideal <= max must hold",
                "Write the least first, then the best, then the most.",
            )
        return self


Spare = Literal["", "talk", "question", "alone"]
"""Whether the plan may leave a step out of a part that it keeps, and in which turn: talks in pairs go first. ""
stays.
"""


class Holding(ContentModel):
    """How many minutes one step of a section holds, what is said at it included; without a step's id, the section's
    beginning.
    """

    step: str
    minutes: float
    spare: Spare = ""


class SectionHead(ContentModel):
    """A section's front matter. Without `minutes`, they follow from what the section holds: see
    `content/holding.py`.
    """

    slug: Slug
    title: str = Field(min_length=1)
    minutes: Minutes | None = None
    essential: bool = False
    cut_order: int | None = Field(default=None, ge=1)
    content_note: str = Field(min_length=1)
    objectives: tuple[str, ...] = Field(min_length=1)
    source_sha: str = ""
    """Of a translation: what the English file was when it was made; see `content.translation`."""

    @model_validator(mode="after")
    def _cut_or_kept(self) -> SectionHead:
        if self.essential and self.cut_order is not None:
            cure = "Take out `cut_order`, or `essential`."
            raise Wrong("an essential section is never cut: drop cut_order, or essential", cure, "cut_order")
        if not self.essential and self.cut_order is None:
            cure = "Add `essential: true`, or the number with which it goes, such as `cut_order: 1`."
            raise Wrong("a section that is not essential needs a cut_order (1 is cut first)", cure, "essential")
        return self


class Section(SectionHead):
    """A section: its front matter, its blocks in the order of the evening, and the file it was read from.

    `holds` says what each of its steps takes; () where the front matter has `minutes`, which are then taken at their
    word.
    """

    minutes: Minutes
    path: Path
    blocks: tuple[Block, ...]
    holds: tuple[Holding, ...] = ()

    def block(self, block: str) -> Block:
        """Return the block with this id; raise `UnknownBlock` where there is none."""
        for candidate in self.blocks:
            if candidate.id == block:
                return candidate
        raise UnknownBlock(self.slug, block)


class Claim(ContentModel):
    """Something the workshop says as fact: how strong the evidence is, why, and what it rests on."""

    id: Slug
    claim: str
    strength: Strength
    why: str
    say: str = ""
    sources: tuple[str, ...] = ()


class Reference(ContentModel):
    """A source; `unverified` names the fields nobody has confirmed, and `memory` marks one that was never seen."""

    key: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    authors: str
    year: int
    title: str
    where: str = ""
    doi: str = ""
    unverified: tuple[str, ...] = ()
    note: str = ""
    memory: bool = False


class Study(ContentModel):
    """How often a study found it: who was asked, how many, over what window, and the percentage; only `chart` rows of
    one window may share an axis.
    """

    id: Slug
    who: str
    n: int = Field(gt=0)
    window: str
    measure: str
    percent: float = Field(ge=0, le=100)
    percent_high: float | None = Field(default=None, ge=0, le=100)
    source: str
    verified: Literal[True, "news-report-only"]
    chart: bool
    note: str = ""


class Workshop(ContentModel):
    """Everything a workshop says in one language."""

    title: str
    discreet_title: str
    exit_url: str
    language: str
    languages: tuple[str, ...]
    length: int
    sections: tuple[Section, ...]
    polls: Mapping[str, Poll]
    claims: Mapping[str, Claim]
    references: Mapping[str, Reference]
    studies: Mapping[str, Study]
    support: tuple[SupportLine, ...]
    red_flags: RedFlags
    country: str = ""
    """Where it is held, by a country's letters; "" where nobody said."""
    occasion: Occasion = Occasion()
    """How many come, when and where, for whom nobody says it at the start."""
    wordings: Wordings = Wordings()
    """What is said otherwise on another occasion than an evening in a room."""
    wording: Wording | None = None
    """What of it is said otherwise on this one; None where nothing is."""
    version: str = ""
    """Which version of the words this is; "" where nobody counts them."""
    changes: str = ""
    """The file that says what changed from version to version, as Markdown."""
    theme: Theme | None = None
    """Its own colours; None where the kit's are right."""
    logo: Logo | None = None
    """Whose workshop it is, to look at; None where nobody's sign stands on it."""
    unlisted: tuple[str, ...] = ()
    """Numbers that a facilitator called and that no line has any more, each after its country's letters."""
    folder: Path

    @cached_property
    def speech(self) -> Language:
        """Return what says the program's words in this language."""
        spoken = language(self.folder, self.language)
        return replace(spoken, wording=self.wording) if self.wording else spoken

    def section(self, slug: str) -> Section:
        """Return the section with this slug; raise `UnknownSection` where there is none."""
        for section in self.sections:
            if section.slug == slug:
                return section
        raise UnknownSection(slug)

    def poll(self, poll: str) -> Poll:
        """Return the poll with this id; raise `UnknownPoll` where there is none."""
        try:
            return self.polls[poll]
        except KeyError:
            raise UnknownPoll(poll, tuple(self.polls)) from None

    def section_before(self, slug: str) -> Section | None:
        """Return the section that comes before this one, or None at the beginning."""
        place = self.sections.index(self.section(slug))
        return self.sections[place - 1] if place else None

    def section_after(self, slug: str) -> Section | None:
        """Return the section that comes after this one, or None at the end."""
        place = self.sections.index(self.section(slug)) + 1
        return self.sections[place] if place < len(self.sections) else None
