"""What happened in a rehearsal: counts, and the slowest thank-you. The people in it are invented; a real session never
keeps such a thing.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import asdict, dataclass, field


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

    def as_text(self, *, again: bool = True) -> str:
        """Return it in words, for a terminal; unless `again`, without what is typed to play it again."""
        polls = ", ".join(f"{poll} {count}" for poll, count in sorted(self.ballots.items())) or "no poll was open"
        rows = (
            ("People who joined", f"{self.joined} of {self.people}"),
            ("Ballots thanked", f"{sum(self.ballots.values())} ({polls})"),
            ("Sent twice on purpose", str(self.sent_twice)),
            ("Tries that had to be repeated", str(self.retries)),
            ("Ballots that came too late", str(self.refused)),
            ("Lost the Wi-Fi and came back", str(self.dropped)),
            ("Questions asked", str(self.questions)),
            ("Pressed “Slower, please”", f"{self.slower} (the console never says how many)"),
            ("Your colleague", self._colleague()),
            ("Changes seen on phones", str(self.changes)),
            ("Slowest thank-you", "none was sent" if self.slowest is None else f"{self.slowest:.2f} s"),
            (
                "The pause",
                "did not come while somebody needed it"
                if self.paused_after is None
                else f"came after {self.paused_after:.0f} s",
            ),
            *([("To play it again", f"--people {self.people} --seed {self.seed}")] if again else []),
        )
        return "\n".join(f"  {name:<31}{value}" for name, value in rows)

    def _colleague(self) -> str:
        if not self.colleague:
            return "was not let in"
        return f"was let in, and signalled: {', '.join(self.signals) or 'nothing'}"


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
