"""`afterwave rehearse`: an evening with invented people, so that a facilitator practises alone at home."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Annotated

import typer

from afterwave import temporary
from afterwave.cli.addresses import phone_address
from afterwave.cli.options import Content, Json, Language, Port
from afterwave.content.workshop import Workshop
from afterwave.launch.browser import open_pages
from afterwave.launch.evening import Evening, EveningAddresses, EveningPlan
from afterwave.launch.interrupts import end_when_told, hear_no_more, interrupts_set
from afterwave.launch.opening import session_at, workshop_in
from afterwave.launch.page_language import page_words
from afterwave.launch.terminal import tell_terminal
from afterwave.message import Message
from afterwave.rehearsal.group import InventedGroup
from afterwave.rehearsal.tale import Tale
from afterwave.session.networks import LOOPBACK

SEEDS = 10_000
LOOK = 0.5  # seconds between two looks at whether everything still runs

# Each is a phone of its own that this machine plays: fewer than an evening may have.
People = Annotated[int, typer.Option(min=1, max=2000, help="How many invented people take part.")]
Duration = Annotated[float, typer.Option(min=0.05, max=240, help="How long they stay.")]
Seed = Annotated[
    int | None, typer.Option(help="The same number brings the same people again.", show_default="another each time")
]
Join = Annotated[
    str,
    typer.Option(
        callback=phone_address,
        help="The address of a participants' server that is already up; nothing else is started.",
        show_default=False,
    ),
]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open the stage and the console in a browser.")]
Host = Annotated[
    str, typer.Option(help="The address the phones' server listens at; 0.0.0.0 lets your own phone join, too.")
]
ForPage = Annotated[
    bool,
    typer.Option(
        "--for-page", help="Print the addresses as a line of JSON, and tell only what can be done without a terminal."
    ),
]

BEGIN = """
  Stage (projector)      {presenter}
  Console (your screen)  {facilitator}
  Phones                 {participants}
  Database               {database}

  {joining}
  Let a colleague in: open "A second pair of hands" on the console, type its code here, and press Enter.
  Leave this window open: it tells what happens among them. To end, hold Ctrl and press C; nothing is kept.
"""

JOINING: Message = "{people} invented people join, for {minutes} min. Lead them: open a poll, and they answer."
OVER: Message = "The rehearsal is over."


def rehearse(
    people: People = 12,
    minutes: Duration = 5,
    seed: Seed = None,
    join: Join = "",
    no_browser: NoBrowser = False,
    content: Content = None,
    language: Language = "",
    host: Host = LOOPBACK,
    port: Port = None,
    as_json: Json = False,
    for_page: ForPage = False,
) -> None:
    """Practise with invented people who join, answer, ask, ask for slower, lose the Wi-Fi, and once need a pause."""
    end_when_told()
    say = page_words()
    number = random.randrange(SEEDS) if seed is None else seed  # noqa: S311 - a number to say aloud, no secret
    if join:
        print(
            f"{people} invented people join {join} for {minutes:g} min (--seed {number}). Ctrl-C ends it.",
            file=sys.stderr,
            flush=True,
        )
        tale = asyncio.run(_play(InventedGroup(join, people, number, tell=_tell, say=say), minutes, None))
    else:
        with _evening_of_its_own(workshop_in(content, language), host, port) as evening:
            addresses = evening.start()
            _begin(addresses, say(JOINING, people=people, minutes=f"{minutes:g}"), for_page=for_page)
            if not no_browser:
                open_pages(addresses.presenter, addresses.facilitator)
            tale = asyncio.run(
                _play(InventedGroup(addresses.participants, people, number, tell=_tell, say=say), minutes, evening)
            )
    if for_page:
        _tell(f"{say(OVER)}\n\n{tale.as_lines(say)}")
    else:
        print(json.dumps(tale.as_dict()) if as_json else f"\n{OVER}\n\n{tale.as_text()}", flush=True)


def _begin(addresses: EveningAddresses, joining: str, *, for_page: bool) -> None:
    """Tell where everything is, and who joins."""
    if for_page:
        print(json.dumps(addresses.as_dict()), flush=True)
        _tell(joining)
    else:
        print(BEGIN.format(**addresses.as_dict(), joining=joining), file=sys.stderr, flush=True)


@contextmanager
def _evening_of_its_own(workshop: Workshop, host: str, port: int | None) -> Iterator[Evening]:
    """Give an evening on a database in a folder of its own; both are destroyed at the end, however it comes."""
    # In the system's folder for what passes, and never beside real sessions.
    folder = temporary.folder("rehearsal")
    database = f"sqlite:///{folder / 'session.sqlite'}"
    try:
        session_at(database, workshop).close()
        evening = Evening(EveningPlan(database, workshop, host, port, pictures=folder))
        try:
            yield evening
        finally:
            hear_no_more()
            evening.stop()
    finally:
        temporary.clear(folder)


async def _play(group: InventedGroup, minutes: float, evening: Evening | None) -> Tale:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    tending = asyncio.create_task(_tend(evening)) if evening else None
    if sys.stdin and sys.stdin.isatty():
        threading.Thread(target=_read_codes, args=(loop, group), daemon=True).start()
    try:
        # Ctrl and C ends the people first, so that the tale of what happened is still told.
        with interrupts_set(stop, signal.SIGINT):
            return await group.run(minutes * 60, stop)
    finally:
        if tending:
            tending.cancel()


def _read_codes(loop: asyncio.AbstractEventLoop, group: InventedGroup) -> None:
    """Give each line that is typed to the invented colleague, as a code, until the rehearsal is over."""
    # Not sys.stdin's own reader: a thread that waits in it at the end would keep Python from ending.
    with suppress(OSError, RuntimeError):
        while line := os.read(sys.stdin.fileno(), 64).decode(errors="replace"):
            if line.strip():
                loop.call_soon_threadsafe(group.let_in, line.strip())


async def _tend(evening: Evening) -> None:
    while True:
        await asyncio.sleep(LOOK)
        # A part that is started again is waited for, and the invented people must go on meanwhile.
        await asyncio.to_thread(evening.tend)


def _tell(words: str) -> None:
    tell_terminal(f"\n  {words}")
