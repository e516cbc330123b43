"""`afterwave present`: everything a facilitator needs for an evening, with one command."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from afterwave.cli.addresses import phone_address
from afterwave.cli.help_text import as_typed
from afterwave.cli.options import (
    Content,
    Country,
    Database,
    ForPeople,
    Host,
    Json,
    Language,
    Port,
    SpokenLanguages,
    When,
    Where,
)
from afterwave.cli.resume import in_its_language, port_before, renew_or_go_on
from afterwave.content.places import kit
from afterwave.launch.browser import open_pages
from afterwave.launch.evening import Evening, EveningAddresses, EveningPlan
from afterwave.launch.evening_lock import evening_facts, evening_pages, hold_evening, phones_address
from afterwave.launch.interrupts import end_when_told, hear_no_more
from afterwave.launch.opening import session_at, workshop_in
from afterwave.launch.page_language import page_words
from afterwave.launch.terminal import STARTING, qr_code, tell_terminal
from afterwave.refusals import AnotherRuns, already_running
from afterwave.session.home import default_database
from afterwave.session.networks import EVERYWHERE, LOOPBACK, nearby
from afterwave.session.occasion import settle

NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open the stage and the console in a browser.")]
New = Annotated[bool, typer.Option("--new", help="Begin a new session; what an earlier one left is forgotten.")]
Minutes = Annotated[
    int | None,
    typer.Option(min=15, max=300, help="How long the evening is to be.", show_default="as long as the workshop says"),
]
PeopleAddress = Annotated[
    str,
    typer.Option(
        callback=phone_address,
        help="The address phones open, where it is not this machine's own (a tunnel, a proxy).",
        show_default=False,
    ),
]

ALONE = (
    "  Phones cannot reach this address: it is this machine's own. Join the room's Wi-Fi, or open a hotspot;\n"
    "  then choose its address on the console, and the stage shows it.\n"
)
OTHERS = (
    "  This machine is in other networks too: {others}\n"
    "  Where phones are in one of those, choose its address on the console, and the stage shows it.\n"
)
LEAVE_OPEN = (
    "  Leave this window open: the evening runs in it. To end, hold Ctrl and press C. The session stays on this "
    "machine until you forget it."
)
FORGOTTEN = "\nClosed. The session was forgotten; its pictures are in the file that the console named."
AGAIN = (
    "  This session runs already, in another window, and these are its pages. To end it, hold Ctrl and press C there."
)


def present(
    no_browser: NoBrowser = False,
    new: New = False,
    database: Database = "",
    content: Content = None,
    language: Language = "",
    country: Country = "",
    host: Host = "0.0.0.0",  # noqa: S104 - phones come from the room's network; the port has no privileged route
    port: Port = None,
    people_address: PeopleAddress = "",
    minutes: Minutes = None,
    people: ForPeople = None,
    when: When = None,
    where: Where = None,
    spoken: SpokenLanguages = "",
    as_json: Json = False,
) -> None:
    """Start the phones' server, the stage and the console, and open them."""
    url = database or default_database()
    about = About(content, database=database, language=language)
    if shown_again(url, about, new=new, browser=not no_browser, as_json=as_json):
        return
    workshop = workshop_in(content, language, country)
    renew_or_go_on(url, workshop, new=new, quiet=as_json)
    workshop = in_its_language(url, workshop, language)
    with closing(session_at(url, workshop)) as session:
        if minutes:
            session.set_length(minutes)
        settle(session, workshop, people=people, when=when, where=where, languages=spoken)
    port = port or port_before(url, workshop, host)
    run(
        Evening(EveningPlan(url, workshop, host, port, people_address)),
        browser=not no_browser,
        as_json=as_json,
        about=replace(about, language=workshop.language),
    )


@dataclass(frozen=True)
class About:
    """What the commands that an evening prints have to name, for it was named when the evening was started."""

    content: Path | None = None
    file: Path | None = None
    database: str = ""
    language: str = ""

    def facts(self) -> dict[str, str]:
        """Return what a second command is told of the evening: the folder or file that it shows, and its language."""
        return {"content": str((self.file or self.content or kit("content")).resolve()), "language": self.language}


def run(evening: Evening, *, browser: bool, as_json: bool, about: About) -> None:
    """Run an evening until Ctrl-C, or until its terminal closes; everything it started ends with it. The commands it
    prints are `about` the same.
    """
    end_when_told()
    # Before anything is started: of two that are typed at once, one is told where the other is.
    with hold_evening(evening.database) as tell:
        try:
            if not as_json:
                tell_terminal(page_words()(STARTING))
            addresses = evening.start()
            tell(addresses.as_dict() | about.facts())
            print(
                json.dumps(addresses.as_dict() | {"already": False}) if as_json else _ready_lines(addresses), flush=True
            )
            if browser:
                open_pages(addresses.presenter, addresses.facilitator)
            evening.watch()
        except KeyboardInterrupt:
            tell_terminal(
                FORGOTTEN if evening.is_forgotten else _next_commands(about.content, about.file, about.database)
            )
        finally:
            hear_no_more()
            evening.stop()


def shown_again(url: str, about: About, *, new: bool, browser: bool, as_json: bool) -> bool:
    """Return whether this session's evening runs already, in another window; if it does, its pages were named and
    opened again.

    Raises `AlreadyRunning` where a new session was to be begun in its place, or where it is only just starting, and
    `AnotherRuns` where the command is `about` something else than it shows.
    """
    pages = evening_pages(url)
    if pages is None:
        return False
    # Nothing is found while it is only just starting: there are no pages to open yet.
    if new or not pages:
        raise already_running(pages)
    _refuse_another(evening_facts(url), about)
    addresses = EveningAddresses(**pages | {"participants": phones_address(url, pages)})
    if as_json:
        print(AGAIN.strip(), file=sys.stderr)
    print(
        json.dumps(addresses.as_dict() | {"already": True}) if as_json else _ready_lines(addresses, AGAIN), flush=True
    )
    if browser:
        open_pages(addresses.presenter, addresses.facilitator)
    return True


def _refuse_another(held: dict[str, str], about: About) -> None:
    """Raise `AnotherRuns` where another folder, file or language was named than an evening that runs shows; what was
    not named is as it is there, and an evening of an older kit does not say.
    """
    wanted = about.facts()
    named = {"content": about.content or about.file, "language": about.language}
    if any(named[name] and wanted[name] != shown for name, shown in held.items()):
        raise AnotherRuns(held.get("content", ""), held.get("language", ""))


def _next_commands(content: Path | None = None, file: Path | None = None, database: str = "") -> str:
    """Return what can be done with a session whose evening was ended here, each as it is typed."""
    about = "".join(
        # In double quotes, which the terminals of every system read.
        f' --{name} "{named}"'
        for name, named in (("database", database), ("content", content), ("file", file))
        if named
    )
    lines = [
        "",
        "The session is kept on this machine.",
        "  To go on with it          start again as you did before",
        f"  To print what was shown   {as_typed('print summary' + about)}",
        f"  To end it for good        {as_typed('forget' + about)}",
    ]
    return "\n".join(lines)


def _address_warnings(participants: str) -> list[str]:
    """Return what is said where phones cannot reach the address that is named, or may need another one."""
    host = urlsplit(participants).hostname or ""
    if host == LOOPBACK:
        return [ALONE]
    mine = nearby(participants, "::" if ":" in host else EVERYWHERE[0])
    others = ", ".join(one for one in mine if one != participants) if participants in mine else ""
    return [OTHERS.format(others=others)] if others else []


def _ready_lines(addresses: EveningAddresses, last: str = LEAVE_OPEN) -> str:
    """Return what the terminal says once all is ready: both dashboards, and the phones' address with its QR code."""
    lines = [
        "",
        f"  Stage (projector)      {addresses.presenter}",
        f"  Console (your screen)  {addresses.facilitator}",
        f"  Phones                 {addresses.participants}",
        "",
        qr_code(addresses.participants, sys.stdout.encoding),
        *_address_warnings(addresses.participants),
        last,
    ]
    return "\n".join(lines)
