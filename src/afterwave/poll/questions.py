"""The question box: texts without an author, seen by the facilitator only in shuffled batches.

Off until it is turned on. A text goes in with a spent ticket beside it, in another table, in one transaction; its own
key is random, so that the table's order says nothing. At least three come out at a time, always; what never makes a
batch is seen by nobody, and destroyed when the session is forgotten.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from afterwave.poll import tables, tickets
from afterwave.poll.engine import announce, database_guard, insert_missing
from afterwave.poll.errors import BadQuestion, BoxFull, BoxShut
from afterwave.poll.harmless import harmless
from afterwave.poll.scrub import scrub, settle
from afterwave.poll.unordered import lock_sets, write_anew

LONGEST = 500
"""Characters of a question."""

BATCH = 3
"""The least number of questions that come out together."""

MOST = 300
"""Questions that wait; whoever fills the box only fills it until the next batch."""

SCOPE = "question/"
"""What a question's ticket is signed for; no poll's id holds a slash."""

QuestionState = Literal["opened", "stage", "done"]
_KEY = 16


@dataclass(frozen=True)
class Question:
    """A question that came out of the box: a random key, its words, and whether it waits with the facilitator, is on
    the stage, or was there.
    """

    key: str
    text: str
    state: QuestionState


class Questions:
    """The question box of one session. Every method raises `DatabaseAway` when the database cannot be used."""

    def __init__(self, engine: Engine) -> None:
        """Keep the engine of a store that is prepared."""
        self._engine = engine

    def on(self) -> bool:
        """Return whether the box takes questions."""
        with database_guard(), self._engine.connect() as connection:
            return connection.execute(select(tables.kit.c.box)).scalar_one() is not None

    def turn(self, *, on: bool) -> None:
        """Turn the box on, or off; off, its spent tickets and the key to them are destroyed."""
        with database_guard(), self._engine.begin() as connection:
            key = connection.execute(select(tables.kit.c.box).with_for_update()).scalar_one()
            if on == (key is not None):
                return
            connection.execute(update(tables.kit).values(box=tickets.new_key() if on else None))
            connection.execute(delete(tables.asked))
            announce(connection)
        if not on:
            scrub(self._engine)

    def submit(self, ticket: str, text: str) -> None:
        """Put a question into the box; a ticket used before puts nothing in, and is thanked again.

        Raises `BoxShut`, `BadQuestion` for no words or too many, and `BoxFull` when too many wait.
        """
        words = harmless(text)
        if not 0 < len(words) <= LONGEST:
            raise BadQuestion(len(words), LONGEST)
        with database_guard(), self._engine.begin() as connection:
            lock_sets(connection)
            # On PostgreSQL nobody shuts the box between this look and the commit.
            key = connection.execute(select(tables.kit.c.box).with_for_update()).scalar_one()
            if key is None:
                raise BoxShut
            fresh = insert_missing(connection, tables.asked).returning(tables.asked.c.digest)
            if connection.scalar(fresh, {"digest": tickets.digest(key, ticket)}) is None:
                return
            if _count_waiting(connection) >= MOST:
                raise BoxFull  # which rolls back: the ticket is not spent, and may try again
            connection.execute(
                insert(tables.question), {"key": secrets.token_bytes(_KEY), "text": words, "state": "waiting"}
            )
            # The third mark from the end and the third text from the end would be one person's.
            write_anew(connection, tables.asked, tables.question)
        settle(self._engine)

    def open_batch(self) -> bool:
        """Open all that wait, if there are at least three, and return whether there were; no count is told either
        way.
        """
        with database_guard(), self._engine.begin() as connection:
            if _count_waiting(connection) < BATCH:
                return False
            waiting = tables.question.c.state == "waiting"
            connection.execute(update(tables.question).where(waiting).values(state="opened"))
        scrub(self._engine)
        return True

    def open_questions(self) -> tuple[Question, ...]:
        """Return the questions that came out, in the order of their random keys."""
        table = tables.question
        with database_guard(), self._engine.connect() as connection:
            rows = connection.execute(select(table).where(table.c.state != "waiting").order_by(table.c.key)).all()
        return tuple(Question(row.key.hex(), row.text, row.state) for row in rows)

    def show(self, key: str | None) -> None:
        """Put one opened question on the stage, and take the one there away; None only takes away."""
        table = tables.question
        with database_guard(), self._engine.begin() as connection:
            connection.execute(update(table).where(table.c.state == "stage").values(state="done"))
            if key is not None:
                chosen = (table.c.key == bytes.fromhex(key)) & (table.c.state != "waiting")
                connection.execute(update(table).where(chosen).values(state="stage"))

    def any(self) -> bool:
        """Return whether somebody asked something, opened or not: no more is said of it."""
        with database_guard(), self._engine.connect() as connection:
            return connection.execute(select(tables.question.c.key).limit(1)).first() is not None

    def destroy_waiting(self) -> None:
        """Turn the box off and destroy what never made a batch."""
        self.turn(on=False)
        with database_guard(), self._engine.begin() as connection:
            connection.execute(delete(tables.question).where(tables.question.c.state == "waiting"))
        scrub(self._engine)


def _count_waiting(connection: Connection) -> int:
    count = select(func.count()).select_from(tables.question).where(tables.question.c.state == "waiting")
    return connection.execute(count).scalar_one()
