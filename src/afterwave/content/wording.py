"""The words of another occasion than an evening in a room: "welcome" for "good evening", "today" for "this evening".

A language's `occasion.yaml` says which words of its own give way to which, in the daytime, online or on a campus. They
are exchanged wherever they stand, in the parts, in questions to the group and in what the program says; the content
stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict

from afterwave.content.occasion import Occasion

Phrases = Annotated[Mapping[str, str], BeforeValidator(lambda written: written or {})]

_FIXED = frozenset(
    {"id", "kind", "slug", "look", "drawing", "people", "where", "polls", "source_sha", "takes", "step", "spare"}
)
"""Fields that hold no words."""

Model = TypeVar("Model", bound=BaseModel)


class Wordings(BaseModel):
    """A language's `occasion.yaml`: for each kind of occasion, the words that give way, and what takes their place."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: Phrases = {}
    evening: Phrases = {}
    room: Phrases = {}
    campus: Phrases = {}
    online: Phrases = {}

    def on(self, occasion: Occasion) -> Wording:
        """Return the words that are said otherwise on an occasion."""
        kinds = (occasion.when, occasion.where)
        return Wording({old: new for kind in kinds if kind for old, new in getattr(self, kind).items()})


@dataclass(frozen=True)
class Wording:
    """Words that give way to others, wherever they stand; where two fit, the longer one does."""

    phrases: Mapping[str, str]

    def __call__(self, text: str) -> str:
        """Return a text in the words of the occasion."""
        return self._any.sub(self._other, text) if self.phrases and text else text

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile("|".join(map(_anywhere, sorted(self.phrases, key=len, reverse=True))))

    @cached_property
    def _others(self) -> Mapping[str, str]:
        return {" ".join(old.split()): new for old, new in self.phrases.items()}

    def _other(self, found: re.Match[str]) -> str:
        return self._others[" ".join(found[0].split())]


def reword(part: Model, exchange: Callable[[str], str]) -> Model:
    """Return a part of a workshop with `exchange` done to each of its words: not to its ids, kinds and places."""
    # Not by `model_dump`, which would make plain mappings of the parts within it.
    changed = {
        name: _reword_value(value, exchange)
        for name, value in part.__dict__.items()
        if name in type(part).model_fields and name not in _FIXED
    }
    return part.model_copy(update=changed)


def _reword_value(value: object, exchange: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return exchange(value)
    if isinstance(value, tuple):
        return tuple(_reword_value(one, exchange) for one in value)
    return reword(value, exchange) if isinstance(value, BaseModel) else value


def _anywhere(phrase: str) -> str:
    """Return a pattern that finds a phrase as whole words, also where a line ends within it."""
    words = r"[ \t]*[ \n][ \t]*".join(re.escape(word) for word in phrase.split(" "))
    begin, end = (r"(?<!\w)" if re.match(r"\w", phrase) else "", r"(?!\w)" if re.search(r"\w$", phrase) else "")
    return f"{begin}{words}{end}"
