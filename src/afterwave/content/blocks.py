"""The blocks a section is made of: what each one holds, and nothing about how it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, get_origin

from pydantic import BaseModel, ConfigDict, Field, model_validator

from afterwave.content.cures import Wrong
from afterwave.content.terms import Term, terms

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Minutes = Annotated[float, Field(gt=0, le=60)]

FEWEST_CARDS = 2
"""One card is no deck."""

AS_CARD = "Begin each item of the list with its front in bold, then its back, as in: - **Front.** Back."


class Block(BaseModel):
    """One piece of a section: its kind, its id within the section, the line it begins on, and its Markdown."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    id: Slug
    line: int = 1
    text: str = ""


class TextBlock(Block):
    """A block that says nothing without its text."""

    text: str = Field(min_length=1)


class Sparable(TextBlock):
    """A block that a room can be spared.

    `where` it stands: in the room, on the stage, and wherever somebody reads alone; or, with `phones`, there only, and
    on paper.
    """

    where: Literal["", "phones"] = ""


class Prose(TextBlock):
    """Text a reader reads alone, under a heading of its own (or none, at the section's beginning)."""

    kind: Literal["prose"] = "prose"
    heading: str = ""


class Slide(TextBlock):
    """A few words for the projector: at most 40, so that nobody reads while somebody speaks.

    `look` is what kind of slide it is: a sentence that is the part's heart and stands alone, or a practical note, which
    is quieter; `drawing` a line drawing of the kit's that stands beside the words and says nothing that they do not.
    `polls` are those that it leads to or tells of: where none of them is asked, because too few people come, the slide
    leaves with them.
    """

    kind: Literal["slide"] = "slide"
    look: Literal["", "heart", "practical"] = ""
    drawing: Literal["", "three-waves", "weather", "care-near", "care-own"] = ""
    polls: tuple[str, ...] = ()


class Notes(TextBlock):
    """Words for the facilitator alone; they never enter the stage's page."""

    kind: Literal["notes"] = "notes"


class Prompt(Sparable):
    """A private reflection: the question, choices where there are any, quiet minutes, and another way to spend them."""

    kind: Literal["prompt"] = "prompt"
    choices: tuple[str, ...] = ()
    minutes: Minutes
    instead: str = Field(min_length=1)


class Discuss(TextBlock):
    """A question for pairs, for twos or threes so that nobody is left over, or for the group, with minutes."""

    kind: Literal["discuss"] = "discuss"
    people: Literal["pairs", "threes", "group"]
    minutes: Minutes


class PollBlock(Block):
    """The place of a poll in a section; its id is the poll's."""

    kind: Literal["poll"] = "poll"


class Evidence(Block):
    """The place of a claim in a section; its id is the claim's."""

    kind: Literal["evidence"] = "evidence"


class Breathe(Sparable):
    """The pacer, with minutes and a line that invites; always optional."""

    kind: Literal["breathe"] = "breathe"
    minutes: Minutes = 1


class Deck(Sparable):
    """An activity: a deck of cards to turn over. Its text is a line that invites, and a list: a front in bold, then the
    back.
    """

    kind: Literal["cards"] = "cards"

    @model_validator(mode="after")
    def _a_deck(self) -> Deck:
        if len(self.deck) < FEWEST_CARDS:
            raise Wrong(f"needs at least {FEWEST_CARDS} cards, has {len(self.deck)}", AS_CARD)
        for place, (front, back) in enumerate(self.deck, 1):
            if not front or not back:
                raise Wrong(f"the front or the back of card {place} is missing", AS_CARD)
        return self

    @property
    def lead(self) -> str:
        """The Markdown above the cards."""
        return terms(self.text)[0]

    @property
    def deck(self) -> tuple[Term, ...]:
        """The cards in order: each front, and the Markdown on its back."""
        return terms(self.text)[1]


class Chart(TextBlock):
    """An activity: studies side by side. Its text is a line on how to read it, and a list: a window in bold, as the
    studies name it, then its caption.
    """

    kind: Literal["chart"] = "chart"

    @model_validator(mode="after")
    def _windows_with_captions(self) -> Chart:
        if not self.windows or not all(window and caption for window, caption in self.windows):
            cure = "Begin each item of the list with a window in bold, then its caption, as in: - **ever.** Caption."
            raise Wrong("the chart names no window, or one without a caption", cure)
        return self

    @property
    def lead(self) -> str:
        """The Markdown above the chart."""
        return terms(self.text)[0]

    @property
    def windows(self) -> tuple[Term, ...]:
        """The windows in order, each with its caption; a window's studies share an axis with each other and with no
        others.
        """
        return terms(self.text)[1]


class CardBuilder(TextBlock):
    """An activity: a person's own aftercare card, which never leaves the device; its text invites, the rest is what
    stands on the card.
    """

    kind: Literal["card-builder"] = "card-builder"
    minutes: Minutes = 4
    title: str = Field(min_length=1)
    lead: str = Field(min_length=1)
    forms: tuple[str, ...] = Field(min_length=2)
    before: str = Field(min_length=1)
    after: str = Field(min_length=1)
    next_day: str = Field(min_length=1)
    never: str = Field(min_length=1)

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the headings of the card's parts, in the order of time; what the person would rather go without comes
        last.
        """
        return self.before, self.after, self.next_day, self.never


FENCED: tuple[type[Block], ...] = (
    Slide,
    Notes,
    Prompt,
    Discuss,
    PollBlock,
    Evidence,
    Breathe,
    Deck,
    Chart,
    CardBuilder,
)
"""What may stand between colon fences."""

DIRECTIVES: Mapping[str, type[Block]] = {model.model_fields["kind"].default: model for model in FENCED}
"""The same, by the name in its braces."""

KINDS = ("prose", *DIRECTIVES)
"""Every kind of block."""


def lists(model: type[Block]) -> frozenset[str]:
    """Return the options of a directive that hold several things, with a bar between each two."""
    return frozenset(name for name, field in model.model_fields.items() if get_origin(field.annotation) is tuple)
