"""The polls of a workshop: each a question to the group, and its options."""

from __future__ import annotations

from pydantic import Field, model_validator

from afterwave.content.blocks import Slug
from afterwave.content.cures import Wrong
from afterwave.content.kinds import KINDS, Kind, Takes
from afterwave.content.part import ContentModel

FEWEST_OPTIONS = 2
"""A question with one answer is no question."""


class Option(ContentModel):
    """One thing a ballot may choose: its id, and the words people read."""

    id: Slug
    label: str = Field(min_length=1)


class Poll(ContentModel):
    """A question to the group, its kind (one of `content/kinds.py`), and its options in the order they are shown."""

    id: Slug
    kind: Kind
    question: str = Field(min_length=1)
    hint: str = ""
    options: tuple[Option, ...] = ()

    @model_validator(mode="after")
    def _enough_options(self) -> Poll:
        if len(self.options) < FEWEST_OPTIONS:
            raise Wrong(
                f"needs at least {FEWEST_OPTIONS} options, has {len(self.options)}", "Add options, or drop the poll."
            )
        for place, ident in enumerate(self.option_ids()):
            if ident in self.option_ids()[:place]:
                raise Wrong(
                    "has two options with the same id",
                    f'Give one "{ident}" another id, or take it out.',
                    "options",
                    place,
                )
        return self

    @property
    def takes(self) -> Takes:
        """What a ballot of it holds."""
        return KINDS[self.kind].takes

    @property
    def row(self) -> bool:
        """Whether its options are the steps of a row."""
        return KINDS[self.kind].row

    def option_ids(self) -> tuple[str, ...]:
        """Return the options' ids in the poll's order."""
        return tuple(option.id for option in self.options)

    def labels(self) -> dict[str, str]:
        """Return the words people read, by option id."""
        return {option.id: option.label for option in self.options}
