"""What must hold between the files of a workshop: everything named is defined, no slide is a lecture, and what must be
there has the time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from afterwave.content.blocks import Chart, Deck, Evidence, PollBlock, Slide
from afterwave.content.known import mend
from afterwave.content.render import to_text
from afterwave.content.workshop import Section, Study
from afterwave.content.yamlfile import YamlFile
from afterwave.errors import Problem

MOST_WORDS = 40
"""The most words a slide may hold: more is read while somebody speaks, and then neither is heard."""

MOST_ON_A_FRONT = 4
"""The most words on a card's front: a name, and no sentence."""


def undefined_claims(sections: tuple[Section, ...], claims: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for every evidence block whose claim nobody defines."""
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Evidence) and block.id not in claims:
                yield Problem(
                    section.path,
                    block.line,
                    f'no claim "{block.id}" is defined',
                    mend(block.id, claims, "define it in evidence.yaml"),
                )


def undefined_polls(sections: tuple[Section, ...], polls: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for every poll block whose poll nobody defines."""
    for path, block in _poll_blocks(sections):
        if block.id not in polls:
            cure = mend(block.id, polls, "define it in polls.yaml")
            yield Problem(path, block.line, f'no poll "{block.id}" is defined', cure)


def repeated_polls(sections: tuple[Section, ...]) -> Iterator[Problem]:
    """Yield a problem for every poll block that asks a poll a second time."""
    asked: set[str] = set()
    for path, block in _poll_blocks(sections):
        if block.id in asked:
            cure = "Ask each poll once: its picture is shown once."
            yield Problem(path, block.line, f'the poll "{block.id}" stands twice', cure)
        asked.add(block.id)


def _poll_blocks(sections: tuple[Section, ...]) -> Iterator[tuple[Path, PollBlock]]:
    for section in sections:
        yield from ((section.path, block) for block in section.blocks if isinstance(block, PollBlock))


def untold_polls(sections: tuple[Section, ...]) -> Iterator[Problem]:
    """Yield a problem for every slide that names a poll which no section asks: it would stand there when that poll has
    left.
    """
    asked = [block.id for section in sections for block in section.blocks if isinstance(block, PollBlock)]
    for section in sections:
        for block in section.blocks:
            for poll in block.polls if isinstance(block, Slide) else ():
                if poll not in asked:
                    problem = f'slide "{block.id}" names the poll "{poll}", which no section asks'
                    yield Problem(section.path, block.line, problem, mend(poll, asked, "take it out of `polls`"))


def long_slides(sections: tuple[Section, ...]) -> Iterator[Problem]:
    """Yield a problem for every slide with more words than a room can take in."""
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Slide) and (words := len(to_text(block.text).split())) > MOST_WORDS:
                cure = f"Keep {MOST_WORDS} at most; the rest belongs into prose or notes."
                yield Problem(section.path, block.line, f'slide "{block.id}" has {words} words', cure)


def long_cards(sections: tuple[Section, ...]) -> Iterator[Problem]:
    """Yield a problem for every card whose front is more than a name, or whose back is more than a room can take in."""
    for section in sections:
        for block in section.blocks:
            for front, back in block.deck if isinstance(block, Deck) else ():
                for side, text, most in (("front", front, MOST_ON_A_FRONT), ("back", back, MOST_WORDS)):
                    if (words := len(to_text(text).split())) > most:
                        yield Problem(
                            section.path,
                            block.line,
                            f'cards "{block.id}": the {side} of "{front}" has {words} words',
                            f"Keep {most} at most.",
                        )


def unknown_windows(sections: tuple[Section, ...], studies: Mapping[str, Study]) -> Iterator[Problem]:
    """Yield a problem for every window that a chart names and no study may be charted in."""
    known = list(dict.fromkeys(study.window for study in studies.values() if study.chart))
    for section in sections:
        for block in section.blocks:
            for window, _ in block.windows if isinstance(block, Chart) else ():
                if window not in known:
                    problem = f'chart "{block.id}": no study with `chart: true` has the window "{window}"'
                    cure = (
                        f"Write one of: {', '.join(known)}."
                        if known
                        else "Add studies to prevalence.yaml, or drop the chart."
                    )
                    yield Problem(section.path, block.line, problem, cure)


def too_long(sections: tuple[Section, ...], length: int, head: YamlFile) -> Iterator[Problem]:
    """Yield a problem where the essential sections, each at its least, take more minutes than the workshop has."""
    essential = [section for section in sections if section.essential]
    least = sum(section.minutes.min for section in essential)
    if least > length:
        named = ", ".join(f"{section.slug} {section.minutes.min}" for section in essential)
        cure = (
            f"Write `length: {least}` or more, lower a `min`, or give one of them a cut_order in place of essential: "
            f"{named}."
        )
        yield Problem(
            head.path,
            head.line(["length"]),
            f"the essential sections take {least} minutes at least, and the length is {length}",
            cure,
        )


def unknown_sources(claims: YamlFile | None, references: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for every source that a claim names and nobody defines."""
    entries = claims.data if claims and isinstance(claims.data, Mapping) else {}
    # From the file and not from the claims: lines are known there, and a claim with another mistake is looked at, too.
    for claim, fields in entries.items():
        for place, source in enumerate(fields.get("sources") or () if isinstance(fields, Mapping) else ()):
            if claims and source not in references:
                problem = f'claim "{claim}" names the source "{source}", which nobody defines'
                yield Problem(
                    claims.path,
                    claims.line([claim, "sources", place]),
                    problem,
                    mend(str(source), references, "define it in references.yaml"),
                )


def unknown_study_sources(studies: YamlFile | None, references: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for every study whose source nobody defines."""
    entries = studies.data if studies and isinstance(studies.data, Mapping) else {}
    for study, fields in entries.items():
        source = fields.get("source") if isinstance(fields, Mapping) else None
        if studies and source and source not in references:
            problem = f'study "{study}" names the source "{source}", which nobody defines'
            yield Problem(
                studies.path,
                studies.line([study, "source"]),
                problem,
                mend(str(source), references, "define it in references.yaml"),
            )
