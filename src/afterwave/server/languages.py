"""Which of a workshop's languages a browser asks for (RFC 9110, 12.5.4), by the languages that its owner set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

LONGEST = 300
"""Characters of the header that are read: nobody lists more languages than fit."""


def preferred_language(header: str, languages: Sequence[str]) -> str:
    """Return the language that is asked for most of all, a region's (`es-MX`) as its language's; "" where there is none
    of them.
    """
    for wanted in _by_weight(header[:LONGEST]):
        bare = wanted.partition("-")[0]
        near = [language for language in languages if language.lower().partition("-")[0] == bare]
        if near:
            return next((language for language in near if language.lower() == wanted), near[0])
    return ""


def _by_weight(header: str) -> Iterator[str]:
    """Yield the languages of a header in the order of their weights; those of one weight as they stand, and none of
    weight 0.
    """
    weighed = []
    for one in header.split(","):
        name, _, parameters = one.strip().lower().partition(";")
        weight = _weight(parameters)
        if name.strip() and weight > 0:
            weighed.append((-weight, name.strip()))
    yield from (name for _, name in sorted(weighed, key=lambda pair: pair[0]))


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    try:
        weight = float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0  # what is no number is no weight either
