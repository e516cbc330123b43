"""What is wrong with a field, and what cures it: every rule of ours says it where it is raised, and each of pydantic's
kinds has its words here. Pydantic's own speak of inputs, tuples and patterns, which no author knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from textwrap import shorten
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from afterwave.content.known import nearest, slip_of

MOST_LETTERS = 60
"""How much of what was written is said again."""


class Wrong(ValueError):
    """A rule of ours is broken: what is wrong, without a full stop, what cures it, a sentence, and where within the
    thing it stands.
    """

    def __init__(self, problem: str, cure: str, *place: str | int) -> None:
        """Keep the cure and the place."""
        self.cure, self.place = cure, place
        super().__init__(problem)


def wrong_of(detail: ErrorDetails) -> Wrong | None:
    """Return the rule of ours that was broken, or None where it is one of pydantic's kinds."""
    error = detail.get("ctx", {}).get("error")
    return error if isinstance(error, Wrong) else None


def problem_of(detail: ErrorDetails) -> str:
    """Return what is wrong with a field in words; its name comes before them."""
    return _kind_of(detail).problem(detail.get("ctx", {}), detail["input"])


def cure_of(detail: ErrorDetails, model: type[BaseModel]) -> str:
    """Return the one thing to do about a mistake."""
    if wrong := wrong_of(detail):
        return wrong.cure
    if detail["type"] == "extra_forbidden":
        return misspelt(str(detail["loc"][-1]), model)
    return _kind_of(detail).cure(detail.get("ctx", {}), detail["input"])


def misspelt(name: str, model: type[BaseModel]) -> str:
    """Return what cures a name that no field of a model has: the nearest field, and which there are."""
    # What a block's first line and its words say are fields of it, and no options that an author could write.
    given = {"kind", "id", "text", "line"} if "line" in model.model_fields else set()
    known = [field.alias or own for own, field in model.model_fields.items() if own not in given]
    if not known:
        return "Take it out: this block has no options."
    near = nearest(name, known)
    return (
        f"{f'Write `{near}`, or remove it' if near else 'Remove it or mend its spelling'}; known are: "
        f"{', '.join(known)}."
    )


Words = Callable[[Mapping[str, Any], object], str]
"""Says something of a mistake, from the rule's own numbers and what was written."""


class Kind(NamedTuple):
    """What is said of one of pydantic's kinds of mistakes: the problem, after the field's name, and the cure."""

    problem: Words
    cure: Words


def _kind_of(detail: ErrorDetails) -> Kind:
    return KINDS.get(detail["type"], UNKNOWN)


def _no_words(_: Mapping[str, Any], value: object) -> str:
    """Return what YAML took words for."""
    if isinstance(value, bool):
        return "this is read as a switch, and not as a word"
    if value is None:
        return "no words stand here"
    if isinstance(value, int | float | date):
        return f"this is read as a {'number' if isinstance(value, int | float) else 'day'}, and not as words"
    return "this is read as a list or as fields, and not as words"


def _words(_: Mapping[str, Any], value: object) -> str:
    """Return what makes words of what YAML took for something else."""
    if isinstance(value, bool):
        return 'YAML takes yes, no, on, off, true and false for a switch: put the word in quotes, such as "No".'
    if value is None:
        return "Write words after the colon, or take the line out; null, ~ and words that begin with # need quotes."
    if isinstance(value, int | float | date):
        return 'Write it as words; a number or a date needs quotes, such as "1.0".'
    return (
        "Write words on this line and no list; words with a colon and a blank in them, or that begin with [ or {, need "
        "quotes."
    )


def _name(rule: Mapping[str, Any], value: object) -> str:
    """Return how a name is written, and what was probably meant."""
    # pydantic tells the pattern itself, and not which of our types it is of.
    if "(-[A-Za-z0-9]" in str(rule["pattern"]):
        return "Write the letters of a language, such as en, or pt-BR where the country matters."
    if "A-Z" in str(rule["pattern"]):
        return "Write two or three capital letters, such as GB, or INT for everywhere."
    if "_" in str(rule["pattern"]):
        return "Write small letters, figures and _, such as author2020."
    slug = re.sub(r"[^a-z0-9]+", "-", str(value).lower()).strip("-")
    return f'Write small letters from a to z, figures and single hyphens, such as "{slug or "a-name"}".'


def _no_name(_: Mapping[str, Any], value: object) -> str:
    return f'"{value}" is not written as it has to be here' if value else "its name is missing"


def _choices(rule: Mapping[str, Any]) -> list[str]:
    """Return the words that there are; the empty one is that of an option that is left out."""
    return [word for word in re.findall(r"'([^']*)'", str(rule["expected"])) if word]


def _none_of(_: Mapping[str, Any], value: object) -> str:
    return f"{_as_written(value)} is none of the words that there are"


def _one_of(rule: Mapping[str, Any], value: object) -> str:
    known = _choices(rule)
    near = slip_of(str(value), known)
    are = "There is" if len(known) == 1 else "There are"
    return f"{f'Write {near}. ' if near else ''}{are}: {', '.join(known)}."


def _as_written(value: object) -> str:
    """Return what was written, where it is a word or a number; else what it is."""
    return (
        f'"{shorten(str(value), MOST_LETTERS, placeholder=" …")}"'
        if isinstance(value, str | int | float) and not isinstance(value, bool)
        else "this"
    )


def _no(what: str) -> Words:
    return lambda _, value: f"{_as_written(value)} is no {what}"


def _always(words: str) -> Words:
    return lambda rule, _: words.format(**{name: _plain(limit) for name, limit in rule.items()})


def _plain(limit: object) -> object:
    """Return a limit as one writes it: 100 for 100.0."""
    return int(limit) if isinstance(limit, float) and limit.is_integer() else limit


_WHOLE = Kind(_no("whole number"), _always("Write a whole number in figures, such as 5."))
_NUMBER = Kind(_no("number"), _always("Write a number in figures, such as 2 or 0.5."))
_SWITCH = Kind(_always("this is neither true nor false"), _always("Write true or false."))
_DAY = Kind(_no("day"), _always("Write a day as in 2030-01-31, without quotes."))
_FIELDS = Kind(
    _always("these are no fields"),
    _always("Write its fields, each as `name: value`, in {{}} or on lines of their own below it."),
)

UNKNOWN = Kind(
    _always("what stands here cannot be read"),
    _always("Write it as in the kit's own content, or in the example that `afterwave new` makes."),
)
"""What is said of a kind that has no words of its own, such as one of a newer pydantic's."""

KINDS: Mapping[str, Kind] = {
    "missing": Kind(_always("it is missing"), _always("Add it.")),
    "string_type": Kind(_no_words, _words),
    "string_too_short": Kind(_always("no words stand here"), _always("Write some words there.")),
    "string_pattern_mismatch": Kind(_no_name, _name),
    "literal_error": Kind(_none_of, _one_of),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "greater_than": Kind(_always("this is not more than {gt}"), _always("Write a number greater than {gt}.")),
    "greater_than_equal": Kind(_always("this is less than {ge}"), _always("Write {ge} or more.")),
    "less_than_equal": Kind(_always("this is more than {le}"), _always("Write {le} or less.")),
    "bool_type": _SWITCH,
    "bool_parsing": _SWITCH,
    "tuple_type": Kind(
        _always("this is no list"),
        _always("Write a list: [one, two], or a line for each that begins with a hyphen and a blank."),
    ),
    "too_short": Kind(
        _always("this has {actual_length}, and needs {min_length} at least"),
        _always("Add to it: {min_length} at least."),
    ),
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "model_type": _FIELDS,
    "mapping_type": _FIELDS,
    "dict_type": _FIELDS,
    "invalid_key": Kind(
        _always("a name here is read as a switch or a number"),
        _always("YAML reads this word as a switch or a number: put it in quotes."),
    ),
}
"""What is said of each kind of pydantic's that our models can meet."""
