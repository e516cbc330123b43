"""`afterwave poll`: polling alone, and a poll's verbs for those who work without a browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from afterwave.cli.help_text import CommandGroup
from afterwave.cli.options import Content, Country, Database, File, Host, Json, Language, Port
from afterwave.cli.present import About, New, NoBrowser, PeopleAddress, run, shown_again
from afterwave.cli.resume import in_its_language, port_before, renew_or_go_on
from afterwave.content.kinds import BANDS, REASONS
from afterwave.content.occasion import MOST_PEOPLE
from afterwave.content.polls import Poll
from afterwave.content.registry import complete
from afterwave.launch.evening import Evening, EveningPlan
from afterwave.launch.opening import session_at, workshop_in
from afterwave.launch.polls_alone import polls_alone
from afterwave.launch.slips import tell_of_slips
from afterwave.poll.status import Status
from afterwave.session.home import default_database
from afterwave.session.own import looks_own
from afterwave.session.place import with_own
from afterwave.session.session import Session

app = typer.Typer(
    cls=CommandGroup,
    help="Polling alone; with a verb, one poll without a browser.",
    epilog="Example: afterwave poll --file polls.yaml",
    rich_markup_mode=None,
)

Id = Annotated[str, typer.Argument(help="The poll's id.")]
People = Annotated[
    int | None, typer.Option(min=1, max=MOST_PEOPLE, help="How many people are in the room.", show_default=False)
]
Insiders = Annotated[
    int, typer.Option(min=1, max=2, help="2 where couples or friends may compare notes; 1 where nobody does.")
]
Slips = Annotated[
    bool | None,
    typer.Option(
        "--slips/--no-slips",
        help="Count only printed slips, or whoever joins.",
        show_default="slips, where any are printed",
    ),
]


@app.callback(invoke_without_command=True)
def poll(
    context: typer.Context,
    file: File = None,
    no_browser: NoBrowser = False,
    new: New = False,
    database: Database = "",
    content: Content = None,
    language: Language = "",
    country: Country = "",
    host: Host = "0.0.0.0",  # noqa: S104 - phones come from the room's network; the port has no privileged route
    port: Port = None,
    people_address: PeopleAddress = "",
    as_json: Json = False,
) -> None:
    """Run polls alone: join, count and picture, and nothing else."""
    if context.invoked_subcommand:
        return
    url = database or default_database()
    about = About(content, file, database, language)
    if shown_again(url, about, new=new, browser=not no_browser, as_json=as_json):
        return
    with polls_alone(content, language, file, country) as workshop:
        renew_or_go_on(url, workshop, new=new, quiet=as_json)
        # A file of polls has one language: a session that an evening left in another speaks it from now on.
        in_its_language(url, workshop, workshop.language)
        # After the session is settled: a new one knows no port, and an old one is found where phones found it.
        port = port or port_before(url, workshop, host)
        run(
            Evening(EveningPlan(url, workshop, host, port, people_address)),
            browser=not no_browser,
            as_json=as_json,
            about=replace(about, language=workshop.language),
        )


@app.command("open", epilog="Example: afterwave poll open care --people 12")
def open_(
    poll: Id,
    people: People = None,
    insiders: Insiders = 2,
    slips: Slips = None,
    database: Database = "",
    content: Content = None,
    language: Language = "",
    as_json: Json = False,
) -> None:
    """Open a poll for ballots; the number of people freezes its threshold, and printed slips are the only tickets
    unless you say --no-slips.
    """

    def open_one(session: Session, asked: Poll) -> Status:
        # Slips whose sheet nobody has fetched are in nobody's hands.
        unfetched = session.state().printed is None
        status = session.store.open(
            asked, people=people, insiders=insiders, slips=False if slips is None and unfetched else slips
        )
        if status.slips:
            tell_of_slips(session.state())
        return status

    _verb(poll, database, content, language, as_json, open_one)


@app.command(epilog="Example: afterwave poll close care")
def close(
    poll: Id, database: Database = "", content: Content = None, language: Language = "", as_json: Json = False
) -> None:
    """Close a poll: no more ballots, and nothing that ties a ticket to the poll is left."""
    _verb(poll, database, content, language, as_json, lambda session, asked: session.store.close(asked.id))


@app.command(epilog="Example: afterwave poll reveal care --people 14")
def reveal(
    poll: Id,
    people: People = None,
    database: Database = "",
    content: Content = None,
    language: Language = "",
    as_json: Json = False,
) -> None:
    """Show the group's picture, once; --people says how many are here after all, where more answered than were
    counted.
    """
    _verb(
        poll, database, content, language, as_json, lambda session, asked: session.store.reveal(asked.id, people=people)
    )


@app.command(epilog="Example: afterwave poll status care --json")
def status(
    poll: Id, database: Database = "", content: Content = None, language: Language = "", as_json: Json = False
) -> None:
    """Say what state a poll is in."""
    _verb(poll, database, content, language, as_json, lambda session, asked: session.store.status(asked.id))


def _verb(
    poll: str, database: str, content: Path | None, language: str, as_json: bool, act: Callable[[Session, Poll], Status]
) -> None:
    workshop = workshop_in(content, language)
    if poll in workshop.polls or not looks_own(poll):
        workshop.poll(poll)  # a name that was mistyped begins no session
    session = session_at(database, workshop)
    try:
        question = with_own(workshop, session.state()).poll(poll)
        facts = act(session, question).as_dict(question.labels())
    finally:
        session.close()
    print(json.dumps(facts) if as_json else _summary_of(facts))


def _summary_of(status: dict[str, object]) -> str:
    """Return a status in words: state, ballots, and the release where there is one."""
    ballots = f"at least {status['ballots']}" if status["state"] == "open" else f"{status['ballots']}"
    lines = [f"{status['poll']}: {status['state']}, {ballots} answers"]
    release = status["release"]
    if isinstance(release, dict):
        lines += [f"  {', '.join(cell['labels'])}: {_amount(cell)}" for cell in release["shown"]]
        if release["reason"]:
            lines.append(_REASONS[release["reason"]])
    return "\n".join(lines)


def _amount(cell: dict[str, object]) -> str:
    return AMOUNTS[str(cell["band"])].format(count=cell["count"])


AMOUNTS = {"exact": "{count}", "pooled": "{count}", "few-or-none": "few or none", "most-or-all": "most or all"}
"""What is said of a cell, by its band."""

_REASONS = {
    "too-few": "  Too few answers to show a picture without pointing at somebody.",
    "too-close": "  This time a picture would point at somebody.",
}

complete("AMOUNTS in cli/poll.py", AMOUNTS, BANDS)
complete("_REASONS in cli/poll.py", _REASONS, REASONS)
