"""`afterwave home`, and `afterwave` without a word: the front door, one page from which an evening is made without a
terminal.
"""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import Annotated

import typer

from afterwave.cli.options import Database, Json
from afterwave.content.workshop import Workshop
from afterwave.launch.browser import open_pages
from afterwave.launch.choices import last_choice
from afterwave.launch.evening import Notebooks
from afterwave.launch.evening_lock import hold_evening
from afterwave.launch.front_door import FrontDoor, language_of
from afterwave.launch.interrupts import end_when_told, hear_no_more
from afterwave.launch.kernel_socket import answer_kernels
from afterwave.launch.opening import workshop_in
from afterwave.launch.supervisor import Supervisor
from afterwave.launch.terminal import STARTING, tell_terminal
from afterwave.message import Message
from afterwave.message import english as plain_english
from afterwave.refusals import AlreadyRunning, StillStarting
from afterwave.session.home import CONTENT, FRONT_DOOR, default_database

HOME = "home.ipynb"

NoBrowser = Annotated[
    bool, typer.Option("--no-browser", help="Open nothing in a browser, neither this page nor those that it leads to.")
]

OPEN: Message = "Choose, make ready, practise and lead on that page. Leave this window open: everything runs in it."
CLOSED: Message = "Closed. What was counted stays on this machine until you forget it."
ALREADY: Message = "This is open already, in another window. Its page opens here once more."
END: Message = "To end all of it, hold Ctrl and press C."
LOOKS = 120
"""How often a front door that is only just starting is asked where it is, half a second apart."""


def home(no_browser: NoBrowser = False, database: Database = "", as_json: Json = False) -> None:
    """Open the front door: one page on which you choose, make ready, practise, lead, and tidy up, without a
    terminal.
    """
    url = database or default_database()
    end_when_told()
    with ExitStack() as stack:
        tell, pages = _hold_place(f"the front door of {url}", stack)
        if pages:
            workshop = workshop_in(None, language_of(last_choice()))
            _tell(pages["home"], _sentence(workshop, ALREADY), browser=not no_browser, as_json=as_json)
            return
        door = FrontDoor(url, browser=not no_browser)
        way, workshop = stack.enter_context(answer_kernels(door)), workshop_in(None, door.language)
        # The page is the kit's own, whatever content folder this terminal's environment names.
        notebooks = Notebooks(workshop, {FRONT_DOOR: way, CONTENT: ""}, warm=(HOME,))
        try:
            if not as_json:
                tell_terminal("\n".join(_sentence(workshop, STARTING)))
            # Before it starts: a kernel that is kept ready asks at once, and the workshop is read, and carried, once.
            door.carry = notebooks.carry
            notebooks.start()
            tell({"home": notebooks.address(HOME)})
            _tell(notebooks.address(HOME), _sentence(workshop, OPEN, END), browser=not no_browser, as_json=as_json)
            # A page that will not start again ends no evening: it is tried again, and told of.
            Supervisor(lambda: {"pages": notebooks.child}, say=workshop.speech.say).watch()
        except KeyboardInterrupt:
            tell_terminal(f"\n{workshop.speech.say(CLOSED)}")
        finally:
            hear_no_more()
            door.stop()
            notebooks.stop()


def _hold_place(place: str, stack: ExitStack) -> tuple[Callable[[Mapping[str, str]], None], dict[str, str]]:
    """Hold the front door until the stack ends, or return where the one that is open is: who double-clicks twice waits
    for the first. Raise `Running` where that comes to no end.
    """
    for _ in range(LOOKS):
        try:
            return stack.enter_context(hold_evening(place)), {}
        except AlreadyRunning as other:
            if other.addresses:
                return lambda _addresses: None, other.addresses
        time.sleep(0.5)
    raise StillStarting({})


def _tell(address: str, said: list[str], *, browser: bool, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"home": address}), flush=True)
    else:
        wide = max(shutil.get_terminal_size().columns - 3, 20)
        lines = [line for words in said for line in textwrap.wrap(words, wide)]
        print("", f"  {address}", "", *(f"  {line}" for line in lines), "", sep="\n", flush=True)
    if browser:
        open_pages(address)


def _sentence(workshop: Workshop, *sentences: Message) -> list[str]:
    """Return what this window is for, in the page's language where the window has its letters, and in English where it
    has not, or, as on Windows, puts Arabic in no order.
    """
    lines, english = ([say(sentence) for sentence in sentences] for say in (workshop.speech.say, plain_english))
    if sys.platform == "win32" and workshop.speech.direction == "rtl":
        return lines + english
    try:
        "".join(lines).encode(sys.stdout.encoding)
    except UnicodeError:
        return english
    return lines
