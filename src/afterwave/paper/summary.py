"""What may be said of an evening afterwards: the pictures the group was shown, and the minutes of each section. Never
anything about a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from afterwave.content.kinds import BANDS, REASONS, Band
from afterwave.content.polls import Poll
from afterwave.content.registry import complete
from afterwave.content.workshop import Workshop
from afterwave.message import Message, Say
from afterwave.paper.documents import text_document
from afterwave.paper.markup import nodes
from afterwave.paper.typesetting import Document
from afterwave.poll.disclosure import Cell, Release, margin
from afterwave.poll.status import Status

PICTURES: Message = "The group's pictures"
LEAD: Message = "Only what the group was shown. Nothing here is about a person."
_REASONS: dict[str, Message] = {
    "too-few": "Too few answers came in for a picture that keeps every answer private.",
    "too-close": "This time a picture could point at someone.",
}
_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|&~])")


def markdown(workshop: Workshop, statuses: Mapping[str, Status], minutes: Mapping[str, float] | None = None) -> str:
    """Return the summary as Markdown; `minutes` is what each section took, by slug."""
    say = workshop.speech.say
    parts = [f"# {_safe(summary_title(workshop))}", say(LEAD), *_body(workshop, statuses, minutes or {}, say)]
    return "\n\n".join(parts) + "\n"


def summary(workshop: Workshop, statuses: Mapping[str, Status], minutes: Mapping[str, float] | None = None) -> Document:
    """Return the summary as a document of the same words."""
    say = workshop.speech.say
    body = "\n\n".join(_body(workshop, statuses, minutes or {}, say))
    return text_document(workshop, summary_title(workshop), nodes(body), lead=say(LEAD))


def summary_title(workshop: Workshop) -> str:
    """Return the summary's title."""
    return f"{workshop.title}: {workshop.speech.say('the evening in short')}"


def _body(workshop: Workshop, statuses: Mapping[str, Status], minutes: Mapping[str, float], say: Say) -> Iterator[str]:
    yield f"## {say(PICTURES)}"
    pictures = [
        (poll, statuses[poll.id])
        for poll in workshop.polls.values()
        if poll.id in statuses and statuses[poll.id].release
    ]
    if not pictures:
        yield say("No picture was shown.")
    for poll, status in pictures:
        if status.release:
            yield f"### {_safe(poll.question)}"
            yield from _picture(poll, status.release, margin(status.insiders), say)
    lengths = [(section.title, minutes[section.slug]) for section in workshop.sections if section.slug in minutes]
    if lengths:
        yield f"## {say('How long each part took')}"
        yield "\n".join(
            # Markdown has no table without a head, so this one is empty.
            ["| | |", "|---|---|", *(f"| {_safe(title)} | {took:.0f} {say('min')} |" for title, took in lengths)]
        )


def _picture(poll: Poll, release: Release, least: int, say: Say) -> Iterator[str]:
    yield f"{say('Answers:')} {release.ballots}"
    if not release.shown:
        yield say(_REASONS[release.reason or "too-few"])
        return
    yield "\n".join(f"- {_cell(poll, cell, release.ballots, least, say)}" for cell in release.shown)


def _cell(poll: Poll, cell: Cell, ballots: int, least: int, say: Say) -> str:
    labels = poll.labels()
    words = f" {say('or')} ".join(_safe(labels.get(option, option)) for option in cell.options)
    return f"{words}: {AMOUNTS[cell.band](cell, ballots, least, say)}"


def _few(_cell: Cell, _ballots: int, least: int, say: Say) -> str:
    return f"{say('few or none, fewer than')} {least}"


def _most(_cell: Cell, ballots: int, least: int, say: Say) -> str:
    return f"{say('most or all, at least')} {ballots - least + 1}"


def _pooled_cell(cell: Cell, _ballots: int, _least: int, say: Say) -> str:
    return f"{cell.count} {say('together')}"


def _exact(cell: Cell, _ballots: int, _least: int, _say: Say) -> str:
    return str(cell.count)


AMOUNTS: Mapping[Band, Callable[[Cell, int, int, Say], str]] = {
    "exact": _exact,
    "pooled": _pooled_cell,
    "few-or-none": _few,
    "most-or-all": _most,
}
"""What is written of a cell, by its band."""

complete("AMOUNTS in paper/summary.py", AMOUNTS, BANDS)
complete("_REASONS in paper/summary.py", _REASONS, REASONS)


def _safe(words: str) -> str:
    """Return words as Markdown that says just them: no mark in a label or a title is obeyed."""
    return _MARKS.sub(r"\\\1", " ".join(words.split()))
