"""What cures a mistake: every rule of ours says it where it is raised, and each of pydantic's kinds has its words
here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from afterwave.content.known import nearest, slip_of


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
    words = detail["msg"][:1].lower() + detail["msg"][1:]
    # pydantic would speak of our classes and of tuples, which no author knows.
    if detail["type"] in {"model_type", "tuple_type"}:
        return "these are no fields" if detail["type"] == "model_type" else "this is no list"
    if detail["type"] == "string_pattern_mismatch":
        # Without the pattern itself, which nobody reads who writes a workshop: the cure says what it asks.
        return f'{words.partition(" pattern ")[0]} pattern of a name, and is "{detail["input"]}"'
    return words


def cure_of(detail: ErrorDetails, model: type[BaseModel]) -> str:
    """Return the one thing to do about a mistake."""
    if wrong := wrong_of(detail):
        return wrong.cure
    if detail["type"] == "extra_forbidden":
        return misspelt(str(detail["loc"][-1]), model)
    return CURES[detail["type"]](detail.get("ctx", {}), detail["input"])


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


def _one_of(rule: Mapping[str, Any], value: object) -> str:
    known = re.findall(r"'([^']+)'", str(rule["expected"]))
    near = slip_of(str(value), known)
    return f"{f'Write {near}. ' if near else ''}There are: {', '.join(known)}."


def _always(cure: str) -> Callable[[Mapping[str, Any], object], str]:
    return lambda rule, _: cure.format(**rule)


_WHOLE = _always("Write a whole number in figures, such as 5.")
_NUMBER = _always("Write a number in figures, such as 2 or 0.5.")
_SWITCH = _always("Write true or false.")
_DAY = _always("Write a day as in 2030-01-31, without quotes.")
_LIST = _always("Write a list: [one, two], or a line for each that begins with a hyphen and a blank.")
_FIELDS = _always("Write its fields, each as `name: value`, in {{}} or on lines of their own below it.")

CURES: Mapping[str, Callable[[Mapping[str, Any], object], str]] = {
    "missing": _always("Add it."),
    "string_type": _words,
    "string_too_short": _always("Write some words there."),
    "string_pattern_mismatch": _name,
    "literal_error": _one_of,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "greater_than": _always("Write a number greater than {gt}."),
    "greater_than_equal": _always("Write {ge} or more."),
    "less_than_equal": _always("Write {le} or less."),
    "bool_type": _SWITCH,
    "bool_parsing": _SWITCH,
    "tuple_type": _LIST,
    "too_short": _always("Add to it: {min_length} at least."),
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "model_type": _FIELDS,
    "invalid_key": _always("YAML reads this word as a switch or a number: put it in quotes."),
}
"""The cure of each kind of pydantic's that our models can meet; it gets the rule's own numbers, and what was
written.
"""
