"""What stands behind the console's page once the evening has ended: it prints, and forgets, as the front door does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from afterwave.content.workshop import Workshop
from afterwave.errors import AfterwaveError
from afterwave.launch.jobs import Job, start_command
from afterwave.launch.kept_pictures import pictures_of
from afterwave.launch.opening import session_at
from afterwave.launch.sheets import ABROAD, AFTERWARDS, Paper

Facts = dict[str, Any]


class Afterwards:
    """One for an evening, however many consoles are open; its commands are those of the terminal."""

    def __init__(self, url: str, workshop: Workshop, pictures: Path | None = None) -> None:
        """Take the session's database, what the evening is about, and the folder in which its pictures are kept, the
        user's own unless another is named.
        """
        self._url, self._workshop, self._pictures = url, workshop, pictures
        self._jobs: dict[str, Job] = {}
        self._refusals: dict[str, list[str]] = {}
        self._paper = Paper()
        # Each console's kernel is answered in a thread of its own.
        self._one_at_a_time = threading.RLock()
        self._acts: dict[str, Callable[[str], None]] = {"print": self._print, "forget": self._forget}

    def answer(self, asked: Mapping[str, Any]) -> Facts:
        """Do what the page asks, `{do, with}`, and return all that it is told; a refusal is among it, in the words of
        the terminal.
        """
        name = str(asked.get("do", "look"))
        with self._one_at_a_time:
            if name in self._acts and not self._is_alive(name):
                self._refusals.pop(name, None)
                try:
                    self._acts[name](str(asked.get("with", "")))
                except AfterwaveError as error:
                    self._refusals[name] = error.message(self._workshop.speech.say).split("\n")
            return self.facts()

    def facts(self) -> Facts:
        """Return which sheets there are to print, how the commands go, and the sheet that was made last."""
        is_made = "print" in self._jobs and self._jobs["print"].state == "done"
        return {
            "kinds": list(self._kinds),
            "jobs": {name: job.as_dict() for name, job in self._jobs.items()},
            "paper": self._paper.as_dict() if is_made else {},
            "refusals": self._refusals,
        }

    def stop(self) -> None:
        """End whatever runs, and delete the sheet; what is being destroyed is destroyed first."""
        if self._is_alive("forget"):
            # A forgetting that is broken off would keep the pictures, and leave what it was to destroy.
            self._jobs["forget"].finish()
        for job in self._jobs.values():
            job.stop()
        self._paper.clear()

    @property
    def is_forgotten(self) -> bool:
        """Return whether the session was forgotten here."""
        return "forget" in self._jobs and self._jobs["forget"].state == "done"

    @property
    def _kinds(self) -> tuple[str, ...]:
        """Return what may be printed: the sheet of support lines is one country's, and of what was forgotten there is
        none.
        """
        without = {"support": not self._workshop.country, "summary": self.is_forgotten}
        return tuple(kind for kind in AFTERWARDS if not without.get(kind))

    def _is_alive(self, name: str) -> bool:
        return name in self._jobs and self._jobs[name].alive

    def _print(self, kind: str) -> None:
        if kind not in self._kinds:
            return
        if "print" in self._jobs:
            # It has ended, or nothing would be asked of it here; what is left of it is our end of its pipe.
            self._jobs["print"].stop()
        country = ["--country", self._workshop.country] if kind in ABROAD and self._workshop.country else []
        files = ["--output", self._paper.new_sheet(kind), "--first-page", self._paper.first_page]
        self._jobs["print"] = start_command(
            self._url, "print", kind, *files, *self._options, *country, spoken=self._language
        )

    def _forget(self, _nothing: str) -> None:
        with closing(session_at(self._url, self._workshop)) as session:
            # Asked before: once it is forgotten, nobody knows on which day it was.
            pictures = pictures_of(session.state().started, self._pictures)
        self._jobs["forget"] = start_command(
            self._url, "forget", "--yes", "--output", str(pictures), *self._options, spoken=self._language
        )

    @property
    def _language(self) -> str:
        return self._workshop.language

    @property
    def _options(self) -> list[str]:
        return ["--content", str(self._workshop.folder), "--language", self._workshop.language]
