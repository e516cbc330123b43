"""Tickets let each ballot count once without saying whose it is: random, signed with the session's key, and kept only
as a keyed hash.

A ticket is 24 characters of chance and a signature of 24. The signature covers the very characters sent, and nothing is
decoded, so that no second spelling of a ticket is accepted.
"""

from __future__ import annotations

import hmac
import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256

from afterwave.poll.errors import BadTicket

_CHANCE = 24
_BYTES = 18  # 18 bytes are 24 characters of base64, without padding


def new_key() -> bytes:
    """Return a fresh random key, for a session's signatures or a poll's digests."""
    return secrets.token_bytes(32)


def issue(key: bytes, scope: str) -> str:
    """Return a new ticket, good only where the same key and scope are asked for; the scope is the poll's id."""
    chance = secrets.token_urlsafe(_BYTES)
    return chance + _signature(key, scope, chance)


def check(key: bytes, scope: str, ticket: str) -> None:
    """Return when this key issued the ticket for this scope; raise `BadTicket` otherwise."""
    chance, signature = ticket[:_CHANCE], ticket[_CHANCE:]
    # Bytes: comparing text refuses what is not ASCII with an error of its own.
    if not hmac.compare_digest(_bytes(signature), _bytes(_signature(key, scope, chance))):
        raise BadTicket


def digest(poll_key: bytes, ticket: str) -> bytes:
    """Return what is kept of a spent ticket: 16 bytes that say nothing once the poll's key is destroyed."""
    return hmac.digest(poll_key, _bytes(ticket), sha256)[:16]


def _signature(key: bytes, scope: str, chance: str) -> str:
    signed = hmac.digest(key, _bytes(f"{scope}\n{chance}"), sha256)
    return urlsafe_b64encode(signed[:_BYTES]).decode()


def _bytes(text: str) -> bytes:
    # Half a letter makes a wrong ticket, and no error of another kind.
    return text.encode("utf-8", "surrogatepass")
