"""Slips: tickets on paper, made before the evening and drawn from a bowl, so that the room can count them and nobody
can make one.

A slip is 16 characters that a person can read aloud and type: eight of chance, eight of signature (40 bits each; a
forger has one try in a million millions for each request). The alphabet is Douglas Crockford's base 32: no I, L, O or
U. Each printing is a batch of its own, and only the last one counts: a reprint makes every earlier slip void, for
nobody can say which of them are lost.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from base64 import b32encode
from hashlib import sha256

from afterwave.poll.errors import BadTicket

LENGTH = 16
_CHANCE = 8
_SLIP_OF_A_FINGER = 4  # letters
_BYTES = 5  # 5 bytes are 8 characters
_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")

# What is typed for a slip's letters, in capitals: O, I, L and U are in no slip, and a Cyrillic or Greek keyboard has
# letters that look the same.
_LATIN = dict(zip("OØIİL|U", "001111V", strict=True))
_CYRILLIC = dict(zip("АВЕЗКМНОРСТУХІЈ", "ABE3KMH0PCTYX1J", strict=True))  # noqa: RUF001 - letters that look alike are what this is about
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZH1KMN0PTYX", strict=True))  # noqa: RUF001 - as above
_READ_AS = str.maketrans(_LATIN | _CYRILLIC | _GREEK)


def make(key: bytes, batch: int, count: int) -> tuple[str, ...]:
    """Return so many different slips of one batch, each good once in every poll."""
    chances: set[str] = set()
    while len(chances) < count:
        chances.add(_letters(secrets.token_bytes(_BYTES)))
    return tuple(chance + _signature(key, batch, chance) for chance in chances)


def plain(typed: str) -> str:
    """Return a slip's one spelling, however it was typed.

    Case, dashes, blanks and whatever else is no letter do not matter, nor letters that look alike, wide letters, digits
    of other scripts, or the whole address of a slip in place of its code.
    """
    code = unicodedata.normalize("NFKC", typed).rpartition("/s/")[2].upper().translate(_READ_AS)
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in code if letter.isalnum())


def near_slip(typed: str) -> str:
    """Return what was typed as people read a slip, where some letter of it is wrong, missing or too many; nothing where
    it is no slip at all.
    """
    code = plain(typed)
    return in_groups(code) if abs(len(code) - LENGTH) <= _SLIP_OF_A_FINGER and code.isascii() else ""


def in_groups(slip: str) -> str:
    """Return a slip as people read it, in groups of four."""
    return "-".join(slip[start : start + 4] for start in range(0, len(slip), 4))


def mark(key: bytes, batch: int) -> str:
    """Return what tells a batch from every other, of this key and of any: no slip, nor a part of one."""
    return hmac.digest(key, f"batch/{batch}".encode(), sha256).hex()


def check(key: bytes, batch: int, slip: str) -> None:
    """Return when this key made the slip for this batch; raise `BadTicket` for any other, and for any spelling but the
    plain one.
    """
    signature = _signature(key, batch, slip[:_CHANCE])
    # surrogatepass: half a letter makes a wrong slip, and no error of another kind.
    if not hmac.compare_digest(slip[_CHANCE:].encode("utf-8", "surrogatepass"), signature.encode()):
        raise BadTicket


def _signature(key: bytes, batch: int, chance: str) -> str:
    # No poll's id holds a slash, so a slip's signature is never a form's.
    signed = hmac.digest(key, f"slip/{batch}\n{chance}".encode("utf-8", "surrogatepass"), sha256)
    return _letters(signed[:_BYTES])


def _letters(value: bytes) -> str:
    return b32encode(value).decode().translate(_LETTERS)
