"""What all tests share: where pictures go, Firefox and WebKit, a PostgreSQL of their own, and a plain word at the end
about tests that could not run.
"""

from __future__ import annotations

import asyncio
import functools
import gc
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

import drawn_once
import patience
import warm_programs
from engines import chrome, each_engine, engine, firefox, old_webkit, webkit
from kit_workshop import OPENING, read_once
from postgres import Postgres, programs
from sharing import Sharing, longest_first
from widgets.browser import ARGS, chromium_path

__all__ = ["chrome", "each_engine", "engine", "firefox", "old_webkit", "webkit"]

# nbformat would load a grammar for international addresses, which takes seconds and which nothing here uses. None is
# how Python is told not to look.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]

# Each of httpx's clients would read all the world's certificates anew, which takes longer than most of what is asked of
# this machine: one reading serves them all.
transport: Any = httpx._transports.default
transport.create_ssl_context = functools.cache(httpx._config.create_ssl_context)

drawn_once.remember()
patience.extend()


ROOM = 4_000_000_000
"""Bytes that memory must have left for what tests write: a run of all of them writes less than a quarter of it."""


def pytest_configure() -> None:
    """Let no test depend on speed, and let the programs that tests start hear Ctrl-C: they are deaf to it where the
    tests run as a shell's background job.
    """
    write_to_memory()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ["AFTERWAVE_SUPPORT"] = (
        os.devnull
    )  # whoever runs the tests may have called lines, and has others than the kit's
    hypothesis.settings.register_profile("afterwave", deadline=None)  # how fast a machine is, is for bench/
    hypothesis.settings.load_profile("afterwave")
    warm_programs.install()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Let a worker ask at once how often a test has failed: what it says before and after each test are two small
    packets, and TCP holds the second back until the first one's receipt is confirmed, for up to 40 ms.
    """
    asked = getattr(getattr(session.config, "failures_db", None), "sock", None)
    if asked is not None:
        asked.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def write_to_memory() -> None:
    """Let what tests write lie in memory, where the system has room for it and lets programs be run from it.

    A session waits for its disk again and again, which is right in an evening, and which no test is about: in a run
    with a thousand sessions, it is what the tests waited for longest.
    """
    memory = Path("/dev/shm")  # noqa: S108 - pytest makes a folder of the account's own in it, which no other may enter
    if memory.is_dir():
        told = os.statvfs(memory)
        if told.f_bavail * told.f_frsize >= ROOM and not told.f_flag & os.ST_NOEXEC:
            os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have what takes long done first."""
    items[:] = longest_first(items)


def pytest_collection_finish() -> None:
    """Let Python's search for what nobody needs any more pass over what stays until the end: 400,000 objects, before
    the first test has run.
    """
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Sharing | None:
    """Deal out together the files that share what is long to begin."""
    return Sharing(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--pictures`, which `make pictures` uses."""
    parser.addoption(
        "--pictures", type=Path, default=None, help="a folder for pictures of the evening's stage, console and phone"
    )
    parser.addoption(
        "--keep-looks",
        action="store_true",
        help="keep what the pages look like now as what they are compared with (tests/looks)",
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say plainly how many tests were skipped for want of a program, and which."""
    named = {
        "browser": "Chromium",
        "firefox": "Firefox",
        "webkit": "WebKit",
        "postgres": "PostgreSQL",
        "spelling": "hunspell with its dictionaries",
    }
    for mark, program in named.items():
        skipped = [report for report in terminalreporter.stats.get("skipped", ()) if mark in report.keywords]
        if skipped:
            words = (
                f"{len(skipped)} {mark} tests did NOT run: there is no {program} here. Install it, and run this again."
            )
            terminalreporter.write_line(words, red=True, bold=True)


@pytest.fixture(scope="session", autouse=True)
def _read_once() -> Iterator[None]:
    """Let commands, servers and sites that run in the tests' own process find the kit's workshop read."""
    with pytest.MonkeyPatch.context() as patch:
        for place in OPENING:
            patch.setattr(f"afterwave.{place}.load", read_once)
        yield


@pytest.fixture
def cold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the programs that a test starts begin as they do on anybody's machine: where the start is the claim."""
    monkeypatch.setattr(subprocess.Popen, "_execute_child", warm_programs.BEGUN)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Give a PostgreSQL server of our own; its tests are skipped where the machine has none."""
    binaries = programs()
    if binaries is None:
        pytest.skip("no PostgreSQL on this machine")
    server = Postgres(binaries)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def headless() -> Iterator[tuple[Browser, asyncio.AbstractEventLoop]]:
    """Start one Chromium for the run; give it with the event loop that Playwright runs in this thread."""
    path = chromium_path()
    with sync_playwright() as running:
        loop = asyncio.get_running_loop()
        if path is None and not Path(running.chromium.executable_path).exists():
            pytest.skip("no Chromium: install it, and these tests run")
        browser = running.chromium.launch(executable_path=path, args=ARGS)
        asyncio._set_running_loop(None)
        yield browser, loop
        asyncio._set_running_loop(loop)
        browser.close()
