"""The participants' server: its routes, its limits, and how it starts and stops."""

from __future__ import annotations

import asyncio
import errno
import re
import socket
from collections.abc import Callable
from typing import Any, ClassVar

from tornado.httpserver import HTTPServer
from tornado.routing import Rule, URLSpec
from tornado.web import Application

from afterwave.content.workshop import Workshop
from afterwave.errors import AfterwaveError
from afterwave.message import Message
from afterwave.refusals import PortTaken
from afterwave.server import ballots, colleague, events, pages, questions, slips, slower
from afterwave.server.base import NotFoundPage, Page
from afterwave.server.context import Context
from afterwave.server.limits import LIMITS, raise_open_files
from afterwave.server.logs import quiet
from afterwave.session.session import Session

ROUTES: tuple[tuple[str, type[Page]], ...] = (
    ("poll/(?P<poll>[^/]+)", ballots.BallotPage),
    ("", pages.HomePage),
    ("follow", pages.FollowPage),
    ("read/(?P<slug>[^/]+)", pages.ReadPage),
    ("read/(?P<slug>[^/]+)/sources", pages.SourcesPage),
    ("poll/(?P<poll>[^/]+)/thanks", ballots.BallotThanksPage),
    ("poll/(?P<poll>[^/]+)/results", ballots.ResultsPage),
    ("s/?", slips.TypedSlipPage),
    ("s/(?P<slip>[^/]+)", slips.SlipPage),
    ("question", questions.QuestionPage),
    ("question/thanks", questions.QuestionThanksPage),
    ("slower", slower.SlowerPage),
    ("colleague", colleague.ColleaguePage),
    ("events", events.EventsPage),
    ("support", pages.SupportPage),
    ("privacy", pages.PrivacyPage),
    ("leaving", pages.LeavingPage),
    ("exit", pages.ExitPage),
    ("healthz", pages.HealthPage),
    ("(?:static|widgets)/(?P<name>[^/]+)", pages.FilePage),
)
"""Every page there is, below the base and the language; what a group asks at the same moment comes first, for the first
that fits is taken.
"""


NO_ADDRESS: Message = "it is not an address of this machine"


class Unreachable(AfterwaveError):
    """The server may not listen where it was asked to."""

    host: str
    port: int
    reason: str
    """In the system's words, or `NO_ADDRESS`."""
    phrases = ("reason",)
    sentence: ClassVar[Message] = (
        "The server cannot listen at {host}, port {port} ({reason}). Choose another with --host or --port."
    )


def routes(context: Context) -> list[Rule]:
    """Return the participants' routes under the base, to stand alone or beside another server's."""
    base, languages = re.escape(context.base), "|".join(map(re.escape, context.editions))
    facts = {"context": context}
    rules: list[Rule] = [
        URLSpec(f"{base}(?:(?P<language>{languages})(?:/|$))?{path}", page, facts) for path, page in ROUTES
    ]
    # The application's own handler for the rest is Jupyter's where these stand beside Jupyter's pages.
    return [*rules, URLSpec(f"{base}.*", NotFoundPage, facts)]


def make_app(
    session: Session,
    workshop: Workshop,
    *,
    base: str = "/",
    address: str = "",
    **settings: Any,  # noqa: ANN401 - Tornado's own settings
) -> Application:
    """Return the participants' application on a session; `application.settings["context"]` is what its handlers share.

    `address` is what phones open, where it is another than this machine's own. Raises `ContentError` when another of
    the workshop's languages has mistakes.
    """
    quiet()
    context = Context(session, workshop, base, address=address)
    return Application(
        routes(context),
        default_handler_class=NotFoundPage,
        default_handler_args={"context": context},
        context=context,
        **settings,
    )


async def serve(
    app: Application, host: str, port: int, ready: Callable[[int], None] | None, stop: asyncio.Event
) -> None:
    """Serve until `stop` is set, then take no more connections, answer what was taken, and close; `ready` hears the
    port (0 asks for any).

    Raises `PortTaken` where another program listens, `Unreachable` for an address that this machine does not have.
    """
    raise_open_files()
    listening = _bind(host, port)
    server = HTTPServer(app, **LIMITS)
    server.add_socket(listening)
    try:
        if ready is not None:
            ready(listening.getsockname()[1])
        await stop.wait()
    finally:
        server.stop()
        await app.settings["context"].close()
        await server.close_all_connections()


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        # Who asks for every network means IPv4, too, and `create_server` alone would not.
        both = family == socket.AF_INET6 and host == "::" and socket.has_dualstack_ipv6()
        # A hall that comes back after a restart connects in one second: its phones wait here, and are not refused.
        listening = socket.create_server((host, port), family=family, backlog=1024, dualstack_ipv6=both)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(host, port) from error
        raise Unreachable(host, port, error.strerror or NO_ADDRESS) from error
    listening.setblocking(False)  # Tornado does so for the sockets alone that it binds itself
    return listening
