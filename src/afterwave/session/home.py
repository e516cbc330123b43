"""Where a session is kept when nobody says: in the user's own data folder. And the names by which programs of one
evening tell each other what they are on.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from platformdirs import user_data_path

from afterwave.poll.errors import Unwritable

DATABASE = "AFTERWAVE_DATABASE"
CONTENT = "AFTERWAVE_CONTENT"
LANGUAGE = "AFTERWAVE_LANGUAGE"
COUNTRY = "AFTERWAVE_COUNTRY"
PARTICIPANTS = "AFTERWAVE_PARTICIPANTS"
SPOKEN = "AFTERWAVE_SPOKEN"
"""The language of the page that began a command; a terminal names none, and is spoken to in English."""
FRONT_DOOR = "AFTERWAVE_FRONT_DOOR"
"""How the front door's notebook reaches the program that opened it: a key, a blank, and an address on this machine."""
AFTERWARDS = "AFTERWAVE_AFTERWARDS"
"""How the console reaches the program that prints and forgets for it, once the evening has ended: likewise."""
LISTENING = "AFTERWAVE_LISTENING"
"""Where the phones' server listens, if phones open one of this machine's own addresses: then the console may choose
which.
"""
BESIDE = "AFTERWAVE_BESIDE"
"""The path of the phones' pages on the very server that shows a notebook, where nobody knows the public address: the
browser that asks for it does.
"""
SERVER = "JUPYTERHUB_SERVER_NAME"
"""What a hub calls one of several servers of one person; each holds an evening of its own."""

_OTHERS = 0o077
_SQLITE = "sqlite:///"


def default_database() -> str:
    """Return the URL of the session in the user's own data folder, which is found again after a crash.

    The folder is for its owner alone, also where an older afterwave made it for all: whoever can see when a file
    changes sees each answer come in. Raises `Unwritable` where the folder cannot be made, or is somebody else's.
    """
    # Windows would have a folder of the author's around it, by the same name.
    folder = user_data_path("afterwave", appauthor=False)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_mode & _OTHERS:
            folder.chmod(0o700)
    except OSError as error:
        raise Unwritable(folder) from error
    # What a hub calls a server may hold what no file's name may.
    name = re.sub(r"\W", "-", os.environ.get(SERVER, ""))
    return f"{_SQLITE}{folder / (f'session-{name}.sqlite' if name else 'session.sqlite')}"


def database_file(url: str) -> Path | None:
    """Return the file that a session's database is, or None where it is none."""
    # Behind a question mark stands what is asked of the driver.
    name = url.removeprefix(_SQLITE).partition("?")[0] if url.startswith(_SQLITE) else ""
    return Path(name) if name else None
