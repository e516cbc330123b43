"""Questions of one's own, asked on the spot: polls that a facilitator types while the group is together.

They are kept with the session and not in the content: several servers on one database know them, they outlive a
restart, and are destroyed with everything else. From the moment it is kept, such a question is a poll like any other.
It is opened, counted, closed and shown by the same code and the same rules; `session/place.py` puts it among the
workshop's. Its words are never changed: ballots are about the words that people read, and whoever wants others asks
another question.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import JSON, Column, Engine, Integer, String, Table, delete, func, insert, select

from afterwave.content.marks import has_marks
from afterwave.content.poll_form import question_and_options
from afterwave.content.polls import FEWEST_OPTIONS, Poll
from afterwave.errors import UnfitPoll
from afterwave.message import Message
from afterwave.poll import tables
from afterwave.poll.engine import announce, database_guard, insert_missing
from afterwave.poll.harmless import harmless
from afterwave.poll.scrub import scrub

MOST_WORDS, LONGEST = 40, 200
"""Words and letters of a question: more is read while somebody speaks, and then neither is heard."""

MOST_OPTIONS, LONGEST_OPTION = 10, 80
"""Options of a question, and letters of one: more do not fit on a stage."""

MOST = 12
"""Questions of one's own in one session."""

UNWRITTEN: Message = "Write the question."
LONG: Message = "The question is too long: {words} words and {letters} letters at most."
FEW: Message = "Write at least two options, one on each line."
MANY: Message = "There are {count} options. Write {most} at most."
LONG_OPTION: Message = "Option {number} is too long: {letters} letters at most."
TWICE: Message = "Option {number} is there twice. Change it, or take it out."
MARKED: Message = "A link, a tag or a brace stands in the question, and would be shown as it stands. Write plain words."
MARKED_OPTION: Message = (
    "A link, a tag or a brace stands in option {number}, and would be shown as it stands. Write plain words."
)
AGAIN: Message = (
    "This question is one of today's already. Each is asked once: "
    "two pictures of the same could show what one person changed."
)
ENOUGH: Message = "There are {most} questions of your own today, and no room for more."
OPENED: Message = "The question has been opened, so it stays."

_NAME = re.compile(r"q-[0-9a-f]{8}")

own = Table(
    "own",
    tables.metadata,
    Column("id", String, primary_key=True),
    Column("question", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("options", JSON, nullable=False),  # their words, in order
    Column("place", Integer, nullable=False),  # in which order they were written
    sqlite_with_rowid=False,
)


class Own:
    """One session's questions of one's own. Every method raises `DatabaseAway` when the database cannot be used."""

    def __init__(self, engine: Engine) -> None:
        """Keep the engine of a store that is prepared."""
        self._engine = engine

    def polls(self) -> dict[str, Poll]:
        """Return them by id, in the order in which they were written."""
        with database_guard(), self._engine.connect() as connection:
            rows = connection.execute(select(own).order_by(own.c.place, own.c.id)).all()
        return {row.id: _poll(row.id, row.kind, row.question, row.options) for row in rows}

    def keep(self, form: Mapping[str, Any], workshop: Mapping[str, Poll]) -> Poll:
        """Keep the question that a form says, `{question, kind, options}` an option on each line, and return its poll.

        `workshop` holds the polls that there are beside. Its id is drawn by chance: it stands in addresses, so in
        histories. Raises `UnfitPoll` with every mistake, `ValueError` for a kind that there is not.
        """
        question, options = question_and_options(
            {name: harmless(str(form.get(name) or "")) for name in ("question", "options")}
        )
        with database_guard(), self._engine.begin() as connection:
            rows = connection.execute(select(own.c.id, own.c.question)).all()
            before = [*(row.question for row in rows), *(poll.question for poll in workshop.values())]
            if wrong := list(_mistakes(question, options, before, len(rows))):
                raise UnfitPoll(wrong)
            poll = _poll(_free({*(row.id for row in rows), *workshop}), str(form.get("kind")), question, options)
            # Not how many there are: one of them may have been taken out.
            place = connection.execute(select(func.max(own.c.place))).scalar_one() or 0
            connection.execute(insert(own).values(_row(poll) | {"place": place + 1}))
            announce(connection)
        return poll

    def holds(self, poll: Poll) -> None:
        """Keep a question that was just opened, even where somebody took it out in the same moment."""
        with database_guard(), self._engine.begin() as connection:
            # Its place went with its row, and 0 is nobody's.
            connection.execute(insert_missing(connection, own), _row(poll) | {"place": 0})

    def take_out(self, poll: str) -> None:
        """Take out a question, and overwrite it if the database allows; raise `UnfitPoll` for one that was opened."""
        with database_guard(), self._engine.begin() as connection:
            if connection.scalar(select(tables.poll.c.id).where(tables.poll.c.id == poll)):
                raise UnfitPoll([(OPENED, {})])
            connection.execute(delete(own).where(own.c.id == poll))
            announce(connection)
        scrub(self._engine)


def looks_own(poll: str) -> bool:
    """Return whether an id may be that of a question of one's own, for whoever cannot ask the database."""
    return _NAME.fullmatch(poll) is not None


def form_mistakes(question: str, options: list[str]) -> Iterator[tuple[Message, dict[str, int]]]:
    """Yield why a form says no poll that a file can hold: there, words may be longer than what is asked on the spot."""
    if not question:
        yield UNWRITTEN, {}
    elif has_marks(question):
        yield MARKED, {}
    if len(options) < FEWEST_OPTIONS:
        yield FEW, {}
    for place, option in enumerate(options):
        if has_marks(option):
            yield MARKED_OPTION, {"number": place + 1}
        if option in options[:place]:
            yield TWICE, {"number": place + 1}


def _mistakes(
    question: str, options: list[str], before: list[str], kept: int
) -> Iterator[tuple[Message, dict[str, int]]]:
    """Yield what is wrong with a question, each as a sentence and its facts.

    `before` are today's other questions, `kept` is how many of them are one's own.
    """
    if not question:
        yield UNWRITTEN, {}
    if len(question) > LONGEST or len(question.split()) > MOST_WORDS:
        yield LONG, {"words": MOST_WORDS, "letters": LONGEST}
    if has_marks(question):
        yield MARKED, {}
    if question and _same(question) in map(_same, before):
        yield AGAIN, {}
    yield from _in_options(options)
    if kept >= MOST:
        yield ENOUGH, {"most": MOST}


def _in_options(options: list[str]) -> Iterator[tuple[Message, dict[str, int]]]:
    if len(options) < FEWEST_OPTIONS:
        yield FEW, {}
    if len(options) > MOST_OPTIONS:
        yield MANY, {"count": len(options), "most": MOST_OPTIONS}
    for place, option in enumerate(options[:MOST_OPTIONS]):  # of the rest, that they are too many says it all
        if len(option) > LONGEST_OPTION:
            yield LONG_OPTION, {"number": place + 1, "letters": LONGEST_OPTION}
        if has_marks(option):
            yield MARKED_OPTION, {"number": place + 1}
        if _same(option) in map(_same, options[:place]):
            yield TWICE, {"number": place + 1}


def _same(words: str) -> str:
    """Return what two ways of writing the same have in common: their letters and figures, where there are any."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    return "".join(letter for letter in plain if letter.isalnum()) or plain


def _free(taken: set[str]) -> str:
    while (name := f"q-{secrets.token_hex(4)}") in taken:
        pass
    return name


def _poll(ident: str, kind: str, question: str, options: list[str]) -> Poll:
    """Return the poll, as it is built from a content file, with ids that tell nothing of an option's words."""
    said = [{"id": str(number), "label": words} for number, words in enumerate(options, 1)]
    return Poll.model_validate({"id": ident, "kind": kind, "question": question, "options": said})


def _row(poll: Poll) -> dict[str, Any]:
    return {"id": poll.id, "kind": poll.kind, "question": poll.question, "options": list(poll.labels().values())}
