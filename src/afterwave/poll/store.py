"""A session's polls in its database: what counts ballots, takes a poll from open to revealed, and says how it
stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from sqlalchemy import Connection, Engine, RowMapping, delete, insert, select, text, update

from afterwave.content.polls import Poll
from afterwave.poll import slips, tables, tickets
from afterwave.poll.ballot import Ballot
from afterwave.poll.counting import Outcome, count
from afterwave.poll.disclosure import release, threshold_for
from afterwave.poll.engine import announce, database_guard, insert_missing
from afterwave.poll.errors import NoSlips, PollsOpen, StepBack, TooManyBallots
from afterwave.poll.migrations import migrate
from afterwave.poll.scrub import scrub, settle
from afterwave.poll.status import STATES, State, Status, read, release_text
from afterwave.poll.unordered import lock_sets, write_anew

_ONLY = 1
_PREPARING = 8_051_967  # any number, so long as every afterwave on a PostgreSQL database locks the same


class Store:
    """The polls of the session in one database; any number of processes may each have a store on it.

    Every method raises `DatabaseAway` when the database cannot be used; nothing is then half done, and trying again is
    safe.
    """

    def __init__(self, engine: Engine) -> None:
        """Keep the engine; `prepare` before anything else."""
        self.engine = engine
        self.ticket_key = b""
        """The key that signs this session's tickets, the same for everybody who opens its database.

        It goes with the session; whoever reads the state of the next one has that one's.
        """

    def prepare(self) -> None:
        """Create the tables and the session's ticket key where they are missing, or bring an older program's up to
        date.

        Raises `NewerDatabase` for one that a newer program made.
        """
        with database_guard(), self.engine.begin() as connection:
            # Two that create the same tables at the same moment fail there, IF NOT EXISTS or not.
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _PREPARING})
            migrate(connection)
            tables.metadata.create_all(connection)
            self._key(connection)

    def status(self, poll_id: str) -> Status:
        """Return how a poll stands; one that was never opened is waiting."""
        with database_guard(), self.engine.connect() as connection:
            row = connection.execute(select(tables.poll).where(tables.poll.c.id == poll_id)).mappings().one_or_none()
        return Status(poll_id, "waiting") if row is None else read(row)

    def statuses(self) -> dict[str, Status]:
        """Return how every poll stands that was ever opened, by its id."""
        with database_guard(), self.engine.connect() as connection:
            rows = connection.execute(select(tables.poll).order_by(tables.poll.c.id)).mappings().all()
        return {row["id"]: read(row) for row in rows}

    def slips(self, count: int, printing: Callable[[tuple[str, ...]], object] | None = None) -> tuple[str, ...]:
        """Return so many new slips; from now on they are the only ones, and polls are opened for slips alone unless
        they are told otherwise.

        They are given to `printing` first: where that fails, those printed before still count. Nobody waits for it;
        where another program made some meanwhile, it is given new ones. Raises `PollsOpen` while a poll is open:
        somebody could answer it on an old slip and on a new one.
        """
        while True:
            with database_guard(), self.engine.connect() as connection:
                _refuse_while_open(connection)
                kit = connection.execute(select(tables.kit.c.ticket_key, tables.kit.c.batch)).one()
            made = slips.make(kit.ticket_key, kit.batch + 1, count)
            if printing:
                printing(made)
            as_it_was = (tables.kit.c.ticket_key == kit.ticket_key) & (tables.kit.c.batch == kit.batch)
            with database_guard(), self.engine.begin() as connection:
                ours = update(tables.kit).where(as_it_was).values(slips=count, batch=kit.batch + 1)
                if connection.execute(ours).rowcount:
                    _refuse_while_open(connection)
                    return made

    def slip_count(self) -> int | None:
        """Return how many slips there are, or None when none were printed."""
        with database_guard(), self.engine.connect() as connection:
            count: int | None = connection.execute(select(tables.kit.c.slips)).scalar_one()
        return count

    def batch_mark(self) -> str:
        """Return what tells these slips from all others that are ever made, "" where there are none; no slip can be
        made from it.
        """
        with database_guard(), self.engine.connect() as connection:
            made = connection.execute(select(tables.kit.c.ticket_key, tables.kit.c.slips, tables.kit.c.batch)).one()
        return slips.mark(made.ticket_key, made.batch) if made.slips else ""

    def check_slip(self, slip: str) -> None:
        """Return when a slip is of the batch that counts; raise `BadTicket` otherwise."""
        with database_guard(), self.engine.connect() as connection:
            slips.check(self.ticket_key, connection.execute(select(tables.kit.c.batch)).scalar_one(), slip)

    def open(self, poll: Poll, *, people: int | None = None, insiders: int = 2, slips: bool | None = None) -> Status:
        """Open a poll for ballots and return its status; its threshold is frozen by how many people are here, and by 1
        or 2 insiders.

        With `slips`, only a slip's ballot counts, and without a count the people are as many as the slips; None: yes
        where slips were printed. An open poll stays as it is. Raises `StepBack` for one that has closed, `NoSlips`
        where none were printed, ValueError for any other number of insiders.
        """
        if insiders not in {1, 2}:
            raise ValueError("a poll is opened with 1 or 2 insiders in mind")
        with database_guard(), self.engine.begin() as connection:
            on = _slips(connection, wanted=slips)
            people = on["slips"] if people is None else people
            row = {"id": poll.id, "kind": poll.kind, "state": "open", "ballots": 0, "key": tickets.new_key(), **on}
            row |= {"people": people, "insiders": insiders, "threshold": threshold_for(people, insiders)}
            # RETURNING, because an insert's row count says nothing on PostgreSQL.
            if connection.scalar(insert_missing(connection, tables.poll).returning(tables.poll.c.id), row):
                rows = [
                    {"poll": poll.id, "option": option, "position": place, "count": 0}
                    for place, option in enumerate(poll.option_ids())
                ]
                connection.execute(insert(tables.tally), rows)
            _due(connection, poll.id, "open")
            announce(connection)
        return self.status(poll.id)

    def close(self, poll_id: str) -> Status:
        """End a poll's ballots and return its status; its tickets and the key to them are destroyed, and overwritten
        where the database allows.

        A closed poll stays as it is. Raises `StepBack` for one that is waiting or revealed.
        """
        with database_guard(), self.engine.begin() as connection:
            lock_sets(connection)
            due = _due(connection, poll_id, "closed")
            if due:
                connection.execute(
                    update(tables.poll).where(tables.poll.c.id == poll_id).values(state="closed", key=None)
                )
                connection.execute(delete(tables.spent).where(tables.spent.c.poll == poll_id))
                # Polls that are still open keep theirs; PostgreSQL leaves no dead row of this one's.
                write_anew(connection, tables.spent)
                announce(connection)
        return self._left_clean(poll_id, due)

    def reveal(self, poll_id: str, *, people: int | None = None) -> Status:
        """Release a closed poll, once, and return its status; from now on its release is all there is, and its tally is
        destroyed.

        `people` corrects how many are here. Raises `TooManyBallots` while there are fewer people than ballots, and
        `StepBack` for a poll not closed yet.
        """
        with database_guard(), self.engine.begin() as connection:
            due = _due(connection, poll_id, "revealed")
            if due:
                _reveal(connection, due, due["people"] if people is None else people)
                announce(connection)
        return self._left_clean(poll_id, due)

    def commit(self, ballots: Sequence[Ballot]) -> list[Outcome]:
        """Count these ballots in one transaction and return what became of each, in their order, once that is on the
        disk.

        The spent tickets are written anew with each batch, so that neither pages nor log say which came first.
        Raises `UnknownOption`, with nothing counted, for a choice that its poll was not opened with.
        """
        places = defaultdict(list)
        for place, ballot in enumerate(ballots):
            places[ballot.poll].append(place)
        outcomes: dict[int, Outcome] = {}
        with database_guard(), self.engine.begin() as connection:
            lock_sets(connection)
            # Sorted: nothing that is written tells whose poll was answered first.
            for poll_id in sorted(places):
                counted = count(connection, poll_id, [ballots[place] for place in places[poll_id]])
                outcomes.update(zip(places[poll_id], counted, strict=True))
            anew = Outcome.COUNTED in outcomes.values() and write_anew(connection, tables.spent)
        if anew:
            settle(self.engine)
        return [outcomes[place] for place in range(len(ballots))]

    def destroy(self, left: Callable[[Connection], object] | None = None) -> None:
        """Forget everything in every table, keys included, and overwrite it where the database allows; what is `left`
        in its place is written in the same moment, with new keys.
        """
        with database_guard(), self.engine.begin() as connection:
            for table in reversed(tables.metadata.sorted_tables):
                connection.execute(delete(table))
            if left:
                self._key(connection)
                left(connection)
                announce(connection)
        scrub(self.engine)

    def _key(self, connection: Connection) -> None:
        """Make the session's key where there is none, and know it."""
        row = {"id": _ONLY, "schema": tables.SCHEMA, "ticket_key": tickets.new_key()}
        connection.execute(insert_missing(connection, tables.kit), row)
        self.ticket_key = connection.execute(select(tables.kit.c.ticket_key)).scalar_one()

    def _left_clean(self, poll_id: str, due: RowMapping | None) -> Status:
        # Here, after the commit: VACUUM runs in no transaction.
        if due:
            scrub(self.engine)
        return self.status(poll_id)


def _refuse_while_open(connection: Connection) -> None:
    if still_open := list(connection.scalars(select(tables.poll.c.id).where(tables.poll.c.state == "open"))):
        raise PollsOpen(still_open[0])


def _slips(connection: Connection, *, wanted: bool | None) -> dict[str, int | None]:
    """Return how many slips count in a poll that opens now, and of which batch; None and None where forms count."""
    # On PostgreSQL nobody makes others between this look and the commit.
    printed = connection.execute(select(tables.kit.c.slips, tables.kit.c.batch).with_for_update(read=True)).one()
    if wanted and not printed.slips:
        raise NoSlips
    on = bool(printed.slips) if wanted is None else wanted
    return {"slips": printed.slips, "batch": printed.batch} if on else {"slips": None, "batch": None}


def _due(connection: Connection, poll_id: str, wanted: State) -> RowMapping | None:
    """Return the poll's row, locked, when the next step is the wanted one, or None when it is there already; raise
    `StepBack` otherwise.
    """
    row = (
        connection.execute(select(tables.poll).where(tables.poll.c.id == poll_id).with_for_update())
        .mappings()
        .one_or_none()
    )
    state: State = "waiting" if row is None else row["state"]
    steps = STATES.index(wanted) - STATES.index(state)
    if steps not in {0, 1}:
        raise StepBack(poll_id, state, wanted)
    return row if steps else None


def _reveal(connection: Connection, row: RowMapping, people: int | None) -> None:
    if people is not None and row["ballots"] > people:
        raise TooManyBallots(row["id"], people)
    counts = _counts(connection, row["id"])
    shown = release(row["kind"], counts, row["ballots"], threshold=row["threshold"], insiders=row["insiders"])
    connection.execute(
        update(tables.poll)
        .where(tables.poll.c.id == row["id"])
        .values(state="revealed", people=people, release=release_text(shown))
    )
    connection.execute(delete(tables.tally).where(tables.tally.c.poll == row["id"]))


def _counts(connection: Connection, poll_id: str) -> dict[str, int]:
    tally = tables.tally
    rows = connection.execute(
        select(tally.c.option, tally.c.count).where(tally.c.poll == poll_id).order_by(tally.c.position)
    )
    return {row["option"]: row["count"] for row in rows.mappings()}
