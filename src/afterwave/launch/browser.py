"""Opens pages in the browser, and waits for none: a program that stays in front must not keep the evening from being
led.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import threading
import webbrowser
from pathlib import Path

from afterwave.launch.terminal import tell_terminal
from afterwave.refusals import NothingOpens, NothingShows

NO_SCREEN = "There is no screen here to open pages on. Open the addresses above in a browser on this machine."
NO_BROWSER = "No browser was found to open pages in. Open the addresses above in a browser on this machine."
HANDED_OVER = 5.0
"""Seconds that a program which ends gives a browser to take a page over."""


def has_screen() -> bool:
    """Return whether a browser can show pages here. On a machine without a display only those of the terminal are left,
    which cannot show these pages.
    """
    if sys.platform in {"win32", "darwin", "cygwin"} or os.environ.get("BROWSER"):
        return True
    return bool(
        # Linux under Windows (WSL) has no display of its own, and opens pages in Windows' browser.
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or "microsoft" in os.uname().release.lower()
    )


def open_pages(*addresses: str) -> None:
    """Open all of them at once, each without waiting for the others; where there is no screen or no browser, say so."""
    if not has_screen():
        tell_terminal(NO_SCREEN)
        return
    try:
        # `webbrowser` looks for browsers when it is first asked, and whoever asks a second time meanwhile is told that
        # there are none.
        # So it is asked here, before two threads ask at the same moment and one of the two pages stays closed.
        webbrowser.get()
    except webbrowser.Error:
        tell_terminal(NO_BROWSER)
        return
    for address in addresses:
        opening = threading.Thread(target=webbrowser.open, args=(address,), daemon=True)
        opening.start()
        atexit.register(opening.join, HANDED_OVER)  # a command that only says where the pages are is at its end by now


def open_file(path: Path) -> None:
    """Open a text file in the system's own editor, and wait for none; raise `NothingOpens` where there is none that
    could be asked.
    """
    # -t: the editor for text, whatever a Mac opens .yaml with.
    if not _hand_over(path, "edit", "-t"):
        raise NothingOpens(path)


def open_folder(path: Path) -> None:
    """Show a folder in the system's own window for files, and wait for none; raise `NothingShows` where there is none
    that could be asked.
    """
    if not _hand_over(path, "explore"):
        raise NothingShows(path)


def _hand_over(path: Path, verb: str, *options: str) -> bool:
    """Return whether the system took a path over, on Windows to do what a verb says, on a Mac with options."""
    if sys.platform == "win32":
        try:
            os.startfile(path, verb)  # noqa: S606 - a file or folder of the facilitator's own
        except OSError:
            return False
        return True
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None or not has_screen():
        return False
    words = [opener, *(options if sys.platform == "darwin" else ()), str(path)]
    silent = subprocess.DEVNULL
    subprocess.Popen(words, stdin=silent, stdout=silent, stderr=silent, start_new_session=True)  # noqa: S603 - the system's opener
    return True
