"""Reads Chromium's own record of what it asked the network for, which no page can hide from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
"""A Chromium that does nothing by itself, on a network where no name can be resolved."""

HERE = {"127.0.0.1", "localhost", ""}


def asked(log: Path) -> list[str]:
    """Return every address that Chromium began to ask for."""
    text = log.read_text(encoding="utf-8", errors="replace").rstrip().rstrip(",")
    record = json.loads(text if text.endswith("}") and text.count("[") == text.count("]") else f"{text}]}}")
    start = record["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
    return [event["params"]["url"] for event in record["events"] if event["type"] == start and "url" in event.get("params", {})]


def elsewhere(log: Path) -> Iterator[str]:
    """Yield the addresses that are not on this machine."""
    yield from (url for url in asked(log) if urlsplit(url).scheme in {"http", "https", "ws", "wss"} and urlsplit(url).hostname not in HERE)
