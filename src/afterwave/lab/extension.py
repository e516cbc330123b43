"""The part of a person's own Jupyter server that the kit adds: what JupyterLab's tiles ask for, and the care of its
dashboards.

It answers nobody without a login, and starts nothing before a tile is chosen. The pages for phones are another
extension, which is off.
"""

from __future__ import annotations

import os
from pathlib import Path

from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import url_path_join

from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.errors import AfterwaveError
from afterwave.lab.tiles import Tile, Tiles
from afterwave.server.dashboards import speak, watch
from afterwave.session.home import CONTENT, COUNTRY, LANGUAGE


def _load_jupyter_server_extension(server: ServerApp) -> None:
    """Add what tiles ask for, and look after the dashboards; where a workshop or a language of one's own is named, they
    speak it.

    The mistakes of a workshop are told in the log, and stop nothing.
    """
    here = url_path_join(server.base_url, "api/afterwave")
    server.web_app.add_handlers(".*$", [(here, Tiles), (rf"{here}/(lead|read|practise|poll)", Tile)])  # type: ignore[no-untyped-call]
    watch(server)
    content, language, country = (os.environ.get(name, "") for name in (CONTENT, LANGUAGE, COUNTRY))
    if not (content or language):
        return
    try:
        speak(server, load(Path(content).resolve() if content else kit("content"), language, country))
    except AfterwaveError as error:
        server.log.warning("afterwave: %s", error)
