"""`afterwave preflight`: does not say "ready" until the room is, and says of each thing that is not what to do."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from afterwave.cli.addresses import opened
from afterwave.cli.options import Content, Country, Database, Host, Json, Language, Port
from afterwave.content.workshop import Workshop
from afterwave.errors import AfterwaveError, ContentError
from afterwave.launch import readiness
from afterwave.launch.children import Child, ChildFailed
from afterwave.launch.first_phone import FirstPhone
from afterwave.launch.network import FIRST_PORT, free_port, heard_at, public_address, refusal
from afterwave.launch.opening import session_at, workshop_in
from afterwave.launch.readiness import Check
from afterwave.refusals import NoSuchHost, PortForbidden, PortTaken
from afterwave.session.home import CONTENT, COUNTRY, DATABASE, LANGUAGE, default_database
from afterwave.session.networks import EVERYWHERE, room_address, url

People = Annotated[int, typer.Option(min=1, max=2000, help="How many people you expect.")]
Address = Annotated[
    str,
    typer.Option(
        callback=opened,
        help="The address phones open, where it is not this machine's own (a tunnel, a proxy).",
        show_default=False,
    ),
]
NoPhone = Annotated[bool, typer.Option("--no-phone", help="Do not wait for a first phone.")]
Wait = Annotated[float, typer.Option(min=1, max=600, help="Seconds to wait for a first phone.")]
Projector = Annotated[
    bool, typer.Option("--projector", help="Say that the stage is open on the projector; else you are asked.")
]


def preflight(
    country: Country = "",
    people: People = 14,
    projector: Projector = False,
    no_phone: NoPhone = False,
    wait: Wait = 90,
    address: Address = "",
    host: Host = "0.0.0.0",  # noqa: S104 - the address that `afterwave present` listens at
    port: Port = None,
    database: Database = "",
    content: Content = None,
    language: Language = "",
    as_json: Json = False,
) -> None:
    """Look at everything an evening needs, and say what is missing and how to mend it; exit status 0 is ready, 1 is not
    yet.
    """
    found, workshop = _about_content(content, language, country)
    found += [
        readiness.memory(readiness.available_memory(), people),
        readiness.disk(readiness.free_disk(_folder(database))),
    ]
    if workshop:
        found += _about_network(workshop, host, port, address, None if no_phone else wait)
        found += _about_slips(database, workshop, host, port, address)
    found.append(readiness.projector(seen=projector or _asked_for_the_projector(quiet=as_json)))
    ready = all(check.ok for check in found)
    print(
        json.dumps({"ready": ready, "checks": [check.as_dict() for check in found]}, indent=1)
        if as_json
        else readiness.table(found)
    )
    raise typer.Exit(0 if ready else 1)


def _about_content(content: Path | None, language: str, country: str) -> tuple[list[Check], Workshop | None]:
    """Return what is found in the content, and the workshop itself where it can be read."""
    try:
        workshop = workshop_in(content, language, country)
    except ContentError as error:
        return [readiness.content(len(error.problems))], None
    return [
        readiness.content(0),
        readiness.support(workshop.support, workshop.country, datetime.now(UTC).date()),
    ], workshop


def _about_network(workshop: Workshop, host: str, port: int | None, address: str, wait: float | None) -> list[Check]:
    """Look at the participants' server: one that is up already, at `address`, else one started for this, on a database
    that goes with it.
    """
    if address:
        return [
            *_answers(workshop, address),
            readiness.phone(
                came=None, why="the server at --address does not tell who comes; open it on a phone yourself"
            ),
        ]
    host = heard_at(host)
    here = room_address() if host in EVERYWHERE else host
    try:
        if port and (refused := refusal(host, port)):
            raise refused
        chosen = port or free_port(host)
        with _server(workshop, host, chosen):
            found = _answers(workshop, url(here, chosen))
    except (ChildFailed, PortTaken, PortForbidden, NoSuchHost) as error:
        return [readiness.address("", reached=False, why=str(error))]
    if wait is None:
        return [*found, readiness.phone(came=None, why="you chose --no-phone")]
    if not all(check.ok for check in found):
        return [*found, readiness.phone(came=None, why="the address comes first")]
    return [*found, _first_phone(host, chosen, here, wait)]


def _about_slips(database: str, workshop: Workshop, host: str, port: int | None, address: str) -> list[Check]:
    """Look whether the slips that were printed for this session lead to where phones will reach it; nothing where there
    is no session, or no slip.
    """
    file = _file(database)
    if file and not file.exists():
        return []
    try:
        with closing(session_at(database, workshop)) as session:
            state, printed = session.state(), session.store.printed()
    except AfterwaveError:
        return []
    here = address or public_address(host, port or state.port or FIRST_PORT)
    return [readiness.slips(printed, state.astray(here), here)] if printed and state.printed else []


def _answers(workshop: Workshop, base: str) -> list[Check]:
    healthy = readiness.fetched(f"{base}healthz")
    leave = workshop.exit_url or f"{base}exit"
    return [
        readiness.address(base, reached=healthy == "ok\n"),
        readiness.exit_page(leave, answers=readiness.fetched(leave) is not None),
    ]


def _first_phone(host: str, port: int, here: str, seconds: float) -> Check:
    try:
        with FirstPhone(host, port, here) as waiting:
            print(waiting.invitation(seconds), file=sys.stderr, flush=True)
            return readiness.phone(came=waiting.came_within(seconds))
    except OSError as error:
        return readiness.phone(came=None, why=f"the port could not be used again ({error.strerror})")


@contextmanager
def _server(workshop: Workshop, host: str, port: int) -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="afterwave-preflight-") as folder:
        env = {
            DATABASE: f"sqlite:///{folder}/session.sqlite",
            CONTENT: str(workshop.folder),
            LANGUAGE: workshop.language,
            COUNTRY: workshop.country,
        }
        child = Child(
            "The participants' server",
            ["-m", "afterwave", "serve", "--host", host, "--port", str(port), "--json", "--lifeline"],
            env=env,
        )
        child.start()
        try:
            yield
        finally:
            child.stop()


def _asked_for_the_projector(*, quiet: bool) -> bool:
    """Return what the facilitator sees on the projector; nobody is asked where nobody can answer."""
    if quiet or not sys.stdin.isatty():
        return False
    return typer.confirm("Is the stage open on the projector, and does it fill it?", default=False)


def _folder(database: str) -> Path | None:
    """Return the folder that a session's database is written to, or None where it is not a file."""
    file = _file(database)
    return file.parent if file else None


def _file(database: str) -> Path | None:
    """Return the file that a session's database is, or None where it is none."""
    try:
        url = database or default_database()
    except AfterwaveError:
        return None
    return Path(url.removeprefix("sqlite:///")).absolute() if url.startswith("sqlite:///") else None
