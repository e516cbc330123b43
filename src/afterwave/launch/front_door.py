"""The front door's memory and hands: what is chosen, which commands run, and what its page is told of both."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from afterwave.content.countries import alphabetical
from afterwave.content.language import Language, language, own_name
from afterwave.content.load import languages
from afterwave.content.places import kit
from afterwave.content.workshop import Workshop
from afterwave.errors import MALFORMED, AfterwaveError, ContentError, UnfitPoll, UnknownRequest
from afterwave.launch.browser import open_pages
from afterwave.launch.choices import Choice, keep, last_choice
from afterwave.launch.evening_lock import evening_pages
from afterwave.launch.jobs import Job, start_command
from afterwave.launch.kept_pictures import pictures_of
from afterwave.launch.opening import session_at, workshop_in
from afterwave.launch.paper_desk import PaperDesk
from afterwave.launch.parts_desk import EVENINGS, SERVING, PartsDesk
from afterwave.launch.pictures_desk import PicturesDesk
from afterwave.launch.poll_desk import PollDesk
from afterwave.launch.practice_desk import PracticeDesk
from afterwave.launch.readiness_desk import ReadinessDesk
from afterwave.launch.session_desk import SessionDesk
from afterwave.launch.support_desk import SupportDesk
from afterwave.launch.workshop_desk import WorkshopDesk
from afterwave.message import Message
from afterwave.refusals import AlreadyRunning
from afterwave.session.networks import EVERYWHERE, nearby, room_addresses
from afterwave.session.occasion import unasked_polls

Facts = dict[str, Any]

LETTERS = 2
"""How many letters name a country; lines that are everywhere have another word."""


class FrontDoor:
    """What stands behind the front door's page: one for the program, however many pages are open."""

    def __init__(self, url: str, *, browser: bool, carry: Callable[[Workshop], None] = lambda _workshop: None) -> None:
        """Take the session's database, whether pages are opened in a browser, and what lays out the pages beside this
        one, such as Support, whenever another workshop, language or country was chosen.
        """
        self.url, self.browser, self.carry = url, browser, carry
        self.choice = last_choice()
        self.jobs: dict[str, Job] = {}
        self.refusals: dict[str, list[str]] = {}
        self._read: tuple[Choice, Workshop | None] | None = None
        # The kernel of each page that is open is answered in a thread of its own.
        self._one_at_a_time = threading.RLock()
        self.acts: dict[str, Callable[[Facts], None]] = {
            "look": self._look,
            "choose": self.choose,
            "lead": self._lead,
            "end": self._end,
        }
        self.acts |= {"read": self._read_alone, "forget": self._forget}
        self.session = SessionDesk(self)
        self._polls = PollDesk(self)
        self._own = WorkshopDesk(self)
        self._support = SupportDesk(self)
        self.ready = ReadinessDesk(self)
        self._parts = PartsDesk(self)
        self._practice = PracticeDesk(self)
        self._paper = PaperDesk(self)
        self._pictures = PicturesDesk()
        desks = (self._polls, self._own, self._support, self.ready, self._parts, self._practice, self._pictures)
        for desk in (*desks, self._paper):
            self.acts |= desk.acts
        # The workshop may have lost the language that was chosen the last time.
        self.choose({})

    def answer(self, asked: Mapping[str, Any]) -> Facts:
        """Do what a page asks, `{do, with}`, and return all that it is told; a refusal is among it, in the language of
        the page.
        """
        name, facts = str(asked.get("do", "look")), asked.get("with")
        with self._one_at_a_time:
            try:
                self._practice.look()
            except AfterwaveError as error:
                self.refusals[self._practice.ended_for] = self._lines(error)
            if name in self.acts:
                try:
                    self.acts[name](facts if isinstance(facts, dict) else {})
                except AfterwaveError as error:
                    self.refusals[name] = self._lines(error)
                except MALFORMED:
                    self.refusals[name] = [UnknownRequest().message(self.say)]
                else:
                    # Whether a chosen workshop can be read shows only where it is: `workshop` says so, and takes it
                    # back.
                    self.refusals.pop(name, None) if name != "choose" else None
            return self.facts()

    def _lines(self, error: AfterwaveError) -> list[str]:
        return error.each(self.say) if isinstance(error, UnfitPoll) else error.message(self.say).split("\n")

    def facts(self) -> Facts:
        """Return everything that the page shows."""
        workshop = self.workshop()
        folder = Path(self.choice.content) if self.choice.content else kit("content")
        codes = workshop.languages if workshop else tuple(filter(None, languages(folder)))
        return {
            "choice": asdict(self.choice),
            "language": self.language,
            "languages": [[code, own_name(code)] for code in codes],
            "title": workshop.title if workshop else "",
            "tab": workshop.discreet_title if workshop else "",
            "unasked": self._unasked_questions(workshop),
            # Asked with each look: this machine may join the room's network meanwhile.
            "hosts": list(room_addresses()),
            "countries": workshop_countries(workshop) if workshop else [],
            "jobs": {name: job.as_dict() for name, job in self.jobs.items()} | self._practice.coming(),
            "ended_for": self._practice.ended_for,
            "ready": self.ready.facts(),
            "parts": self._parts.facts(),
            "refusals": self.refusals,
            "session": self.session.facts(),
            "pictures": self._pictures.facts(),
            "polls": self._polls.facts(),
            "own": self._own.facts(),
            "support": self._support.facts(),
            **self._paper.facts(),
        }

    @property
    def language(self) -> str:
        """Return the language in which the page speaks."""
        return language_of(self.choice)

    @property
    def speech(self) -> Language:
        """Return what speaks the language of the page."""
        return language(kit("content"), self.language)

    def say(self, sentence: Message, /, **facts: object) -> str:
        """Return a sentence in the language of the page."""
        return self.speech.say(sentence, **facts)

    def workshop(self) -> Workshop | None:
        """Return the workshop that is chosen, None for one with mistakes; read once for each choice."""
        if self._read is None or self._read[0] != self.choice:
            try:
                content = Path(self.choice.content) if self.choice.content else None
                self._read = self.choice, workshop_in(content, self.choice.language, self.choice.country)
                self.refusals.pop("choose", None)
                if self._read[1]:
                    self.carry(self._read[1])
            except ContentError as error:
                self._read = self.choice, None
                self.refusals["choose"] = str(error).split("\n")
        return self._read[1]

    def _unasked_questions(self, workshop: Workshop | None) -> list[str]:
        """Return the questions to the group that so few people as were chosen are not asked."""
        out = unasked_polls(workshop, self.choice.people) if workshop else frozenset[str]()
        return [poll.question for poll in workshop.polls.values() if poll.id in out] if workshop else []

    def read_again(self) -> None:
        """Read the workshop anew the next time: its files may be other ones."""
        self._read = None

    def stop(self) -> None:
        """End whatever runs."""
        jobs = [*self.jobs.values(), *self.ready.jobs]
        # All are told before one is waited for: they end side by side.
        for job in jobs:
            job.end()
        for job in jobs:
            job.stop()
        self._paper.clear()

    def run(self, name: str, *args: str, ready: Callable[[Facts], None] | None = None) -> None:
        """Run a command under a name, unless one of that name runs already; an evening, once a practice has ended."""
        if name in self.jobs:
            if self.jobs[name].alive:
                return
            # It has ended; what is left of it is our end of its pipe.
            self.jobs[name].stop()
        if name in SERVING:
            self.ready.free_port()

        def begin() -> None:
            self.jobs[name] = self.start_job(*args, ready=ready)

        if name not in EVENINGS or not self._practice.makes_room(name, begin):
            begin()

    def start_job(self, *args: str, ready: Callable[[Facts], None] | None = None) -> Job:
        """Return a command that was begun just now; what is chosen here is said in options."""
        return start_command(self.url, *args, spoken=self.language, ready=ready)

    def choice_options(self, *, country: bool = True) -> list[str]:
        """Return the options that name what is chosen."""
        values = {
            "--content": self.choice.content,
            "--language": self.choice.language,
            "--country": self.choice.country if country else "",
        }
        return [word for name, value in values.items() if value for word in (name, value)]

    @property
    def unseen(self) -> list[str]:
        """Return the option with which a command opens no pages, where none are to be opened."""
        return [] if self.browser else ["--no-browser"]

    @property
    def asked_in(self) -> list[str]:
        """Return the option that names the file of the polls that the session was about, where it was about no
        workshop's.
        """
        return ["--file", self.choice.file] if self.choice.file and Path(self.choice.file).is_file() else []

    def _look(self, _facts: Facts) -> None:
        pass

    def choose(self, facts: Facts) -> None:
        """Choose some of it anew, and keep that for the next time; a language that the workshop lacks gives way to its
        first.
        """
        old, self.choice = self.choice, self.choice.with_facts(facts)
        folder = Path(self.choice.content) if self.choice.content else kit("content")
        # An empty language stands for a workshop.yaml that cannot be read.
        codes = tuple(filter(None, languages(folder)))
        if codes and self.choice.language not in codes:
            self.choice = self.choice.with_facts({"language": codes[0]})
        if self.choice != old:
            keep(self.choice)

    def _lead(self, facts: Facts) -> None:
        new, before = ["--new"] if facts.get("new") else [], self.session.facts()
        begins = bool(new or before["ended"] or not before.get("kept"))

        def ready(addresses: Facts) -> None:
            # An evening that goes on with a session needs the words of the polls that ran before it.
            if begins and not addresses.get("already"):
                self.remember("")
            self.show_evening(addresses)

        length = ["--minutes", str(self.choice.minutes), *self.choice.occasion_options()]
        self.run("lead", "present", "--no-browser", "--json", *new, *length, *self.choice_options(), ready=ready)

    def remember(self, file: str) -> None:
        """Keep the file of the polls that the session is about, "" for a workshop's."""
        # Each command is listened to in a thread of its own.
        with self._one_at_a_time:
            self.choose({"file": file})

    def show_evening(self, addresses: Facts) -> None:
        """Let phones open the address that was chosen, where it is one of this machine's, and open both pages; those of
        an evening that another window began (`already`) find it where that listens.
        """
        mine = {urlsplit(one).hostname: one for one in nearby(addresses["participants"], EVERYWHERE[0])}
        workshop, address = self.workshop(), mine.get(self.choice.host)
        if workshop and address and not addresses.get("already"):
            with closing(session_at(self.url, workshop)) as session:
                # Where the console writes it, too: the stage's code and what is said of slips follow.
                session.reached_at(urlsplit(address).port or 80, address)
            addresses["participants"] = address
        if self.browser:
            open_pages(addresses["presenter"], addresses["facilitator"])

    def _end(self, facts: Facts) -> None:
        if (job := self.jobs.get(str(facts.get("job")))) is not None:
            job.end()

    def _read_alone(self, _facts: Facts) -> None:
        self.run("read", "read", "--json", *self.unseen, *self.choice_options())

    def _forget(self, _facts: Facts) -> None:
        # Asked now: what the page knows may be some seconds old, and nothing brings an open poll back.
        if (pages := evening_pages(self.url)) is not None:
            raise AlreadyRunning(pages)
        pictures = pictures_of(self.session.facts().get("since"))
        self.run(
            "forget", "forget", "--yes", "--output", str(pictures), *self.asked_in, *self.choice_options(country=False)
        )


def language_of(choice: Choice) -> str:
    """Return the language in which the front door speaks: the one chosen, where the kit has it."""
    return choice.language if choice.language in languages(kit("content")) else "en"


def workshop_countries(workshop: Workshop) -> list[list[str]]:
    """Return the countries for which a workshop has support lines, by name: their letters, and their names in its
    language.
    """
    countries = {line.country for line in workshop.support if len(line.country) == LETTERS}
    named = [[letters, workshop.speech.country(letters)] for letters in countries]
    return sorted(named, key=lambda pair: alphabetical(pair[1]))
