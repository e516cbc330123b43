"""Pages are opened side by side, and an evening does not wait for a browser."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
import time
import urllib.request
import webbrowser
from pathlib import Path

import psutil
import pytest

from afterwave.launch.browser import has_screen, open_pages
from ending import ended
from evening_process import Evening, listed, until
from room_process import free_port


def test_both_pages_are_opened_while_the_first_browser_still_stays_in_front(monkeypatch: pytest.MonkeyPatch) -> None:
    opened, ends = [], threading.Event()

    def stays(address: str) -> bool:
        opened.append(address)
        return ends.wait(30)

    monkeypatch.setattr("webbrowser.open", stays)
    monkeypatch.setattr("webbrowser.get", lambda: None)
    monkeypatch.setenv("BROWSER", "stays")
    open_pages("http://127.0.0.1:1/stage", "http://127.0.0.1:1/console")
    until(lambda: len(opened) == 2)
    ends.set()
    assert sorted(opened) == ["http://127.0.0.1:1/console", "http://127.0.0.1:1/stage"]


@pytest.mark.skipif(sys.platform == "win32", reason="the browser here is a shell script")
def test_the_second_page_is_opened_although_browsers_are_still_being_looked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    browser, opened = shell_browser(tmp_path, "exit 0"), tmp_path / "opened.txt"
    look = webbrowser.register_standard_browsers

    def look_for_long() -> None:
        monkeypatch.setattr("webbrowser._tryorder", [])
        time.sleep(0.2)
        look()

    monkeypatch.setenv("BROWSER", str(browser))
    monkeypatch.setattr("webbrowser._tryorder", None)
    monkeypatch.setattr("webbrowser._browsers", {})
    monkeypatch.setattr("webbrowser.register_standard_browsers", look_for_long)
    open_pages("http://127.0.0.1:1/stage", "http://127.0.0.1:1/console")
    until(lambda: opened.exists() and len(opened.read_text().split()) == 2)


def test_without_a_browser_that_is_said_and_the_evening_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def none_here() -> None:
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("webbrowser.get", none_here)
    open_pages("http://127.0.0.1:1/")
    assert "No browser" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="there is always a screen here")
def test_without_a_screen_nothing_is_opened_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("webbrowser.open", lambda _address: pytest.fail("a browser was opened"))
    open_pages("http://127.0.0.1:1/")
    assert ("no screen" in capsys.readouterr().err, has_screen()) == (True, False)
    monkeypatch.setenv("DISPLAY", ":0")
    assert has_screen()


@pytest.mark.skipif(sys.platform == "win32", reason="the browser here is a shell script")
def test_a_program_that_ends_at_once_has_opened_its_page(tmp_path: Path) -> None:
    slow = "import webbrowser, time; from afterwave.launch.browser import open_pages;"
    slow += "look = webbrowser.open; webbrowser.open = lambda page: time.sleep(0.5) or look(page);"
    slow += "open_pages('http://127.0.0.1:1/')"
    env = {**os.environ, "BROWSER": str(shell_browser(tmp_path, "exit 0"))}
    subprocess.run([sys.executable, "-c", slow], env=env, check=True)
    assert (tmp_path / "opened.txt").read_text().split() == ["http://127.0.0.1:1/"]


@pytest.mark.prove
@pytest.mark.skipif(sys.platform == "win32", reason="the browser here is a shell script")
def test_a_killed_server_is_started_again_while_a_browser_stays_in_front(tmp_path: Path) -> None:
    browser, opened = shell_browser(tmp_path, "exec sleep 60"), tmp_path / "opened.txt"
    place = [
        "--host",
        "127.0.0.1",
        "--port",
        str(free_port()),
        "--database",
        f"sqlite:///{tmp_path / 'session.sqlite'}",
    ]
    call = [sys.executable, "-m", "afterwave", "present", "--json", *place]
    env = {**os.environ, "BROWSER": str(browser)}
    with ended(subprocess.Popen(call, stdout=subprocess.PIPE, text=True, env=env)) as process:
        in_front: list[psutil.Process] = []
        try:
            assert process.stdout
            running = Evening(process, json.loads(process.stdout.readline()))
            until(lambda: opened.exists() and len(opened.read_text().split()) == 2)
            pages = opened.read_text().split()
            in_front += [one for one in running.family() if "sleep" in listed(one)]
            running.child("serve").kill()
            until(lambda: answers(f"{running.addresses['participants']}healthz"), 60)
            still = [one for one in in_front if one.is_running()]
        finally:
            for one in in_front:
                one.kill()
    assert (sorted(pages), len(still)) == (sorted(running.addresses[page] for page in ("presenter", "facilitator")), 2)


def shell_browser(folder: Path, then: str) -> Path:
    """Return a browser that writes down the pages it is told to open, in opened.txt beside it, and then does what is
    asked.
    """
    browser = folder / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> {folder / "opened.txt"}\n{then}\n')
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    return browser


def answers(address: str) -> bool:
    try:
        return bool(urllib.request.urlopen(address, timeout=30).read() == b"ok\n")
    except OSError:
        time.sleep(0.1)
        return False
