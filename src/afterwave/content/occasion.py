"""What is asked once at the start: how many come, when and where it is held, and which languages are spoken in the
room.

Nothing but this one object says it. What follows from it (which polls are asked, how people talk together, which words
are said) are functions of it: `session/occasion.py` for the workshop as a whole, `content/wording.py` for its words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from afterwave.content.cures import Wrong
from afterwave.message import Message

When = Literal["", "day", "evening"]
Where = Literal["", "room", "campus", "online"]

MOST_PEOPLE = 10_000
"""More than any hall that the kit is made for; a larger number is a slip of the hand."""

TOO_FEW_FOR_PAIRS = 4
"""Fewer than four people talk all together: two who whisper leave one or two over."""

TOGETHER: Mapping[str, Message] = {"pairs": "In twos", "threes": "In twos or threes", "group": "All together"}
"""How a talk is held, in words."""

PLANNED: Mapping[str, Message] = {
    "day": "in the daytime",
    "evening": "in the evening",
    "room": "in a room",
    "campus": "on a campus, or at a workplace",
    "online": "online",
}
"""When and where it is held, in words."""

WORDS: Mapping[str, When] = {"evening": "evening", "workshop": "day", "session": "day", "day": "day", "morning": "day"}
"""The words for an occasion that may stand in `workshop.yaml` by themselves, and what each says of its time of day."""


class Occasion(BaseModel):
    """How many people come (0: nobody said), when and where it is held ("": nobody said), and the languages in the
    room, by their letters.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    people: int = Field(default=0, ge=0, le=MOST_PEOPLE)
    when: When = ""
    where: Where = ""
    languages: tuple[str, ...] = ()

    @field_validator("languages", mode="before")
    @classmethod
    def _split_languages(cls, written: Any) -> Any:  # noqa: ANN401 - whatever stands in a file
        """Return languages that were written with commas between, one by one."""
        return tuple(filter(None, (one.strip() for one in written.split(",")))) if isinstance(written, str) else written

    def but(self, **said: object) -> Occasion:
        """Return it with what was said anew; what is empty or None was not said. Raises `ValidationError` for what no
        occasion has.
        """
        return Occasion.model_validate({**self.model_dump(), **{name: value for name, value in said.items() if value}})

    def talks(self) -> Literal["pairs", "threes", "group"]:
        """Return how people talk where the content says pairs: in twos, in twos or threes so that nobody is left over,
        or all together.

        Online it is threes: two strangers who are sent into a room of their own are alone in it as soon as one line
        drops.
        """
        if 0 < self.people < TOO_FEW_FOR_PAIRS:
            return "group"
        return "threes" if self.people % 2 or self.where == "online" else "pairs"


def _read(written: Any) -> Any:  # noqa: ANN401 - whatever stands in a file
    """Return a word for an occasion as what it says; anything else as it stands."""
    if not isinstance(written, str):
        return written or {}
    if written and written not in WORDS:
        raise Wrong(
            f'"{written}" is no word for an occasion',
            f"Write one of {', '.join(WORDS)}, or people, when and where below it.",
        )
    return {"when": WORDS[written]} if written else {}


OccasionField = Annotated[Occasion, BeforeValidator(_read)]
"""An occasion as it stands in `workshop.yaml`: a word, or its fields."""
