"""The door to the colleague's page: the one thing on the public port that can do anything to a session, so it is small,
and shut unless the console opens it.

The console opens it with a code, the device that knows the code gets a random key, and every action brings that key
along. Of both, hashes alone are kept: of the code a slow one, for eight digits can be tried out, and of the key a quick
one, for a key cannot. Whoever opens the door anew, ends it, ends the evening or starts the phones' server shuts out
whoever was in.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import scrypt, sha256
from typing import Literal

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    Float,
    Integer,
    LargeBinary,
    RowMapping,
    Table,
    delete,
    select,
    update,
)

from afterwave.poll.engine import database_guard, insert_missing
from afterwave.poll.tables import metadata

WITHIN = 120.0
"""Seconds that a code is good for."""

TRIES = 5
"""Wrong codes, from all devices together, that shut the door."""

DIGITS = 8
COST = 2**14
"""Scrypt's: each look at a code takes a tenth of a second and 16 MB."""

SIGNALS = ("slower", "pause", "outside")
"""What a colleague can say to the leader without a word: slower, a pause, I am outside with somebody."""

_ONLY = 1

State = Literal["shut", "waiting", "late", "guessed", "in"]
"""How the door stands: a code waits; its time is over; wrong codes have shut it; one device is in."""

colleague = Table(
    "colleague",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("code", LargeBinary),  # a hash, until the code is used or wrong ones have shut the door
    Column("until", Float, nullable=False),  # when the code ends: seconds since the epoch
    Column("tries", Integer, nullable=False),
    Column("key", LargeBinary),  # a hash, from the moment in which a device is in
    *(Column(signal, Boolean, nullable=False) for signal in SIGNALS),
    sqlite_with_rowid=False,
)
"""One row while the door is open, and none while it is shut. Of when somebody came in, or gave a signal, and from
where, it knows nothing.
"""


@dataclass(frozen=True)
class DoorState:
    """How the door stands: until when a code waits (seconds since the epoch, 0 for none), and which signals nobody has
    put away yet.
    """

    state: State = "shut"
    until: float = 0.0
    signals: tuple[str, ...] = ()


class Door:
    """The door of one session. Every method raises `DatabaseAway` when the database cannot be used."""

    def __init__(self, engine: Engine, clock: Callable[[], float]) -> None:
        """Keep the engine of a store that is prepared, and the session's clock."""
        self._engine, self._clock = engine, clock

    def open(self) -> str:
        """Open the door and return its new code, which is known nowhere else; whoever was in is out."""
        code, salt = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}", secrets.token_bytes(16)
        row = {
            "id": _ONLY,
            "salt": salt,
            "code": _slow(code, salt),
            "until": self._clock() + WITHIN,
            "tries": 0,
            "key": None,
        } | dict.fromkeys(SIGNALS, False)
        with database_guard(), self._engine.begin() as connection:
            connection.execute(insert_missing(connection, colleague), row)
            connection.execute(update(colleague).values(row))  # of two consoles that open it at once, the later one's
        return code

    def end(self) -> None:
        """Shut the door: code and key are nowhere any more. Nothing is written where it is shut."""
        if self.state().state == "shut":
            return
        with database_guard(), self._engine.begin() as connection:
            connection.execute(delete(colleague))

    def state(self) -> DoorState:
        """Return how the door stands."""
        with database_guard(), self._engine.connect() as connection:
            row = _row(connection)
        return (
            DoorState()
            if row is None
            else DoorState(self._state(row), row["until"] if row["code"] else 0.0, _signals_in(row))
        )

    def enter(self, code: str) -> str:
        """Return the key of the one device that knew the code, "" for any other.

        A try is counted before it is looked at: however many come in at the same moment, no more than `TRIES` are
        looked at in all.
        """
        with database_guard(), self._engine.begin() as connection:
            now = self._clock()
            waits = (
                colleague.c.code.is_not(None)
                & (colleague.c.until > now)
                & (colleague.c.until <= now + WITHIN)  # a clock that was set back gives no code a longer life
                & (colleague.c.tries < TRIES)
            )
            if not connection.execute(update(colleague).where(waits).values(tries=colleague.c.tries + 1)).rowcount:
                return ""
            row = _row(connection)
        # The slow hash comes after the transaction: all ballots would wait for it.
        if row is None or row["code"] is None:
            return ""
        if hmac.compare_digest(_slow(digits(code), row["salt"]), row["code"]):
            return self._let_in(row["code"])
        if row["tries"] >= TRIES:
            self._forget_the_code(row["code"])
        return ""

    def knows(self, key: str) -> bool:
        """Return whether this is the key of the device that is in."""
        with database_guard(), self._engine.connect() as connection:
            row = _row(connection)
        return row is not None and row["key"] is not None and hmac.compare_digest(_quick(key), row["key"])

    def signal(self, key: str, signal: str, *, on: bool) -> None:
        """Give a signal, or take it back, with the key of the device that is in; nothing happens with another, nor
        where it stands so already.
        """
        column = colleague.c[signal]
        with database_guard(), self._engine.begin() as connection:
            connection.execute(
                update(colleague).where(colleague.c.key == _quick(key), column.is_not(on)).values({signal: on})
            )

    def put_away(self, signal: str) -> None:
        """Put a signal away: the leader has seen it. Raises `KeyError` for none."""
        if signal not in SIGNALS:
            raise KeyError(signal)
        with database_guard(), self._engine.begin() as connection:
            connection.execute(update(colleague).values({signal: False}))

    def _state(self, row: RowMapping) -> State:
        if row["key"] is not None:
            return "in"
        if row["code"] is None or row["tries"] >= TRIES:
            return "guessed"
        return "waiting" if 0 < row["until"] - self._clock() <= WITHIN else "late"

    def _let_in(self, code: bytes) -> str:
        """Return a new key where the code is still there: whoever comes second with it finds none."""
        key = secrets.token_urlsafe(32)
        with database_guard(), self._engine.begin() as connection:
            let = update(colleague).where(colleague.c.code == code).values(code=None, key=_quick(key))
            return key if connection.execute(let).rowcount else ""

    def _forget_the_code(self, code: bytes) -> None:
        with database_guard(), self._engine.begin() as connection:
            connection.execute(update(colleague).where(colleague.c.code == code).values(code=None))


def digits(typed: str) -> str:
    """Return a code as it was typed, in plain digits: in whatever script they are, and however they are grouped."""
    # As many blanks and dashes as anybody types; the rest of something huge is not looked at.
    found = (str(unicodedata.digit(letter, "")) for letter in typed[: 4 * DIGITS])
    return "".join(found)


def _row(connection: Connection) -> RowMapping | None:
    return connection.execute(select(colleague)).mappings().one_or_none()


def _signals_in(row: RowMapping) -> tuple[str, ...]:
    return tuple(signal for signal in SIGNALS if row[signal])


def _slow(code: str, salt: bytes) -> bytes:
    return scrypt(code.encode(), salt=salt, n=COST, r=8, p=1, dklen=32)


def _quick(key: str) -> bytes:
    # A guess with half a letter in it is a wrong key, and no error of another kind.
    return sha256(key.encode("utf-8", "surrogatepass")).digest()
