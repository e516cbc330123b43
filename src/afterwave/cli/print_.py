"""`afterwave print`: everything that is on paper, as PDFs that a screen reader can read."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from afterwave.cli.addresses import phone_address
from afterwave.cli.help_text import Listing
from afterwave.cli.options import Content, Country, Database, File, ForPeople, Language, SpokenLanguages, When, Where
from afterwave.cli.sheets import SHEETS, Sheet
from afterwave.content.workshop import Workshop
from afterwave.files import new_file
from afterwave.launch.evening_lock import evening_pages
from afterwave.launch.network import FIRST_PORT, public_address
from afterwave.launch.opening import session_at, workshop_in
from afterwave.launch.polls_alone import shown_from
from afterwave.paper.run_sheet import run_sheet as run_sheet_of
from afterwave.paper.slips import slips as slips_of
from afterwave.paper.summary import markdown
from afterwave.paper.summary import summary as summary_of
from afterwave.paper.typesetting import Document, Paper, pdf, pdf_and_first_page
from afterwave.session.home import PARTICIPANTS
from afterwave.session.networks import LOOPBACK
from afterwave.session.occasion import for_occasion
from afterwave.session.place import with_own
from afterwave.session.session import Session

app = typer.Typer(
    cls=Listing,
    help=(
        "Make PDFs to print: slips, a run sheet, slides, handouts, support lines, cards, sources, the guide, a summary."
    ),
    epilog="Example: afterwave print handouts --output handouts.pdf",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Output = Annotated[
    Path, typer.Option(help="The file to write; one that is there is kept, and the new one gets a number.")
]
Size = Annotated[Paper, typer.Option("--paper", help="The size of the paper.")]
Minutes = Annotated[int, typer.Option(min=20, max=480, help="How long the evening is.")]
Start = Annotated[
    str,
    typer.Option(help="When it begins, such as 19:00; without it, times count from the beginning.", show_default=False),
]
Count = Annotated[int, typer.Option(min=1, max=500, help="How many slips.")]
FirstPage = Annotated[
    Path | None, typer.Option(help="Draw the first page, too, into a file of this name, as SVG.", show_default=False)
]
Unfetched = Annotated[
    bool,
    typer.Option(
        "--unfetched",
        hidden=True,
        help="Print JSON for the front door, which says itself when somebody has fetched the sheet.",
    ),
]
Address = Annotated[
    str,
    typer.Option(
        envvar=PARTICIPANTS,
        callback=phone_address,
        help="The address phones open.",
        show_default="this machine's, at the port that phones know",
    ),
]

EVENING_FROM = 17 * 60
"""Minutes after midnight from which people wish each other a good evening."""

_CLOCK = re.compile(r"(?P<hours>[01]?\d|2[0-3]):(?P<minutes>[0-5]\d)")


@app.command(epilog="Example: afterwave print slips --count 14 --output slips.pdf")
def slips(
    output: Output = Path("slips.pdf"),
    count: Count = 14,
    address: Address = "",
    first_page: FirstPage = None,
    paper: Size = "a4",
    unfetched: Unfetched = False,
    database: Database = "",
    content: Content = None,
    language: Language = "",
) -> None:
    """Print slips to draw from a bowl; each counts once in each poll, and slips printed earlier no longer count."""
    workshop = workshop_in(content, language)
    session = session_at(database, workshop)
    base = address or _address(session)
    if f"//{LOOPBACK}" in base:
        print(
            "This machine is in no network, so phones cannot reach the address on the slips. Name one with --address.",
            file=sys.stderr,
        )
    try:
        with new_file(output) as file:
            before = session.store.slip_count()
            # Written before they count: slips that could not be written make no earlier ones void.
            session.store.slips(
                count, lambda codes: file.write_instead(_as_pdf(slips_of(workshop, codes, base), paper, first_page))
            )
        # Only once they are on the disk: a full one leaves the earlier slips, and their address.
        session.printed_for(None if unfetched else base)
        mark = session.store.batch_mark()
    finally:
        session.close()
    if unfetched:
        print(json.dumps({"address": base, "batch_mark": mark}))
        return
    print(
        f"{file.path}: {count} slips for {base}. Print it, cut it, and delete the file: whoever has it has every "
        f"slip.{file.kept}"
    )
    if before:
        print(f"The {before} slips printed before no longer count. Throw them away.")


@app.command("run-sheet", epilog="Example: afterwave print run-sheet --start 19:00 --output sheet.pdf")
def run_sheet(
    output: Output = Path("run-sheet.pdf"),
    minutes: Minutes = 90,
    start: Start = "",
    first_page: FirstPage = None,
    people: ForPeople = None,
    when: When = None,
    where: Where = None,
    spoken: SpokenLanguages = "",
    paper: Size = "a4",
    content: Content = None,
    language: Language = "",
) -> None:
    """Print when each part begins, what to say, ask and watch for, and what to leave out first."""
    beginning, workshop = _clock(start), workshop_in(content, language)
    occasion = workshop.occasion.but(people=people, when=when or _time_of_day(beginning), where=where, languages=spoken)
    _print(run_sheet_of(for_occasion(workshop, occasion), minutes, beginning), output, paper, first_page)


def _command(sheet: Sheet) -> Callable[..., None]:
    """Return the command that prints a sheet, with the options that it takes."""
    file = Path(sheet.file or f"{sheet.name}.pdf")

    # Typer reads options from a function's signature, so each set of options is a function of its own.
    def of_language(
        output: Output = file,
        first_page: FirstPage = None,
        paper: Size = "a4",
        content: Content = None,
        language: Language = "",
    ) -> None:
        _print_sheet(sheet, workshop_in(content, language), output, paper, first_page)

    def of_country(
        output: Output = file,
        first_page: FirstPage = None,
        paper: Size = "a4",
        content: Content = None,
        language: Language = "",
        country: Country = "",
    ) -> None:
        _print_sheet(sheet, workshop_in(content, language, country), output, paper, first_page)

    def of_occasion(
        output: Output = file,
        first_page: FirstPage = None,
        people: ForPeople = None,
        when: When = None,
        where: Where = None,
        paper: Size = "a4",
        content: Content = None,
        language: Language = "",
        country: Country = "",
    ) -> None:
        workshop = workshop_in(content, language, country)
        occasion = workshop.occasion.but(people=people, when=when, where=where)
        _print_sheet(sheet, for_occasion(workshop, occasion), output, paper, first_page)

    commands: dict[str, Callable[..., None]] = {"": of_language, "country": of_country, "occasion": of_occasion}
    return commands[sheet.takes]


for _sheet in SHEETS:
    _example = f"Example: afterwave print {_sheet.name} {_sheet.example}"
    app.command(_sheet.name, help=_sheet.help, epilog=_example)(_command(_sheet))


@app.command(epilog="Example: afterwave print summary --output evening.md")
def summary(
    output: Output = Path("summary.pdf"),
    first_page: FirstPage = None,
    paper: Size = "a4",
    database: Database = "",
    content: Content = None,
    language: Language = "",
    file: File = None,
) -> None:
    """Print what the group was shown and how long each section took, and nothing about a person: a PDF, or Markdown for
    a file that ends in .md.
    """
    text = output.suffix.lower() == ".md"
    with shown_from(content, language, file) as workshop:
        with closing(session_at(database, workshop)) as session:
            statuses, state = session.store.statuses(), session.state()
        today = with_own(workshop, state)
        minutes = {section: seconds / 60 for section, seconds in state.spent.items()}
        with new_file(output) as out:
            out.write(
                markdown(today, statuses, minutes).encode()
                if text
                else _as_pdf(summary_of(today, statuses, minutes), paper, first_page)
            )
    print(f"{out.path} is ready.{out.kept}")


def _address(session: Session) -> str:
    """Return the address that phones open: that of the evening if it runs, else this machine's, at the port that phones
    know.
    """
    pages, state = evening_pages(session.url), session.state()
    if pages:
        return state.reached or pages["participants"]
    return public_address("0.0.0.0", state.port or FIRST_PORT)  # noqa: S104 - asks which address, binds nothing


def _print(document: Document, output: Path, paper: Paper, first_page: Path | None) -> None:
    with new_file(output) as file:
        file.write(_as_pdf(document, paper, first_page))
    print(f"{file.path} is ready to print.{file.kept}")


def _print_sheet(sheet: Sheet, workshop: Workshop, output: Path, paper: Paper, first_page: Path | None) -> None:
    _print(sheet.document(workshop), output, paper, first_page)
    if note := sheet.note(workshop):
        print(note)


def _as_pdf(document: Document, paper: Paper, first_page: Path | None) -> bytes:
    """Return the document as a PDF; its first page is drawn where that was asked for."""
    body, picture = pdf_and_first_page(document, paper) if first_page else (pdf(document, paper), b"")
    if first_page:
        with new_file(first_page) as file:
            file.write(picture)
    return body


def _clock(start: str) -> int | None:
    if not start:
        return None
    match = _CLOCK.fullmatch(start)
    if not match:
        raise typer.BadParameter("Write the time as hours and minutes, such as 19:00.", param_hint="--start")
    return int(match["hours"]) * 60 + int(match["minutes"])


def _time_of_day(start: int | None) -> str:
    """Return what a beginning, in minutes after midnight, says of the time of day; "" for none."""
    return "" if start is None else "evening" if start >= EVENING_FROM else "day"
