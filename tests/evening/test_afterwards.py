"""After the end of a real evening, at its console: what the group saw is kept as a page, the session is forgotten, and
stage and phones say goodbye.
"""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page

import axe
from afterwave.poll import tickets
from afterwave.poll.ballot import cast
from afterwave.session.session import Session
from evening_process import Evening, evening, until
from kit_workshop import kit_workshop
from pdf_text import words
from widgets.browser import chromium, page

__all__ = ["chromium", "page"]

pytestmark = [pytest.mark.browser, pytest.mark.prove]
LONG = 90_000
FAREWELL = "Thank you for being here"
WATCHED = """() => {
  const words = new Set();
  const look = () => words.add(document.querySelector(".aw-body").innerText);
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
  look();
  return words;
}"""
"""Gathers all that the stage says from now on."""


def shown_one_picture(database: Path) -> None:
    """Let the group of this evening be at a section, and have seen one picture."""
    with closing(Session.open(f"sqlite:///{database}")) as session:
        session.go("care")
        session.store.open(kit_workshop().poll("care"))
        key = session.store.ticket_key
        ballots = [cast(kit_workshop().poll("care"), tickets.issue(key, "care"), ("words",)) for _ in range(9)]
        session.store.commit(ballots)
        session.store.close("care")
        session.store.reveal("care")


def sheet(console: Page) -> str:
    """Return the text of the page of what the group saw, as the console lets somebody save it."""
    console.get_by_role("button", name="What the group saw").press("Enter")
    with console.expect_download() as download:
        console.get_by_role("link", name="Save it").press("Enter", timeout=LONG)
    return words(download.value.path())


def forgotten(console: Page) -> None:
    console.get_by_role("button", name="Forget the session").press("Enter")
    console.get_by_role("button", name="Yes, destroy them").press("Enter")
    console.get_by_text("Nothing of this session is left").wait_for(timeout=LONG)
    assert axe.finds(console, ".aw") == {}


def reached(running: Evening, path: str) -> int:
    return httpx.get(f"{running.addresses['participants']}{path}", follow_redirects=False).status_code


def test_an_evening_is_kept_and_forgotten_at_its_console_and_ends_in_peace(page: Page, tmp_path: Path) -> None:
    database, log = tmp_path / "s.sqlite", tmp_path / "log"
    with evening(database, log=log, XDG_DATA_HOME=str(tmp_path / "data")) as running:
        shown_one_picture(database)
        console, stage = page, page.context.new_page()
        stage.goto(running.addresses["presenter"])
        console.goto(running.addresses["facilitator"])
        console.get_by_role("button", name="End the evening").click(timeout=LONG)
        console.get_by_role("heading", name="Afterwards").wait_for(timeout=LONG)
        stage.get_by_role("heading", name=FAREWELL).wait_for(timeout=LONG)
        assert "few or none, fewer than 4" in sheet(console)
        seen = stage.evaluate_handle(WATCHED)
        forgotten(console)
        console.reload()
        console.get_by_text("Nothing of this session is left").wait_for(timeout=LONG)
        assert [words for words in seen.evaluate("words => [...words]") if FAREWELL not in words] == []
        stage.reload()
        stage.get_by_role("heading", name=FAREWELL).wait_for(timeout=LONG)
        assert "Thank you" in httpx.get(f"{running.addresses['participants']}follow").text
        assert [reached(running, way) for way in ("afterwards", "forget", "print", "api/kernels")] == [404] * 4
        (kept,) = (tmp_path / "data/afterwave/kept").iterdir()
        assert [one["poll"] for one in json.loads(kept.read_text("utf-8"))] == ["care"]
        with closing(Session.open(f"sqlite:///{database}")) as session:
            assert (session.state().ended, session.store.statuses()) == (True, {})
        family = running.family()
        for each in (stage, console):
            each.goto("about:blank")
        running.interrupt()
        until(lambda: not any(one.is_running() for one in family))
    told = log.read_text("utf-8")
    assert [words in told for words in ("Traceback", "The session is kept", "The session was forgotten")] == [
        False,
        False,
        True,
    ]
