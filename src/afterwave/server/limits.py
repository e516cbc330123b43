"""How much one connection may ask of the server, so that a slow or greedy one does not keep the others waiting (measured: findings/poll-server.md, 8)."""

from __future__ import annotations

from typing import Any

try:
    import resource
except ImportError:  # Windows has no such limit to raise
    resource = None  # type: ignore[assignment]

LIMITS: dict[str, Any] = {
    "max_header_size": 8192,
    "max_body_size": 1 << 40,  # our own handlers read what is too large away, and answer 413
    "max_buffer_size": 65536,
    "chunk_size": 4096,
    "idle_connection_timeout": 20,
    "body_timeout": 10,
}
"""Bytes, and seconds: a header or a request that does not come within 20 s, or a body within 10 s, is let go."""

SPARE = 128  # descriptors for the database, the pages and whoever joins now
ENOUGH = 65536


def raise_open_files() -> None:
    """Let this process have as many connections as the system allows; each phone that listens is one."""
    if resource is None:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = ENOUGH if hard == resource.RLIM_INFINITY else min(hard, ENOUGH)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def most_phones() -> int:
    """Return how many phones may listen at once."""
    if resource is None:
        return 400
    return max(SPARE, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - SPARE)
