"""Says what a start has to say in the system's language, before anything is installed: words beside this file, the
standard library alone.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
from pathlib import Path

WINDOWS = os.name == "nt"
SPOKEN = os.environ.get("AFTERWAVE_STARTS_IN", "en")
"""The language of the system, as the script that found this Python could know it."""
RIGHT_TO_LEFT = {"ar"}
WORDS = Path(__file__).with_name("words.json")
"""What is said here, in other languages, by the English sentence."""


def say(sentence: str, **facts: object) -> str:
    """Return a sentence of this program in the system's language; in English where the terminal has no letters for
    it.
    """
    english = sentence.format(**facts)
    try:
        spoken = json.loads(WORDS.read_text("utf-8"))[SPOKEN][sentence].format(**facts)
        spoken.encode(sys.stdout.encoding)
    except (OSError, ValueError, KeyError):  # an older copy of the kit around this one, or an older terminal
        return english
    return spoken


def folded(words: str) -> str:
    """Return words in lines that a window holds, none of them broken inside a word."""
    columns = shutil.get_terminal_size().columns
    fold = textwrap.TextWrapper(columns, subsequent_indent="", break_long_words=False, break_on_hyphens=False)
    return "\n".join(fold.fill(line) if not line.startswith(" ") else line for line in words.split("\n"))


def titled() -> None:
    """Call the window that this runs in by the kit's name, where it is one that can be called."""
    if not WINDOWS and sys.stdout.isatty() and os.environ.get("TERM", "dumb") not in {"dumb", "linux"}:
        print("\033]0;afterwave\007", end="", flush=True)


def tell(sentence: str) -> None:
    """Print a sentence; on Windows, none of whose terminals puts Arabic in order, the English follows it."""
    spoken = say(sentence)
    print(
        folded(spoken),
        *([folded(sentence)] if WINDOWS and SPOKEN in RIGHT_TO_LEFT and spoken != sentence else []),
        sep="\n",
        flush=True,
    )


def refuse(words: str) -> None:
    """Say why nothing could be started; on Windows and in Arabic in a window of the system's own, too, which is read
    from the right.
    """
    print(f"\n{folded(words)}", file=sys.stderr)
    if sys.platform == "win32" and SPOKEN in RIGHT_TO_LEFT:
        import ctypes  # noqa: PLC0415 - for Windows alone

        right, information = 0x00180000, 0x40  # MB_RIGHT and MB_RTLREADING; MB_ICONINFORMATION
        ctypes.windll.user32.MessageBoxW(None, words, "afterwave", right | information)
