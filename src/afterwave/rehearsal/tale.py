"""What happened in a rehearsal: counts, and the slowest thank-you. The people in it are invented; a real session never
keeps such a thing.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import asdict, dataclass, field

from afterwave.message import Message, Say, english

SIGNAL_NAMES: dict[str, Message] = {"slower": "slower", "outside": "outside", "pause": "pause"}
"""What the silent signals of a colleague are called in the tale."""


@dataclass(frozen=True)
class Tale:
    """A rehearsal told: `ballots` by poll are those that were thanked, `slowest` and `paused_after` are seconds (None:
    there was none). `slower` is how often that was pressed, `colleague` whether one was let in, and `signals` which of
    the silent signals that one gave.
    """

    seed: int
    people: int
    joined: int
    ballots: dict[str, int]
    retries: int
    sent_twice: int
    refused: int
    dropped: int
    questions: int
    changes: int
    slowest: float | None
    paused_after: float | None
    slower: int = 0
    signals: tuple[str, ...] = ()
    colleague: bool = False

    def as_dict(self) -> dict[str, object]:
        """Return it for JSON."""
        return asdict(self)

    def as_text(self) -> str:
        """Return it in words, for a terminal, with what is typed to play it again."""
        rows = [*self.rows(english), ("To play it again", f"--people {self.people} --seed {self.seed}")]
        return "\n".join(f"  {name:<31}{value}" for name, value in rows)

    def as_lines(self, say: Say) -> str:
        """Return it in a language, for a page: its letters are of no one width, so nothing is set below another."""
        return "\n".join(f"  {name}: {value}" for name, value in self.rows(say))

    def rows(self, say: Say) -> list[tuple[str, str]]:
        """Return it in a language: what each thing is, and how it went."""
        polls = ", ".join(f"{poll} {count}" for poll, count in sorted(self.ballots.items())) or say("no poll was open")
        slowest = say("none was sent") if self.slowest is None else f"{self.slowest:.2f} s"
        after = "" if self.paused_after is None else say("came after {seconds} s", seconds=f"{self.paused_after:.0f}")
        return [
            (say("People who joined"), say("{joined} of {people}", joined=self.joined, people=self.people)),
            (say("Ballots thanked"), f"{sum(self.ballots.values())} ({polls})"),
            (say("Sent twice on purpose"), str(self.sent_twice)),
            (say("Tries that had to be repeated"), str(self.retries)),
            (say("Ballots that came too late"), str(self.refused)),
            (say("Lost the Wi-Fi and came back"), str(self.dropped)),
            (say("Questions asked"), str(self.questions)),
            (
                say("Pressed “Slower, please”"),
                say("{times} (the console never says how many)", times=self.slower),
            ),
            (say("Your colleague"), self._colleague(say)),
            (say("Changes seen on phones"), str(self.changes)),
            (say("Slowest thank-you"), slowest),
            (say("The pause"), after or say("did not come while somebody needed it")),
        ]

    def _colleague(self, say: Say) -> str:
        if not self.colleague:
            return say("was not let in")
        signals = ", ".join(say(SIGNAL_NAMES[signal]) for signal in self.signals)
        return say("was let in, and signalled: {signals}", signals=signals or say("nothing"))


@dataclass
class TaleNotes:
    """What the phones note down while it happens."""

    joined: int = 0
    ballots: Counter[str] = field(default_factory=Counter)
    retries: int = 0
    sent_twice: int = 0
    refused: int = 0
    dropped: int = 0
    questions: int = 0
    changes: int = 0
    slowest: float | None = None
    slower: int = 0
    signals: list[str] = field(default_factory=list)
    colleague: bool = False
    pausing: asyncio.Event = field(default_factory=asyncio.Event)  # set while phones say that the group pauses

    def note_thanks(self, poll: str, seconds: float) -> None:
        """Note a ballot that was thanked, and how long its sender waited."""
        self.ballots[poll] += 1
        self.slowest = max(self.slowest or 0.0, seconds)
