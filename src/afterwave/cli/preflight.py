"""`afterwave preflight`: does not say "ready" until the room is, and says of each thing that is not what to do."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from afterwave.cli.addresses import phone_address
from afterwave.cli.options import Content, Country, Database, Host, Json, Language, Port
from afterwave.content.occasion import MOST_PEOPLE
from afterwave.content.workshop import Workshop
from afterwave.errors import AfterwaveError, ContentError
from afterwave.launch import readiness
from afterwave.launch.children import PHONES_SERVER, Child, ChildFailed
from afterwave.launch.first_phone import FirstPhone
from afterwave.launch.network import FIRST_PORT, free_port, heard_at, public_address, refusal
from afterwave.launch.opening import session_at, workshop_in
from afterwave.launch.page_language import page_words
from afterwave.launch.readiness import PARTS, Check, ReadinessPart
from afterwave.launch.workshops import read_editions
from afterwave.message import Message
from afterwave.refusals import NoSuchHost, PortForbidden, PortTaken
from afterwave.session.home import CONTENT, COUNTRY, DATABASE, LANGUAGE, database_file, default_database
from afterwave.session.networks import EVERYWHERE, room_address, url

People = Annotated[int, typer.Option(min=1, max=MOST_PEOPLE, help="How many people you expect.")]
Address = Annotated[
    str,
    typer.Option(
        callback=phone_address,
        help="The address phones open, where it is not this machine's own (a tunnel, a proxy).",
        show_default=False,
    ),
]
NoPhone = Annotated[bool, typer.Option("--no-phone", help="Do not wait for a first phone.")]
Wait = Annotated[float, typer.Option(min=1, max=600, help="Seconds to wait for a first phone.")]
Projector = Annotated[
    bool, typer.Option("--projector", help="Say that the stage is open on the projector; else you are asked.")
]
WithColleague = Annotated[
    bool, typer.Option("--colleague", help="Say that a colleague looks after the room; else you are asked.")
]
QuietRoom = Annotated[
    bool, typer.Option("--quiet-room", help="Say that there is a quiet room next door; else you are asked.")
]

Only = Annotated[
    list[ReadinessPart] | None,
    typer.Option(
        help="Look at this alone; may be given several times. A phone is tried once the network was.",
        show_default="everything",
    ),
]
OneByOne = Annotated[
    bool, typer.Option("--one-by-one", help="Print each thing as a line of JSON as soon as it was looked at.")
]

ADDRESS_FIRST: Message = "the address comes first"
PORT_GONE: Message = "the port could not be used again ({reason})"

QUESTIONS = {
    "projector": (ReadinessPart.PROJECTOR, "Is the stage open on the projector, and does it fill it?"),
    "colleague": (ReadinessPart.BESIDE, "Does a colleague look after the room while you lead?"),
    "room": (ReadinessPart.BESIDE, "Is there a quiet room next door?"),
}
"""What is asked of the facilitator, for no program can see it."""


def preflight(
    country: Country = "",
    people: People = 14,
    projector: Projector = False,
    colleague: WithColleague = False,
    quiet_room: QuietRoom = False,
    no_phone: NoPhone = False,
    wait: Wait = 90,
    address: Address = "",
    host: Host = "0.0.0.0",  # noqa: S104 - the address that `afterwave present` listens at
    port: Port = None,
    database: Database = "",
    content: Content = None,
    language: Language = "",
    only: Only = None,
    one_by_one: OneByOne = False,
    as_json: Json = False,
) -> None:
    """Look at everything an evening needs, and say what is missing and how to mend it; exit status 0 is ready, 1 is not
    yet.
    """
    about: dict[str, Any] = {
        "database": database,
        "content": content,
        "language": language,
        "country": country,
        "people": people,
    }
    said = {"projector": projector, "colleague": colleague, "room": quiet_room}
    where: dict[str, Any] = {
        "address": address,
        "host": host,
        "port": port,
        "said": {name for name, on in said.items() if on},
        "wait": None if no_phone else wait,
    }
    look = Look(**about, **where, parts=frozenset(only or PARTS), one_by_one=one_by_one)
    checks = []
    for check in look.checks(quiet=as_json or one_by_one):
        checks.append(check)
        if one_by_one:
            print(json.dumps(check.as_dict()), flush=True)
    if not one_by_one:
        print(_as_json(checks) if as_json else readiness.table(checks))
    raise typer.Exit(0 if all(check.ok for check in checks) else 1)


def _as_json(found: Sequence[Check]) -> str:
    facts = {"ready": all(check.ok for check in found), "checks": [check.as_dict() for check in found]}
    return json.dumps(facts, indent=1)


@dataclass(frozen=True)
class Look:
    """What is looked at, and where: the options of the command, `wait` None for no phone."""

    database: str
    content: Path | None
    language: str
    country: str
    people: int
    said: Collection[str]
    wait: float | None
    address: str
    host: str
    port: int | None
    parts: frozenset[ReadinessPart]
    one_by_one: bool

    def checks(self, *, quiet: bool) -> Iterator[Check]:
        """Give each thing as soon as it was looked at; nobody is asked anything where it is `quiet`."""
        about, workshop = _about_content(self.content, self.language, self.country)
        # Content with mistakes is told whatever was asked for: nothing that needs the workshop can be looked at.
        yield from (check for check in about if workshop is None or readiness.part_of(check.name) in self.parts)
        if ReadinessPart.MACHINE in self.parts:
            yield readiness.memory(readiness.available_memory(), self.people)
            yield readiness.disk(readiness.free_disk(_folder(self.database)))
        if workshop and self.parts & {ReadinessPart.NETWORK, ReadinessPart.PHONE}:
            yield from _about_network(workshop, self)
        if workshop and ReadinessPart.SLIPS in self.parts:
            yield from _about_slips(self.database, workshop, self.host, self.port, self.address)
        said = {*self.said, *(() if quiet else _facilitators_word(self.parts, self.said))}
        for part in readiness.VOUCHED:
            if part in self.parts:
                yield from readiness.VOUCHED[part](said)

    @property
    def waits(self) -> bool:
        """Return whether a first phone is waited for."""
        return self.wait is not None and ReadinessPart.PHONE in self.parts


def _about_content(content: Path | None, language: str, country: str) -> tuple[list[Check], Workshop | None]:
    """Return what is found in the content, and the workshop itself where it can be read."""
    try:
        workshop = workshop_in(content, language, country)
    except ContentError as error:
        return [readiness.content(len(error.problems))], None
    # No server begins while one of the languages has mistakes, whichever the evening is held in.
    if mistakes := read_editions(workshop.folder)[1]:
        return [readiness.content(len(mistakes))], None
    return [
        readiness.content(0),
        readiness.support(workshop.support, workshop.country, date.today()),  # noqa: DTZ011 - as lines are called
    ], workshop


def _about_network(workshop: Workshop, look: Look) -> Iterator[Check]:
    """Look at the participants' server: one that is up already, at its address, else one started for this, on a
    database that goes with it.
    """
    if look.address:
        yield from _answers(workshop, look.address)
        if ReadinessPart.PHONE in look.parts:
            yield readiness.phone(
                came=None, why="the server at --address does not tell who comes; open it on a phone yourself"
            )
        return
    host = heard_at(look.host)
    own_host = room_address() if host in EVERYWHERE else host
    try:
        if look.port and (reason := refusal(host, look.port)):
            raise reason
        port = look.port or free_port(host)
        with _server(workshop, host, port):
            # Asked while it is up, and told when it is gone: the first phone needs its port.
            answers = _answers(workshop, url(own_host, port))
    except (ChildFailed, PortTaken, PortForbidden, NoSuchHost) as error:
        yield readiness.address("", reached=False, why=error.message(page_words()))
        return
    yield from answers
    if look.waits and not all(check.ok for check in answers):
        yield readiness.phone(came=None, why=page_words()(ADDRESS_FIRST))
    elif look.waits:
        yield _first_phone(host, port, own_host, look)
    elif ReadinessPart.PHONE in look.parts:
        yield readiness.phone(came=None, why="you chose --no-phone")


def _about_slips(database: str, workshop: Workshop, host: str, port: int | None, address: str) -> list[Check]:
    """Look whether the slips that were printed for this session lead to where phones will reach it; nothing where there
    is no session, or no slip.
    """
    file = _file(database)
    # Opening a session makes it, and whoever only looks is to leave nothing.
    if file and not file.exists():
        return []
    try:
        with closing(session_at(database, workshop)) as session:
            state, count = session.state(), session.store.slip_count()
    except AfterwaveError:
        return []
    base = address or public_address(host, port or state.port or FIRST_PORT)
    return [readiness.slips(count, state.stale_address(base), base)] if count and state.printed else []


def _answers(workshop: Workshop, base: str) -> list[Check]:
    healthy = readiness.fetch(f"{base}healthz")
    leave = workshop.exit_url or f"{base}exit"
    return [
        # A venue's sign-in page answers every address with a page of its own: only the server's very words count.
        readiness.address(base, reached=healthy == "ok\n"),
        readiness.exit_page(leave, answers=readiness.fetch(leave) is not None),
    ]


def _first_phone(host: str, port: int, here: str, look: Look) -> Check:
    seconds = look.wait or 0
    try:
        with FirstPhone(host, port, here) as phone:
            if look.one_by_one:
                print(json.dumps({"participants": phone.address}), flush=True)
            else:
                print(phone.invitation(seconds), file=sys.stderr, flush=True)
            return readiness.phone(came=phone.came_within(seconds))
    except OSError as error:
        return readiness.phone(came=None, why=page_words()(PORT_GONE, reason=error.strerror))


@contextmanager
def _server(workshop: Workshop, host: str, port: int) -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="afterwave-preflight-") as folder:
        env = {
            # Not the evening's own: a server that starts makes one, and shuts out a colleague who was let in.
            DATABASE: f"sqlite:///{folder}/session.sqlite",
            CONTENT: str(workshop.folder),
            LANGUAGE: workshop.language,
            COUNTRY: workshop.country,
        }
        child = Child(
            PHONES_SERVER,
            ["-m", "afterwave", "serve", "--host", host, "--port", str(port), "--json", "--lifeline"],
            env=env,
        )
        child.start()
        try:
            yield
        finally:
            child.stop()


def _facilitators_word(parts: Collection[ReadinessPart], said: Collection[str]) -> Iterator[str]:
    """Give what the facilitator says on being asked, of what nobody said before; nobody is asked where nobody can
    answer.
    """
    for name, (part, question) in QUESTIONS.items():
        if part in parts and name not in said and sys.stdin.isatty() and typer.confirm(question, default=False):
            yield name


def _folder(database: str) -> Path | None:
    """Return the folder that a session's database is written to, or None where it is not a file."""
    file = _file(database)
    return file.parent if file else None


def _file(database: str) -> Path | None:
    """Return the file that a session's database is, or None where it is none."""
    try:
        file = database_file(database or default_database())
    except AfterwaveError:
        return None
    return file.absolute() if file else None
