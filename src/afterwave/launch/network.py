"""Finds where a server can listen, and the address at which phones in the room reach it. Nothing is sent to find
out.
"""

from __future__ import annotations

import errno
import os
import socket

from afterwave.errors import AfterwaveError
from afterwave.refusals import NoSuchHost, PortForbidden, PortTaken
from afterwave.session.networks import EVERYWHERE, room_address, url

FIRST_PORT = 8000
TRIES = 20


def heard_at(host: str) -> str:
    """Return the host to listen at for one that was named: where every network was meant and this machine is in those
    of IPv6 alone, IPv6's name for it.
    """
    return "::" if host == EVERYWHERE[0] and ":" in room_address() else host


def public_address(host: str, port: int) -> str:
    """Return the URL that a phone opens to reach a server bound to `host` and `port`."""
    return url(room_address() if host in EVERYWHERE else host, port)


def free_port(host: str) -> int:
    """Return the first free port from 8000; raise `PortTaken` when twenty in a row are taken, `NoSuchHost` for a host
    that is not this machine.
    """
    for port in range(FIRST_PORT, FIRST_PORT + TRIES):
        reason = refusal(host, port)
        # No other port would help.
        if isinstance(reason, NoSuchHost):
            raise reason
        if reason is None:
            return port
    raise PortTaken(host, FIRST_PORT)


def is_free(host: str, port: int) -> bool:
    """Return whether a server could listen there now."""
    return refusal(host, port) is None


def exclusive_option() -> int:
    """Return the option of a socket with which it binds where nobody listens, and only there.

    SO_REUSEADDR means something else on each system. Where there is POSIX it passes over a connection that has only
    just ended. On Windows it takes a port at which somebody listens, and SO_EXCLUSIVEADDRUSE is what asks for one of
    its own.
    """
    return int(socket.SO_EXCLUSIVEADDRUSE) if os.name == "nt" else socket.SO_REUSEADDR  # type: ignore[attr-defined,unused-ignore]


def refusal(host: str, port: int) -> AfterwaveError | None:
    """Return why no server could listen there now, or None where one could: `PortTaken`, `PortForbidden` or
    `NoSuchHost`.
    """
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, exclusive_option(), 1)
            probe.bind((host, port))
    except PermissionError:
        return PortForbidden(host, port)
    except OSError as error:
        return PortTaken(host, port) if error.errno == errno.EADDRINUSE else NoSuchHost(host)
    except UnicodeError:  # a name that no host can have: IDNA does not write it
        return NoSuchHost(host)
    return None
