"""`afterwave home`, and `afterwave` without a word: the front door, one page from which an evening is made without a
terminal.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from typing import Annotated

import typer

from afterwave.cli.options import Database, Json
from afterwave.launch.browser import open_pages
from afterwave.launch.evening import Notebooks
from afterwave.launch.front_door import FrontDoor
from afterwave.launch.hearing import heard
from afterwave.launch.opening import workshop_in
from afterwave.launch.running import held, running
from afterwave.refusals import Running
from afterwave.session.home import CONTENT, FRONT_DOOR, default_database

HOME = "home.ipynb"

NoBrowser = Annotated[
    bool, typer.Option("--no-browser", help="Open nothing in a browser, neither this page nor those that it leads to.")
]

OPEN = """
  The front door   {home}

  Choose, make ready, practise and lead on that page. Leave this window open: everything runs in it.
  To end all of it, hold Ctrl and press C.
"""


def home(no_browser: NoBrowser = False, database: Database = "", as_json: Json = False) -> None:
    """Open the front door: one page on which you choose, make ready, practise, lead, and tidy up, without a
    terminal.
    """
    url = database or default_database()
    place = f"the front door of {url}"
    found = running(place)
    if found:
        _tell(found["home"], browser=not no_browser, as_json=as_json)
        return
    if found is not None:
        raise Running({})
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with held(place) as tell:
        door = FrontDoor(url, browser=not no_browser)
        with heard(door) as way:
            notebooks = Notebooks(workshop_in(None, door.language), {FRONT_DOOR: way, CONTENT: ""}, warm=(HOME,))
            try:
                notebooks.start()
                door.carry = notebooks.carry
                tell({"home": notebooks.address(HOME)})
                _tell(notebooks.address(HOME), browser=not no_browser, as_json=as_json)
                _watch(notebooks)
            except KeyboardInterrupt:
                print("\nClosed. What was counted stays on this machine until you forget it.", file=sys.stderr)
            finally:
                door.stop()
                notebooks.stop()


def _tell(address: str, *, browser: bool, as_json: bool) -> None:
    print(json.dumps({"home": address}) if as_json else OPEN.format(home=address), flush=True)
    if browser:
        open_pages(address)


def _watch(notebooks: Notebooks) -> None:
    """Keep the page's server alive until interrupted."""
    while True:
        time.sleep(0.5)
        if not notebooks.child.running:
            notebooks.child.start()
