"""What `support.ipynb` calls: where to turn, for somebody who reads alone in JupyterLab."""

from __future__ import annotations

from collections.abc import Iterator

from IPython.display import Markdown, display

from afterwave.content.countries import Country, countries, emergency
from afterwave.content.helplines import SupportLine
from afterwave.content.workshop import Workshop
from afterwave.presenter.environment import workshop_here


def support() -> None:
    """Show when to get help at once, and every support line by country; raise `ContentError` where the workshop has
    mistakes.
    """
    display(Markdown("\n\n".join(paragraphs(workshop_here()))))


def paragraphs(workshop: Workshop) -> Iterator[str]:
    """Yield the page's paragraphs, as Markdown: what is urgent, the lines, and what is better seen to soon."""
    say, flags = workshop.speech.say, workshop.red_flags
    yield say("You do not need a crisis to call, and you may hang up at any time.")
    if flags.now:
        yield f"## {say('Now: your local emergency number')}{emergency(workshop)}"
        yield _list(flags.now)
    yield f"## {say('Lines to call or write to')}"
    for country in countries(workshop):
        yield f"### {country.name}"
        yield _list(_lines(country, workshop))
    if flags.soon:
        yield f"## {say('See someone soon')}"
        yield _list(flags.soon)
    yield from flags.gentle


def _lines(country: Country, workshop: Workshop) -> Iterator[str]:
    say = workshop.speech.say
    words = (say("Police:"), say("Ambulance:")) if len(country.numbers) > 1 else ("",)
    if country.numbers:
        numbers = " ".join(f"{word} **{number}**".strip() for word, number in zip(words, country.numbers, strict=True))
        yield f"{say('In danger, or a life at risk')} · {numbers}"
    yield from (_line(line, workshop) for line in country.lines)


def _line(line: SupportLine, workshop: Workshop) -> str:
    say = workshop.speech.say
    facts = [say(field) for field in (line.for_, line.hours, line.cost, line.languages) if field]
    check = (
        say("checked {date}", date=workshop.speech.date(line.last_verified))
        if line.last_verified
        else say("not checked by us yet")
    )
    return " · ".join([line.name, f"**{say(line.number)}**", *facts, check])


def _list(lines: Iterator[str] | tuple[str, ...]) -> str:
    return "\n".join(f"- {line}" for line in lines)
