"""What JupyterLab's tiles ask of the server: which there are, and what each opens."""

from __future__ import annotations

import asyncio
import atexit
import os
from contextlib import ExitStack
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote

from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado.httputil import split_host_and_port
from tornado.web import HTTPError, authenticated

from afterwave.content.language import ENGLISH, language
from afterwave.content.places import kit
from afterwave.content.workshop import Workshop
from afterwave.errors import AfterwaveError
from afterwave.files import told
from afterwave.launch.front_door import FrontDoor
from afterwave.launch.kernel_socket import answer_kernels
from afterwave.launch.notebooks import FOLDER, copy_notebooks
from afterwave.launch.opening import workshop_in
from afterwave.message import Message
from afterwave.session.home import CONTENT, COUNTRY, DATABASE, FRONT_DOOR, LANGUAGE, default_database
from afterwave.widgets.home_labels import ON_HOME

LEAD: Message = "Lead a group"
LABELS = {"lead": LEAD, **{tile: ON_HOME[tile] for tile in ("read", "practise", "poll")}}
STAGE, CONSOLE = "presenter.ipynb", "facilitator.ipynb"
AWAY = {"lead": (STAGE, CONSOLE), "practise": (f"{STAGE}?practice=1", f"{CONSOLE}?practice=1"), "poll": (CONSOLE,)}
"""What a tile opens where the front door cannot: what that starts would listen on a machine which nobody sits at."""
HUBS = ("JUPYTERHUB_SERVICE_PREFIX", "BINDER_SERVICE_HOST")

_OPEN = ExitStack()
"""What stays open until this server ends."""


class Tiles(APIHandler):
    """Which tiles there are, in the language of this server's workshop."""

    @authenticated
    def get(self) -> None:
        """Answer with `{category, door, labels, captions}`."""
        folder = os.environ.get(CONTENT, "")
        speech = language(Path(folder) if folder else kit("content"), os.environ.get(LANGUAGE, "") or ENGLISH)
        said = speech.labels({**ON_HOME, **LABELS})
        labels, captions = ({tile: said[f"{tile}{how}"] for tile in LABELS} for how in ("", "_how"))
        self.finish({"category": "Afterwave", "door": said["home"], "labels": labels, "captions": captions})


class Tile(APIHandler):
    """What one tile opens."""

    @authenticated
    async def post(self, tile: str) -> None:
        """Lay the notebooks out where they are not yet, and answer with `{folder, first, pages, door}`; 400 with what
        is in the way.
        """
        root, asked = str(self.settings["server_root_dir"]), str(self.request.host)
        try:
            workshop, folder = await asyncio.to_thread(_laid_out, root)
            door = tile != "read" and not _is_remote(asked)
            if door:
                begin()
        except AfterwaveError as error:
            raise HTTPError(400, str(error)) from error
        shown = url_path_join(self.base_url, "voila/render", quote(folder))
        first = f"{folder}/{workshop.sections[0].slug}.ipynb"
        pages = [] if door else [f"{shown}/{page}" for page in AWAY.get(tile, ())]
        self.finish(
            {"folder": folder, "first": first, "pages": pages, "door": f"{shown}/home.ipynb#{tile}" if door else ""}
        )


def begin() -> None:
    """Stand behind the front door's page, from the first that is opened until this server ends; its kernels are told
    how they reach us.
    """
    if os.environ.get(FRONT_DOOR):
        return
    door = FrontDoor(os.environ.get(DATABASE, "") or default_database(), browser=True)
    os.environ[FRONT_DOOR] = _OPEN.enter_context(answer_kernels(door))
    atexit.register(door.stop)


def _laid_out(folder: str) -> tuple[Workshop, str]:
    root = Path(folder).expanduser()  # Jupyter writes a ~ into it
    content = os.environ.get(CONTENT, "")
    workshop = workshop_in(
        Path(content) if content else None, os.environ.get(LANGUAGE, ""), os.environ.get(COUNTRY, "")
    )
    name = FOLDER if workshop.language == workshop.languages[0] else f"{FOLDER}-{workshop.language}"
    with told(root / name):
        copy_notebooks(root / name, workshop)
    return workshop, name


def _is_remote(host: str) -> bool:
    """Return whether whoever asks sits at another machine than this server's, as on a hub."""
    name = split_host_and_port(host)[0].strip("[]")
    try:
        near = name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        near = False
    return not near or any(hub in os.environ for hub in HUBS)
