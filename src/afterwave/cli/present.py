"""`afterwave present`: everything a facilitator needs for an evening, with one command."""

from __future__ import annotations

import io
import json
import signal
import sys
import webbrowser
from datetime import datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import segno
import typer

from afterwave.cli.launch import Addresses, Evening, Plan
from afterwave.cli.network import LOOPBACK
from afterwave.cli.options import Content, Database, Host, Json, Language, Port, session_at, workshop_in
from afterwave.cli.words import typed
from afterwave.content.workshop import Workshop
from afterwave.session.home import default_database
from afterwave.session.session import Session, State

NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open the stage and the console in a browser.")]
New = Annotated[bool, typer.Option("--new", help="Begin a new session; what an earlier one left is forgotten.")]
PeopleAddress = Annotated[str, typer.Option(help="The address phones open, where it is not this machine's own (a tunnel, a proxy).", show_default=False)]

ALONE = "  Phones cannot reach this address: it is this machine's own. Join the room's Wi-Fi, or open a hotspot, and start again.\n"


def present(
    no_browser: NoBrowser = False,
    new: New = False,
    database: Database = "",
    content: Content = None,
    language: Language = "",
    host: Host = "0.0.0.0",  # noqa: S104 - phones come from the room's network; the port has no privileged route
    port: Port = None,
    people_address: PeopleAddress = "",
    as_json: Json = False,
) -> None:
    """Start the phones' server, the stage and the console, and open them."""
    url = database or default_database()
    workshop = workshop_in(content, language)
    renew_or_go_on(url, workshop, new=new, quiet=as_json)
    workshop = in_its_language(url, workshop, language)
    run(Evening(Plan(url, workshop, host, port, people_address)), browser=not no_browser, as_json=as_json, content=content)


def run(evening: Evening, *, browser: bool, as_json: bool, content: Path | None = None) -> None:
    """Run an evening until Ctrl-C, or until its terminal closes; everything it started ends with it. `content` is the folder its commands name."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        addresses = evening.start()
        print(json.dumps(addresses.as_dict()) if as_json else _told(addresses), flush=True)
        if browser:
            webbrowser.open(addresses.presenter)
            webbrowser.open(addresses.facilitator)
        evening.watch()
    except KeyboardInterrupt:
        print(_ended(content), file=sys.stderr)
    finally:
        evening.stop()


def renew_or_go_on(url: str, workshop: Workshop, *, new: bool, quiet: bool) -> None:
    """Begin a new session where one is asked for or the last one has ended; go on with an unfinished one, and say so."""
    session = session_at(url, workshop)
    try:
        state = session.state()
        ask = not quiet and sys.stdin.isatty()
        if new or state.ended:
            if ask and (state.started or state.polls):
                typer.confirm("An earlier session is still here. Forget it, and begin a new one?", abort=True)
            _forget(session, url, workshop)
        elif state.started or state.polls:
            _go_on(state, session, url, workshop, ask=ask, quiet=quiet)
        _take_along(url, workshop)
    finally:
        session.close()


def in_its_language(url: str, workshop: Workshop, asked: str) -> Workshop:
    """Return the workshop in the language in which the session is held: the one asked for, which it keeps from now on, or the one it began in."""
    session = session_at(url, workshop)
    try:
        if asked or session.state().language not in workshop.languages:
            session.speak(workshop.language)
            return workshop
        return workshop_in(workshop.folder, session.state().language)
    finally:
        session.close()


def _go_on(state: State, session: Session, url: str, workshop: Workshop, *, ask: bool, quiet: bool) -> None:
    titles = {section.slug: section.title for section in workshop.sections}
    begun = f" begun at {datetime.fromtimestamp(state.started).astimezone():%H:%M on %d %B}" if state.started else ""
    words = f'There is an unfinished session{begun}, at the section "{titles.get(state.section, state.section)}".'
    if ask and not typer.confirm(f"{words} Go on with it?", default=True):
        typer.confirm("Forget it, and begin a new one? What was counted in it is destroyed.", abort=True)
        _forget(session, url, workshop)
    elif not ask and not quiet:
        print(f"{words} Going on with it; `afterwave present --new` begins afresh.", flush=True)


def _take_along(url: str, workshop: Workshop) -> None:
    """Let a session that another workshop left (polling alone, say) begin at this one's first section, and last as long as this one does."""
    session = session_at(url, workshop)
    try:
        if session.state().section not in {section.slug for section in workshop.sections}:
            session.move_to(workshop.sections[0].slug, workshop.length)
    finally:
        session.close()


def _forget(session: Session, url: str, workshop: Workshop) -> None:
    session.destroy()
    session_at(url, workshop).close()


def _ended(content: Path | None) -> str:
    """Return what can be done with a session whose evening was ended here, each as it is typed."""
    about = f' --content "{content}"' if content else ""
    lines = [
        "",
        "The session is kept on this machine.",
        "  To go on with it          start again as you did before",
        f"  To print what was shown   {typed('print summary' + about)}",
        f"  To end it for good        {typed('forget' + about)}",
    ]
    return "\n".join(lines)


def _told(addresses: Addresses) -> str:
    """Return what the terminal says once all is ready: both dashboards, and the phones' address with its QR code."""
    code = io.StringIO()
    segno.make(addresses.participants, error="m").terminal(out=code, border=2, compact=True)
    lines = [
        "",
        f"  Stage (projector)      {addresses.presenter}",
        f"  Console (your screen)  {addresses.facilitator}",
        f"  Phones                 {addresses.participants}",
        "",
        code.getvalue(),
        *([ALONE] if urlsplit(addresses.participants).hostname == LOOPBACK else []),
        "  Leave this window open: the evening runs in it. To end, hold Ctrl and press C. The session stays on this machine until you forget it.",
    ]
    return "\n".join(lines)
