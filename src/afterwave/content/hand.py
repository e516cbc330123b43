"""The guide's page *In your hand*, and whom to call, as the console shows it while the stage is softened, and the
colleague's page always.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from afterwave.content.countries import Country, countries
from afterwave.content.guide import chapter, with_places
from afterwave.content.helplines import EVERYWHERE
from afterwave.content.language import ENGLISH
from afterwave.content.places import kit
from afterwave.content.render import to_html
from afterwave.content.workshop import Workshop
from afterwave.message import Message

IN_YOUR_HAND = "in-your-hand"
_PARTS = re.compile(r"^(?=## )", re.MULTILINE)
_FOR_PAPER = re.compile(r"# |\*[^*]")
"""The title, and the line in italics on how to print it, whatever its language."""


def in_hand(workshop: Workshop) -> dict[str, str]:
    """Return the page as HTML with the language it is in, and the numbers of the workshop's country, as HTML in the
    workshop's own.

    What is only for paper, how to fold it and the blanks to fill, is not in it.
    """
    guide = kit("facilitator_guide")
    own = guide / workshop.language
    has_own = (own / f"{IN_YOUR_HAND}.md").exists()
    text = with_places(chapter(own if has_own else guide, IN_YOUR_HAND), workshop)
    speech = {
        "language": workshop.language if has_own else ENGLISH,
        "direction": workshop.speech.direction if has_own else "ltr",
    }
    return {
        **speech,
        "html": to_html(_on_screen(text)),
        "danger": _danger(workshop),
        "numbers": "".join(_numbers(workshop)),
    }


def _on_screen(text: str) -> str:
    head, *parts = _PARTS.split(text)
    lead = [words for words in head.split("\n\n") if not _FOR_PAPER.match(words)]
    # A table on this page is blanks to fill in by hand, and on a screen nobody can.
    return "\n\n".join([*lead, *(part for part in parts if "\n|" not in part)])


def _danger(workshop: Workshop) -> str:
    """Return the emergency numbers of the workshop's country in a line, which is in sight without scrolling; "" for
    none.
    """
    here = next((country for country in countries(workshop) if country.here), None)
    if here is None or not here.numbers:
        return ""
    numbers = " / ".join(f'<b dir="ltr">{escape(number)}</b>' for number in here.numbers)
    return f"<p>{escape(workshop.speech.say('In danger, or a life at risk'))}: {numbers}</p>"


def _numbers(workshop: Workshop) -> Iterator[str]:
    """Yield the countries whose lines stand open, and, where nobody said in which one the evening is, all of them
    folded.
    """
    say, known = workshop.speech.say, countries(workshop)
    here = [country for country in known if country.here]
    if not here:
        yield f"<p>{escape(say(LOCAL))}</p>"
    for country in known:
        if country.here or (here and country.letters == EVERYWHERE):
            yield f"<h3>{escape(country.name)}</h3>{_lines(country)}"
        elif not here:
            yield f"<details><summary>{escape(country.name)}</summary>{_lines(country)}</details>"


def _lines(country: Country) -> str:
    numbers = [f'<li><b dir="ltr">{escape(number)}</b></li>' for number in country.numbers]
    lines = [f"<li>{escape(line.name)} <bdi>{escape(line.number)}</bdi></li>" for line in country.lines]
    return f"<ul>{''.join([*numbers, *lines])}</ul>"


LOCAL: Message = (
    "Call your local emergency number: 112 in Europe, 911 in North America, 999 in the UK. Each country's stands first "
    "in its list below."
)
"""As the phones' page says it."""
