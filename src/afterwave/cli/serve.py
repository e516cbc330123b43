"""`afterwave serve`: the participants' server, and nothing else."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import threading
from collections.abc import Awaitable, Callable
from typing import Annotated

import typer

from afterwave.cli.options import Content, Country, Database, Host, Json, Language, Port
from afterwave.launch.children import said_to_us
from afterwave.launch.interrupts import endings, interrupts_set
from afterwave.launch.network import free_port, heard_at, public_address, refusal
from afterwave.launch.opening import session_at, workshop_in
from afterwave.server.app import make_app
from afterwave.server.app import serve as serve_app
from afterwave.session.home import PARTICIPANTS

Lifeline = Annotated[
    bool,
    typer.Option("--lifeline", hidden=True, help="End when standard input closes: whoever started this holds it open."),
]

Base = Annotated[
    str, typer.Option(help="The path that the pages are under, behind a proxy that has others too: /evening/.")
]


def serve(
    host: Host = "0.0.0.0",  # noqa: S104 - phones come from the room's network; the port has no privileged route
    port: Port = None,
    database: Database = "",
    content: Content = None,
    language: Language = "",
    country: Country = "",
    base: Base = "/",
    as_json: Json = False,
    lifeline: Lifeline = False,
) -> None:
    """Serve the pages and polls that participants' phones open."""
    workshop = workshop_in(content, language, country)
    session = session_at(database, workshop)
    host = heard_at(host)
    if port and (reason := refusal(host, port)):
        raise reason
    own_port = port or free_port(host)
    public = os.environ.get(PARTICIPANTS, "")

    def ready(bound: int) -> None:
        address = f"{public_address(host, bound)}{base.strip('/')}/" if base.strip("/") else public_address(host, bound)
        print(json.dumps({"participants": address}) if as_json else f"Participants open {address}", flush=True)

    try:
        asyncio.run(
            _serve(
                lambda stop: serve_app(
                    make_app(session, workshop, base=base, address=public), host, own_port, ready, stop
                ),
                lifeline=lifeline,
            )
        )
    finally:
        session.close()


async def _serve(serving: Callable[[asyncio.Event], Awaitable[None]], *, lifeline: bool) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    if lifeline:
        threading.Thread(target=_until_closed, args=(lambda: loop.call_soon_threadsafe(stop.set),), daemon=True).start()
    with interrupts_set(stop, signal.SIGINT, *endings()):
        await serving(stop)


def _until_closed(then: Callable[[], object]) -> None:
    """Wait until standard input closes, which it does however its holder ended, then stop."""
    for _ in said_to_us():
        pass
    then()
