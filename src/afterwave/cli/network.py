"""Finds the address at which phones in the room reach this machine, and a port that is free. Nothing is sent to find out."""

from __future__ import annotations

import socket

from afterwave.errors import PortTaken

FIRST_PORT = 8000
TRIES = 20
LOOPBACK = "127.0.0.1"
EVERYWHERE = ("0.0.0.0", "", "::")  # noqa: S104 - compared with, not bound to


def room_address() -> str:
    """Return this machine's address in its network, or the loopback address where it is in none.

    Connecting a datagram socket only asks the system which way it would send; no packet leaves. The target is a documentation address (RFC 5737).
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return LOOPBACK


def public_address(host: str, port: int) -> str:
    """Return the URL that a phone opens to reach a server bound to `host` and `port`."""
    return f"http://{room_address() if host in EVERYWHERE else host}:{port}/"


def free_port(host: str) -> int:
    """Return the first free port from 8000; raise `PortTaken` when twenty in a row are taken."""
    for port in range(FIRST_PORT, FIRST_PORT + TRIES):
        if is_free(host, port):
            return port
    raise PortTaken(host, FIRST_PORT)


def is_free(host: str, port: int) -> bool:
    """Return whether a server could listen there now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True
