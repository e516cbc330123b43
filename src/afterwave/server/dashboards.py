"""Stage, console and sections on somebody's own Jupyter server: in the workshop's words, and gone when their page is.

The kit's own Voilà is told all that by whoever starts it (`launch/voila.py`). On a hub Voilà is a part of the person's
server, and nobody starts it.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote

from jupyter_core.utils import ensure_async
from jupyter_server.serverapp import ServerApp
from tornado.ioloop import PeriodicCallback
from tornado.web import HTTPError
from traitlets import Float
from traitlets.config import LoggingConfigurable

from afterwave.content.places import kit
from afterwave.content.workshop import Workshop
from afterwave.server.assets import lay_out_pages

RENDERED = "/voila/render/"
PLACES = "JUPYTER_PATH"


def speak(server: ServerApp, workshop: Workshop) -> None:
    """Let Voilà, which is loaded after us, say what stands around a notebook in the workshop's words and colours, and
    find the kit's template.
    """
    speech, colours = workshop.speech, workshop.theme.css() if workshop.theme else ""
    told = {
        "say": speech.say,
        "direction": speech.direction,
        "language": speech.code,
        "colours": colours,
        "exit_url": workshop.exit_url,
    }
    own = server.config.get("VoilaConfiguration", {}).get("resources", {})
    server.config.VoilaConfiguration.resources = {**dict(own), **told}
    pages = Path(tempfile.mkdtemp(prefix="afterwave-pages-"))
    atexit.register(shutil.rmtree, pages, ignore_errors=True)
    lay_out_pages(pages, workshop)
    places = [str(pages), str(kit("share") / "jupyter"), *filter(None, [os.environ.get(PLACES, "")])]
    os.environ[PLACES] = os.pathsep.join(dict.fromkeys(places))


class Pages(LoggingConfigurable):
    """The kernels that Voilà started for the kit's notebooks: each ends some time after its page has gone.

    Voilà's own goodbye never arrives (voila#1458), and each would hold some 90 MB until the server ends. Nobody else's
    kernel is touched.
    """

    patience = Float(
        120.0, help="Seconds that a kernel of stage or console waits for its page: a connection may come back."
    ).tag(config=True)
    arrival = Float(
        300.0, help="Seconds that it waits for a page that was never there: a slow one is still being drawn."
    ).tag(config=True)
    every = Float(10.0, help="Seconds between two looks.").tag(config=True)

    def __init__(self, server: ServerApp, clock: Callable[[], float] = time.monotonic) -> None:
        """Keep the server whose kernels are meant."""
        super().__init__(parent=server)
        self._server, self._clock = server, clock
        self._alone: dict[str, float] = {}
        self._ours: dict[str, bool] = {}
        self._met: set[str] = set()

    def watch(self) -> None:
        """Look now and then, as long as the server's loop runs."""
        PeriodicCallback(self.look, self.every * 1000).start()

    async def look(self) -> None:
        """End the kernels whose page has been gone for long."""
        kernels, now = cast(Any, self._server.kernel_manager), self._clock()  # which Jupyter types only in part
        running = list(kernels.list_kernel_ids())
        there = [kernel for kernel in running if await self._is_ours(kernel)]
        left = [kernel for kernel in there if not kernels.kernel_model(kernel)["connections"]]
        self._met = self._met.intersection(there) | set(there).difference(left)
        self._alone = {kernel: self._alone.get(kernel, now) for kernel in left}
        for kernel, since in self._alone.items():
            if now - since >= (self.patience if kernel in self._met else self.arrival):
                await ensure_async(kernels.shutdown_kernel(kernel, now=True))
        self._ours = {kernel: ours for kernel, ours in self._ours.items() if kernel in running}

    async def _is_ours(self, kernel: str) -> bool:
        if kernel not in self._ours:
            self._ours[kernel] = await self._is_of_a_page(kernel)
        return self._ours[kernel]

    async def _is_of_a_page(self, kernel: str) -> bool:
        """Return whether Voilà started a kernel, for one of the kit's notebooks: the notebook itself says so."""
        kernels, contents = cast(Any, self._server.kernel_manager), cast(Any, self._server.contents_manager)
        # Private, but the one place in which Jupyter keeps the environment that a kernel was started with.
        launched = getattr(kernels.get_kernel(kernel), "_launch_args", None) or {}
        env = launched.get("env") or {}
        script = str(env.get("SCRIPT_NAME", ""))
        if not str(env.get("SERVER_SOFTWARE", "")).startswith("voila/") or RENDERED not in script:
            return False
        notebook = unquote(script.partition(RENDERED)[2])
        try:
            found = await ensure_async(contents.get(notebook, content=True, type="notebook"))
        except HTTPError:
            return False  # it was moved meanwhile
        return "afterwave" in found["content"]["metadata"]


def watch(server: ServerApp) -> None:
    """Look after the kernels of a server, once, however many extensions of ours are on."""
    if server.web_app.settings.setdefault("afterwave_pages", False):
        return
    server.web_app.settings["afterwave_pages"] = True
    Pages(server).watch()
