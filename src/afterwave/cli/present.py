"""`afterwave present`: everything a facilitator needs for an evening, with one command."""

from __future__ import annotations

import io
import json
import signal
import sys
import webbrowser
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import segno
import typer

from afterwave.cli.going_on import in_its_language, port_before, renew_or_go_on
from afterwave.cli.launch import Addresses, Evening, Plan
from afterwave.cli.network import LOOPBACK
from afterwave.cli.options import Content, Database, Host, Json, Language, Port, workshop_in
from afterwave.cli.words import typed
from afterwave.session.home import default_database

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
    port = port or port_before(url, workshop, host)
    run(Evening(Plan(url, workshop, host, port, people_address)), browser=not no_browser, as_json=as_json, content=content)


def run(evening: Evening, *, browser: bool, as_json: bool, content: Path | None = None, file: Path | None = None) -> None:
    """Run an evening until Ctrl-C, or until its terminal closes; everything it started ends with it. Its commands name `content` and the polls' `file`."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        addresses = evening.start()
        print(json.dumps(addresses.as_dict()) if as_json else _told(addresses), flush=True)
        if browser:
            webbrowser.open(addresses.presenter)
            webbrowser.open(addresses.facilitator)
        evening.watch()
    except KeyboardInterrupt:
        print(_ended(content, file), file=sys.stderr)
    finally:
        evening.stop()


def _ended(content: Path | None = None, file: Path | None = None) -> str:
    """Return what can be done with a session whose evening was ended here, each as it is typed."""
    about = "".join(f' --{name} "{path}"' for name, path in (("content", content), ("file", file)) if path)
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
