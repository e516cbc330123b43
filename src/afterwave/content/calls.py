"""What a facilitator heard who called support lines, and lines of their own: one file of theirs, which goes over the
lines of every workshop.

It is a list that `afterwave support` adds to. Each entry is a call or a line of one's own, and the later goes over the
earlier. It lies in the data folder, so an update of the kit leaves it alone; it holds countries, numbers and days, and
nothing of who called.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Literal, get_args

import yaml
from platformdirs import user_data_path
from pydantic import Field, model_validator

from afterwave.content.cures import Wrong
from afterwave.content.helplines import Letters, SupportLine
from afterwave.content.part import ContentModel
from afterwave.content.report import Report
from afterwave.content.text import BadText, normal
from afterwave.content.yamlread import read_yaml
from afterwave.errors import ContentError
from afterwave.files import written_anew

SUPPORT = "AFTERWAVE_SUPPORT"
"""Names another file than that in the data folder."""

Outcome = Literal["works", "changed", "gone"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)

HEAD = """\
# Support lines that you called, and lines of your own: they go over the kit's, wherever lines are shown, and an update
# leaves them alone. `afterwave support --country GB` adds to this list; the later entry goes over the earlier. Nothing
# here says who called.
"""

_LIST = (
    'Let each entry begin with a hyphen at the left margin, as in: - {country: GB, number: "116 123", found: works, '
    "day: 2030-01-31}."
)


class NewFields(ContentModel):
    """What a line is now, where it changed: only the fields that differ."""

    name: str | None = Field(default=None, min_length=1)
    number: str | None = Field(default=None, min_length=1)
    for_: str | None = Field(default=None, alias="for", min_length=1)
    hours: str | None = None
    cost: str | None = None
    languages: str | None = None


class Call(ContentModel):
    """A call: the line's country and the number that was called, what was found, and the day."""

    country: Letters
    number: str = Field(min_length=1)
    found: Outcome
    day: date
    now: NewFields = NewFields()

    @model_validator(mode="after")
    def _says_what(self) -> Call:
        if (self.found == "changed") != bool(self.now.model_fields_set):
            what = (
                "a line changed, and not what is different"
                if self.found == "changed"
                else f"what is different, and that the line {self.found}"
            )
            raise Wrong(
                f"this says {what}",
                "Write `found: changed` together with what is new, such as now: {hours: day and night}.",
                "found",
            )
        return self


Entry = Call | SupportLine


def own_file(environ: Mapping[str, str] = os.environ) -> Path:
    """Return where a facilitator's calls and lines are kept: in their data folder, unless the environment names another
    file.
    """
    named = environ.get(SUPPORT, "")
    return Path(named) if named else user_data_path("afterwave", appauthor=False) / "support.yaml"


def entries(file: Path, report: Report) -> list[Entry]:
    """Return a file's entries in order, none where there is no file; every mistake is noted at its line, with its
    cure.
    """
    text = _text(file, report)
    read = read_yaml(text, file, report) if text else None
    rows = (
        (place, fields, Call if "found" in fields else SupportLine)
        for place, fields in (report.listing(read) if read else ())
    )
    built = (report.build(model, fields, read, (place,)) for place, fields, model in rows if read)
    return [entry for entry in built if isinstance(entry, Call | SupportLine)]


def with_calls(lines: Iterable[SupportLine], found: Iterable[Entry]) -> tuple[tuple[SupportLine, ...], tuple[str, ...]]:
    """Return the lines as they are after what a facilitator found: dated, changed, without those that are gone, and
    with their own.

    And the numbers that were called and that no line has any more: an update changed them, so the new ones are to be
    called.
    """
    known, lost = _apply(lines, found)
    return tuple(known.values()), tuple(f"{call.country} {call.number}" for call in lost)


def add(file: Path, entry: Entry) -> None:
    """Write one more entry into a file, whole or not at all; raise `ContentError` where the file is broken,
    `CannotWrite` where it cannot be written.
    """
    report = Report()
    before = entries(file, report)
    text = (_text(file, report) or "").rstrip()
    _refuse(report)
    # Put behind the text as it stands, and no data written anew: people's own words there, comments too, stay.
    new = f"{text + chr(10) if text else HEAD}- {_flow(entry)}"
    read = read_yaml(new, file, report)
    if not report.problems and len(list(report.listing(read))) != len(before) + 1:
        report.add(file, 1, "nothing can be added to this list as it is written", _LIST)
    _refuse(report)
    written_anew(file, new.encode())


def _refuse(report: Report) -> None:
    if report.problems:
        raise ContentError(report.problems)


def _text(file: Path, report: Report) -> str | None:
    """Return a file's text, None where there is none; what cannot be read is noted."""
    try:
        return normal(file.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except BadText as error:
        report.add(file, error.line, str(error), error.cure)
    except OSError as error:
        report.add(
            file,
            1,
            f"the file with your own support lines cannot be read ({error.strerror})",
            "Let your account read it, or move it away.",
        )
    return None


def _apply(
    lines: Iterable[SupportLine], found: Iterable[Entry]
) -> tuple[dict[tuple[str, str], SupportLine], list[Call]]:
    """Return the lines by country and bare number, and the calls for which there is none."""
    known = {_key(line): line for line in lines}
    lost: list[Call] = []
    for entry in found:
        key = _key(entry)
        if isinstance(entry, SupportLine):
            known[key] = entry
        elif key not in known:
            lost.append(entry)
        elif entry.found == "gone":
            del known[key]
        else:
            line = _line_after(known[key], entry)
            # Made anew and not popped and added: a line whose number changed stays at its place in the list.
            known = {_key(line) if one == key else one: line if one == key else other for one, other in known.items()}
    return known, lost


def _line_after(line: SupportLine, call: Call) -> SupportLine:
    new = call.now.model_dump(exclude_unset=True)
    seen = "" if "number" in new else line.seen  # the page that was read says the old one
    return line.model_copy(update={**new, "seen": seen, "last_verified": call.day})


def _key(entry: Entry) -> tuple[str, str]:
    """Return what makes a line this line: its country and its number, however it is spaced."""
    return entry.country, re.sub(r"[\W_]", "", entry.number).casefold()


def _flow(entry: Entry) -> str:
    """Return an entry as one line of YAML, without what it leaves open."""
    fields = {
        name: value
        for name, value in entry.model_dump(by_alias=True, exclude_unset=True).items()
        if value not in ("", None, {})
    }
    # One line for each entry, however long: people edit this file.
    return yaml.safe_dump(fields, default_flow_style=True, allow_unicode=True, sort_keys=False, width=float("inf"))
