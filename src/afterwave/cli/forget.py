"""`afterwave forget`: the end of a session. What the group was shown is written out; everything else is destroyed."""

from __future__ import annotations

import json
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import Annotated

import typer

from afterwave.cli.options import Content, Database, File, Language
from afterwave.content.workshop import Workshop
from afterwave.files import new_file
from afterwave.launch.evening_lock import evening_pages
from afterwave.launch.opening import session_at
from afterwave.launch.page_language import page_words
from afterwave.launch.polls_alone import shown_from
from afterwave.message import Message
from afterwave.refusals import NotAsked
from afterwave.session.home import default_database
from afterwave.session.place import with_own
from afterwave.session.session import Session

DESTROYS: Message = "destroys everything but the pictures the group was shown"
SAY_YES: Message = "Add --yes to do it all the same."
DESTROYED: Message = "Destroyed: the tallies, the tickets and slips, the questions, the keys, and where the group was."
NOTHING_SHOWN: Message = "Nothing had been shown, so nothing is kept."
PICTURES_IN: Message = "What the group was shown is in {path}."


def forget(
    output: Annotated[
        Path, typer.Option(help="Where the group's pictures are written; one that is there is kept.")
    ] = Path("pictures.json"),
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    database: Database = "",
    content: Content = None,
    language: Language = "",
    file: File = None,
) -> None:
    """End the session: keep the pictures the group was shown, destroy the rest. Without a terminal to ask in, it wants
    --yes.
    """
    url = database or default_database()
    with shown_from(content, language, file) as workshop, closing(session_at(url, workshop)) as session:
        if not yes:
            _ask()
        # On the disk first, all the way: only then is anything destroyed.
        note = _keep(releases_of(session, workshop), output)
        # Where its evening still runs, stage and phones would begin anew at the welcome otherwise.
        session.destroy(farewell=evening_pages(url) is not None)
    print(f"{note} {page_words()(DESTROYED)}")


def _ask() -> None:
    """Return once somebody agreed; raise `NotAsked` where nobody can."""
    if not sys.stdin.isatty():
        raise NotAsked(DESTROYS, SAY_YES)
    typer.confirm("Destroy everything but the pictures the group was shown?", abort=True)


def _keep(shown: list[dict[str, object]], output: Path) -> str:
    """Write the pictures, all the way to the disk, and return what is said of it; raise `CannotWrite` where that cannot
    be.
    """
    say = page_words()
    if not shown:
        return say(NOTHING_SHOWN)
    body = (json.dumps(shown, indent=1, ensure_ascii=False) + "\n").encode()
    with suppress(OSError):
        # As it was written by one that then could not destroy, on a disk that was full.
        if output.is_file() and output.read_bytes() == body:
            return say(PICTURES_IN, path=output)
    with new_file(output) as file:
        file.write(body)
    return say(PICTURES_IN, path=file.path) + file.kept_in(say)


def releases_of(session: Session, workshop: Workshop) -> list[dict[str, object]]:
    """Return the release of each poll that was revealed, with its words, in the workshop's order, one's own last.

    One that this workshop does not have comes last, with its id and those of its options for words: forgetting must not
    lose what a group was shown.
    """
    workshop = with_own(workshop, session.state())
    # What was closed and never revealed, the group was not shown: it goes with the rest.
    statuses = {id_: status for id_, status in session.store.statuses().items() if status.state == "revealed"}
    own = [poll for poll in workshop.polls.values() if poll.id in statuses]
    other = [id_ for id_ in statuses if id_ not in workshop.polls]
    releases = [
        {"poll": poll.id, "question": poll.question, "release": statuses[poll.id].as_dict(poll.labels())["release"]}
        for poll in own
    ]
    return releases + [{"poll": id_, "question": id_, "release": statuses[id_].as_dict({})["release"]} for id_ in other]
