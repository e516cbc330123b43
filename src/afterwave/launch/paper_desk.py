"""The front door's paper: the sheet that was made last, and the slips, which can be fetched as long as they count."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from afterwave.launch.opening import session_at
from afterwave.launch.sheets import ABROAD, KINDS, Paper

if TYPE_CHECKING:
    from afterwave.launch.front_door import FrontDoor

Facts = dict[str, Any]


class PaperDesk:
    """Makes sheets with the commands of the terminal.

    Slips that were made are in nobody's hands before somebody has fetched their sheet: until then, no poll counts them
    alone unless it is told to. Another sheet does not take their place.
    """

    def __init__(self, door: FrontDoor) -> None:
        """Take the front door, whose commands and choices these are."""
        self._door = door
        self.acts = {"print": self._print, "fetched": self._fetched}
        self._last, self._slips = Paper(), Paper()
        self._counted: Facts = {}

    def facts(self) -> Facts:
        """Return the sheet that was made last, `paper`, and the `slips` that count, {} where none were made here."""
        self._keep_slips()
        mark = self._door.session.facts().get("batch_mark", "")
        counts = bool(mark) and mark == self._counted.get("batch_mark")
        return {
            "paper": self._last.as_dict() if self._is_made else {},
            "slips": self._slips.as_dict() if counts else {},
        }

    def clear(self) -> None:
        """Delete what was made."""
        self._last.clear()
        self._slips.clear()

    @property
    def _is_made(self) -> bool:
        jobs = self._door.jobs
        return "print" in jobs and jobs["print"].state == "done"

    def _keep_slips(self) -> None:
        """Keep slips that were made, in place of those before: only now do those count no more."""
        if self._is_made and self._last.kind == "slips" and self._last is not self._slips:
            self._slips.clear()
            self._slips, self._counted = self._last, self._door.jobs["print"].facts

    def _print(self, facts: Facts) -> None:
        door = self._door
        kind = facts["kind"] if facts.get("kind") in KINDS else "handouts"
        more = {
            "slips": ["--unfetched", "--count", str(facts.get("count", 14))],
            "run-sheet": ["--minutes", str(door.choice.minutes), *door.choice.occasion_options()],
            "slides": door.choice.occasion_options(spoken=False),
            "summary": door.asked_in,
        }
        if "print" in door.jobs and door.jobs["print"].alive:
            return
        self._keep_slips()
        if self._last is not self._slips:
            self._last.clear()
        self._last = Paper()
        files = ["--output", self._last.new_sheet(kind), "--first-page", self._last.first_page]
        door.run("print", "print", kind, *files, *more.get(kind, []), *door.choice_options(country=kind in ABROAD))

    def _fetched(self, facts: Facts) -> None:
        """Let slips count that somebody saved or opened, if they are still those that do."""
        self._keep_slips()
        workshop = self._door.workshop()
        if not workshop or not self._counted or facts.get("number") != self._slips.number:
            return
        with closing(session_at(self._door.url, workshop)) as session:
            # Asked anew: a terminal may have printed others meanwhile, or forgotten these.
            if session.store.batch_mark() == self._counted["batch_mark"]:
                session.printed_for(self._counted["address"])
