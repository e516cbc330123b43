"""The participants' pages inside a Jupyter server, under its own path, where its port is the only one that can be
reached: JupyterHub and Binder.

Being installed does not enable it, for these pages ask for no token; one file in a folder of Jupyter's settings does:
`share/jupyterhub/afterwave.json`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from jupyter_server.extension.application import ExtensionApp
from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import url_path_join
from tornado.web import RequestHandler
from traitlets import Unicode, default

from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.content.workshop import Workshop
from afterwave.server.app import ROUTES, routes
from afterwave.server.base import NotFoundPage
from afterwave.server.context import Context
from afterwave.server.dashboards import speak, watch
from afterwave.server.limits import raise_open_files
from afterwave.server.logs import quiet
from afterwave.session.home import BESIDE, CONTENT, COUNTRY, DATABASE, LANGUAGE, PARTICIPANTS, default_database
from afterwave.session.session import Session

PATH = "afterwave/"


def _jupyter_server_extension_points() -> list[dict[str, object]]:
    """Return what Jupyter asks a module for: the extension that is in it."""
    return [{"module": "afterwave.server.extension", "app": Afterwave}]


class Afterwave(ExtensionApp):
    """One session on a Jupyter server: its pages for everybody, its dashboards for whoever may open notebooks there."""

    name = "afterwave"

    database = Unicode(help="Where the session is kept; a file in your data folder unless you say.").tag(config=True)
    content = Unicode(help="A content folder of your own.").tag(config=True)
    language = Unicode(help="The language of this session; the workshop's first unless you say.").tag(config=True)
    country = Unicode(help="Where it is held, by two letters; its support lines stand first.").tag(config=True)
    address = Unicode(
        help="The address that phones open, where it cannot be found out: https://hub.example/user/me/afterwave/."
    ).tag(config=True)

    @property
    def _jupyter(self) -> ServerApp:
        return cast(ServerApp, self.serverapp)  # which Jupyter sets before it asks for anything

    @default("database")
    def _database(self) -> str:
        return os.environ.get(DATABASE, "") or default_database()

    @default("content")
    def _content(self) -> str:
        return os.environ.get(CONTENT, "") or str(kit("content"))

    @default("language")
    def _language(self) -> str:
        return os.environ.get(LANGUAGE, "")

    @default("country")
    def _country(self) -> str:
        return os.environ.get(COUNTRY, "")

    @default("address")
    def _address(self) -> str:
        if named := os.environ.get(PARTICIPANTS, ""):
            return named
        hub = (
            "JUPYTERHUB_SERVICE_PREFIX" in os.environ
        )  # it knows its own public address since version 5, where it was told
        here = os.environ.get("JUPYTERHUB_PUBLIC_URL", "") if hub else _root(self._jupyter)
        return url_path_join(here, PATH) if here else ""

    def initialize_handlers(self) -> None:
        """Open the session and add its pages; raise `ContentError`, `DatabaseAway`, `NewerDatabase` or `Unwritable`
        where it cannot be, and Jupyter says so.
        """
        quiet()
        raise_open_files()
        workshop = load(Path(self.content).resolve(), self.language, self.country)
        self.session = Session.open(
            self.database, first=workshop.sections[0].slug, language=workshop.language, length=workshop.length
        )
        self.context = Context(
            self.session,
            workshop,
            url_path_join(self._jupyter.base_url, PATH),
            address=self.address,
            shared_origin=True,
        )
        for page in {page for _, page in ROUTES} | {NotFoundPage}:
            _for_everybody(page)
        self._jupyter.web_app.add_handlers(".*$", routes(self.context))  # type: ignore[no-untyped-call]  # Tornado types only a part of itself
        self._tell_kernels(workshop)
        self.log.info(
            "Participants open %s",
            self.address or f"{self.context.base} at this server's public address; say which with --Afterwave.address",
        )

    async def stop_extension(self) -> None:
        """Let the phones go, answer every ballot that was taken, and close the session."""
        if hasattr(self, "context"):  # content with mistakes: Jupyter goes on without us
            await self.context.close()
            self.session.close()

    def _tell_kernels(self, workshop: Workshop) -> None:
        """Let the dashboards that are opened on this server meet the session, and Voilà find the template; kernels
        inherit the environment.
        """
        told = {
            DATABASE: self.database,
            CONTENT: str(workshop.folder),
            LANGUAGE: workshop.language,
            COUNTRY: workshop.country,
            PARTICIPANTS: self.address,
        }
        os.environ.update({**told, BESIDE: "" if self.address else self.context.base})
        speak(self._jupyter, workshop)
        watch(self._jupyter)


def _root(jupyter: ServerApp) -> str:
    """Return the public address of the server's base; `public_url` goes on to its first page, which is /lab or /tree,
    and asks for a login.
    """
    return urlsplit(jupyter.public_url)._replace(path=jupyter.base_url, query="", fragment="").geturl()


def _for_everybody(page: type[RequestHandler]) -> None:
    """Mark a page's methods as Jupyter's own decorator does: it would warn of each that asks for no token."""
    for name in page.SUPPORTED_METHODS:
        method = getattr(page, name.lower())
        if method is not RequestHandler._unimplemented_method:  # noqa: SLF001 - Jupyter compares with the same
            method.__dict__["__allow_unauthenticated"] = True
