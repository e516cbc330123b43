"""What becomes of a session that is already there when an evening starts: it goes on, in its language and at its port,
or gives way to a new one.
"""

from __future__ import annotations

import sys
import time
from contextlib import closing
from datetime import datetime

import typer

from afterwave.content.workshop import Workshop
from afterwave.launch.network import is_free
from afterwave.launch.opening import session_at, workshop_in
from afterwave.message import Message
from afterwave.refusals import NotAsked
from afterwave.session.session import Session
from afterwave.session.state import State

BEGINS_ANEW: Message = "begins a new session and destroys the last one, with the pictures it was shown"
KEEP: Message = "Run `afterwave forget` first, which keeps the pictures; or add --new to do it all the same."
PATIENCE = 3.0
"""Seconds that an evening waits for the port that its phones know."""


def renew_or_go_on(url: str, workshop: Workshop, *, new: bool, quiet: bool) -> None:
    """Begin a new session where one is asked for or the last one has ended; go on with an unfinished one, and say so.

    Raises `NotAsked` where the last one has ended with pictures that nobody kept, and nobody can be asked.
    """
    with closing(session_at(url, workshop)) as session:
        state = session.state()
        ask = not quiet and sys.stdin.isatty()
        if new or state.ended:
            if not ask and not new and "revealed" in state.polls.values():
                raise NotAsked(BEGINS_ANEW, KEEP)
            if ask and (state.started or state.polls):
                typer.confirm("An earlier session is still here. Forget it, and begin a new one?", abort=True)
            _forget(session, url, workshop)
        elif state.started or state.polls:
            _go_on(state, session, url, workshop, ask=ask, quiet=quiet)
        _take_along(url, workshop)


def in_its_language(url: str, workshop: Workshop, asked: str) -> Workshop:
    """Return the workshop in the language in which the session is held: the one asked for, which it keeps from now on,
    or the one it began in.
    """
    with closing(session_at(url, workshop)) as session:
        if asked or session.state().language not in workshop.languages:
            session.speak(workshop.language)
            return workshop
        return workshop_in(workshop.folder, session.state().language, workshop.country)


def port_before(url: str, workshop: Workshop, host: str) -> int | None:
    """Return the port at which phones reached this session before, and None where there was none; one that another
    program took meanwhile is said.
    """
    with closing(session_at(url, workshop)) as session:
        port = session.state().port
    if port is None or _comes_free(host, port):
        return port
    print(
        f"Port {port}, at which phones reached this session, is taken by another program: they need the new address.",
        file=sys.stderr,
    )
    return None


def _comes_free(host: str, port: int) -> bool:
    """Return whether a port is free, or is soon: a server whose evening was killed a moment ago is still on its way
    out.
    """
    until = time.monotonic() + PATIENCE
    while not (free := is_free(host, port)) and time.monotonic() < until:
        time.sleep(0.1)
    return free


def _go_on(state: State, session: Session, url: str, workshop: Workshop, *, ask: bool, quiet: bool) -> None:
    titles = {section.slug: section.title for section in workshop.sections}
    begun = f" begun at {datetime.fromtimestamp(state.started).astimezone():%H:%M on %d %B}" if state.started else ""
    words = f'There is an unfinished session{begun}, at the section "{titles.get(state.section, state.section)}".'
    if ask and not typer.confirm(f"{words} Go on with it?", default=True):
        # Asked twice: a no to going on destroyed an evening with one letter.
        typer.confirm("Forget it, and begin a new one? What was counted in it is destroyed.", abort=True)
        _forget(session, url, workshop)
    elif not ask and not quiet:
        print(f"{words} Going on with it; `afterwave present --new` begins afresh.", flush=True)


def _take_along(url: str, workshop: Workshop) -> None:
    """Let a session that another workshop left (polling alone, say) begin at this one's first section, and last as long
    as this one does.
    """
    with closing(session_at(url, workshop)) as session:
        if session.state().section not in {section.slug for section in workshop.sections}:
            session.move_to(workshop.sections[0].slug, workshop.length)


def _forget(session: Session, url: str, workshop: Workshop) -> None:
    session.destroy()
    # The next one is made at once, with this workshop's language and first part.
    session_at(url, workshop).close()
