"""The part of a person's own Jupyter server that the kit adds: its dashboards speak the workshop's language there, and their kernels end with their pages.

It answers nobody without a login, and starts nothing by itself.
"""

from __future__ import annotations

import os
from pathlib import Path

from jupyter_server.serverapp import ServerApp

from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.errors import AfterwaveError
from afterwave.server.dashboards import speak, watch
from afterwave.session.home import CONTENT, COUNTRY, LANGUAGE


def _load_jupyter_server_extension(server: ServerApp) -> None:
    """Look after the dashboards; where a workshop or a language of one's own is named, they speak it. Its mistakes are told in the log, and stop nothing."""
    watch(server)
    content, language, country = (os.environ.get(name, "") for name in (CONTENT, LANGUAGE, COUNTRY))
    if not (content or language):
        return
    try:
        speak(server, load(Path(content).resolve() if content else kit("content"), language, country))
    except AfterwaveError as error:
        server.log.warning("afterwave: %s", error)
