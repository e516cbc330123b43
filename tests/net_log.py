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

ITS_OWN = (
    "https://accounts.google.com/ListAccounts",
    "https://update.googleapis.com/service/update2/",
    "http://update.googleapis.com/service/update2/",
)
"""What Chromium asks by itself with no page open at all. Questions about a page's own fields (content-autofill) are not
among them: those are ours to avoid.
"""


def asked(log: Path) -> list[str]:
    """Return every address that Chromium began to ask for."""
    text = log.read_text(encoding="utf-8", errors="replace").rstrip().rstrip(",")
    record = json.loads(text if text.endswith("}") and text.count("[") == text.count("]") else f"{text}]}}")
    start = record["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
    return [
        event["params"]["url"]
        for event in record["events"]
        if event["type"] == start and "url" in event.get("params", {})
    ]


def elsewhere(log: Path) -> Iterator[str]:
    """Yield the addresses that are not on this machine, but for those a Chromium asks with no page open."""
    for url in asked(log):
        if (
            urlsplit(url).scheme in {"http", "https", "ws", "wss"}
            and urlsplit(url).hostname not in HERE
            and not url.startswith(ITS_OWN)
        ):
            yield url
