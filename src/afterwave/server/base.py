"""What every page has in common: its headers, its language, short kind errors, a body that is never kept beyond a
ballot's size, and silence in the logs.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl

from tornado.iostream import IOStream
from tornado.web import HTTPError, RequestHandler, stream_request_body

from afterwave.content.polls import Poll
from afterwave.content.workshop import Workshop
from afterwave.errors import AfterwaveError, UnknownPoll, UnknownSection
from afterwave.poll.errors import (
    BadBallot,
    BadQuestion,
    BadTicket,
    BoxFull,
    BoxShut,
    DatabaseAway,
    PollNotOpen,
    UnknownOption,
)
from afterwave.poll.group_commit import Full
from afterwave.server.context import Context
from afterwave.server.gzipped import gzipped
from afterwave.server.languages import preferred_language
from afterwave.server.origin import from_elsewhere
from afterwave.session.place import with_own
from afterwave.session.state import State

log = logging.getLogger("afterwave.server")

UNHANDED = {"events", "exit"}
"""Addresses that are the same on a device which goes from hand to hand: whoever leads set it up, and it stays one."""
PATIENCE = 8 << 20  # bytes read and thrown away, so that a phone still hears why
MOST_FIELDS = 200

CSP = (
    # `data:` is the empty icon of each page, without which a browser asks for /favicon.ico.
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFE = {
    "Content-Security-Policy": CSP,
    # For our own server alone, pages say otherwise (layout.html): their forms would be refused.
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Vary": "Accept-Encoding, Accept-Language",  # no cache may give one person's language to another
    "X-Content-Type-Options": "nosniff",
}

STATUSES: dict[type[AfterwaveError], int] = {
    UnknownSection: 404,
    UnknownPoll: 404,
    PollNotOpen: 409,
    BoxShut: 409,
    BoxFull: 409,
    UnknownOption: 422,
    BadBallot: 422,
    BadTicket: 422,
    BadQuestion: 422,
    Full: 503,
    DatabaseAway: 503,
}
"""How each of the kit's errors is answered; any other is a 500."""


@stream_request_body
class Page(RequestHandler):
    """A page of the participants' server: no cookie, no cache, no trace."""

    largest = 4096  # bytes of a ballot's form

    def initialize(self, context: Context) -> None:
        """Keep the context; the language is known once the path is."""
        self.context, self.language = context, ""
        self._received = bytearray()
        self._size = 0

    def set_default_headers(self) -> None:
        """Set what every answer carries, and say nothing of what runs here."""
        self.clear_header("Server")
        for name, value in SAFE.items():
            self.set_header(name, value)

    def prepare(self) -> Awaitable[None] | None:
        """Take the language off the path, refuse a body that is not worth reading away, and wait for one's turn.

        Everything else is refused once the body is read: an answer before that ends in a reset connection, and the
        phone would not hear why.
        """
        # No page's own method then has to take it.
        self.language = str(self.path_kwargs.pop("language", "") or "") or self._browser_language()
        announced = self.request.headers.get("Content-Length", "")
        if announced.isdecimal() and _more_than(announced, PATIENCE):
            raise HTTPError(413)
        if announced or "Transfer-Encoding" in self.request.headers:
            self.context.bodies.expect(self)
        return self.context.turns.take(self.request.remote_ip)

    def _browser_language(self) -> str:
        """Return the workshop's language that a browser prefers; "" for the session's own, and for a form, whose page
        has a language already.

        It is asked anew for each page and kept nowhere: the language then stands in the page's own links.
        """
        if self.request.method not in {"GET", "HEAD"}:
            return ""
        found = preferred_language(self.request.headers.get("Accept-Language", ""), tuple(self.context.editions))
        return "" if found == self.context.workshop.language else found

    def on_finish(self) -> None:
        """Expect nothing more of this request."""
        self.context.bodies.came(self)

    def on_connection_close(self) -> None:
        """Let Tornado end the wait for a body that will not come any more, and expect nothing."""
        super().on_connection_close()
        self.on_finish()

    def detach(self) -> IOStream:
        """Return the bare connection; from now on nobody looks whether a body is late."""
        self.context.bodies.came(self)
        return super().detach()

    def data_received(self, chunk: bytes) -> None:
        """Keep a ballot's worth of the body; read the rest away."""
        self._size += len(chunk)
        if self._size <= self.largest:
            self._received += chunk
        elif self._size > PATIENCE and not self._finished:  # Tornado's own: one that is answered is not answered again
            self.send_error(413)

    def form(self) -> dict[str, list[str]]:
        """Return the fields of a sent form; raise 403 for one from another site, 413 for one that is too large, 422 for
        one that is none.
        """
        self.context.bodies.came(self)
        if from_elsewhere(self.request.headers, self.context.address):
            raise HTTPError(403)
        if self._size > self.largest:
            raise HTTPError(413)
        try:
            # A form has no letters but these: a browser writes any other as %XX.
            pairs = parse_qsl(
                self._received.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict"
            )
        except ValueError:
            raise HTTPError(422) from None
        fields: dict[str, list[str]] = {}
        for name, value in pairs:
            fields.setdefault(name, []).append(value)
        return fields

    def head(self, **place: str) -> Awaitable[None] | None:
        """Answer as GET does, without the body."""
        return self.get(**place)

    def compute_etag(self) -> None:
        """Return nothing: a tag that a browser sends back could tell who returns."""

    def check_xsrf_cookie(self) -> None:
        """Ask for no cookie: a ballot's ticket is what makes a form ours."""

    @property
    def workshop(self) -> Workshop:
        """The workshop in the language of the path, or in the session's own."""
        return self.context.editions.get(self.language, self.context.workshop)

    def find_poll(self, poll: str, state: State | None = None) -> Poll:
        """Return a poll of the workshop, or of today's own; raise `UnknownPoll` where there is none.

        The session is asked only where the workshop does not know: by then the console may have written a new one.
        """
        known = self.workshop
        return (
            known.poll(poll)
            if poll in known.polls
            else with_own(known, state or self.context.session.state()).poll(poll)
        )

    def tongue(self, poll: Poll, state: State) -> str:
        """Return the language of a poll's words where it is another than the page's, else "".

        Those of one's own are in the evening's.
        """
        return state.language if poll.id in state.own and state.language != self.workshop.language else ""

    @property
    def shared_flag(self) -> str:
        """Return "1" where one device goes from hand to hand, else nothing."""
        return "1" if self.request.query and self.get_query_argument("shared", "", strip=False) == "1" else ""

    def asked_for(self, name: str) -> str:
        """Return what the address asks for under a name, on an error's page too; "" for nothing, and for no text."""
        return self.request.query_arguments.get(name, [b""])[-1].decode("utf-8", "ignore")

    def url(self, *parts: str, **query: str) -> str:
        """Return the path of a page in the same language; on a device that goes from hand to hand, one for it."""
        handed = not UNHANDED.intersection(parts[:1]) and self.asked_for("shared") == "1"
        return self.context.url(*parts, language=self.language, shared="1" if handed else "", **query)

    def path_in(self, language: str) -> str:
        """Return the path of this very page in another language, on a device that goes from hand to hand too; of the
        start page where this is none.
        """
        is_page = self.get_status() < 400  # noqa: PLR2004 - the codes are the standard's
        here = self.request.path if is_page else self.context.url(language=self.language)
        path = self.context.path_in(here, self.language, language)
        return f"{path}?shared=1" if self.asked_for("shared") == "1" else path

    def asset(self, name: str) -> str:
        """Return the path of a file beside the pages, in the page's language where it has words."""
        return self.context.asset(name, self.workshop.language)

    def show(self, template: str, **facts: Any) -> None:  # noqa: ANN401 - a template's facts are of every type
        """Answer with a template."""
        self.send(self.html_of(template, **facts))

    def send(self, page: str) -> None:
        """Answer with a page, packed for a browser that can unpack it."""
        body = page.encode()
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            body = gzipped(body)
        self.finish(body)

    def html_of(self, template: str, **facts: Any) -> str:  # noqa: ANN401 - a template's facts are of every type
        """Return a template's HTML, for this page's language."""
        context = self.context
        around = {
            "editions": context.editions,
            "there": self.path_in,
            "url": self.url,
            "asset": self.asset,
            "alone": False,
            "shared_origin": context.shared_origin,
        }
        return context.page(template, self.workshop, **around, **facts)

    def write_error(self, status_code: int, **kwargs: Any) -> None:  # noqa: ANN401 - Tornado's own signature
        """Answer with a short page that says what happened and what to do."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        status = STATUSES.get(type(error), status_code)
        self.set_status(status)
        if status in {400, 413} or self.request.method not in self.SUPPORTED_METHODS:
            self.set_header(
                "Connection", "close"
            )  # Tornado hangs up when it is answered before the body, and does not say so
        if status == 405:  # noqa: PLR2004 - the codes are the standard's
            self.set_header("Allow", ", ".join(method for method in ("GET", "HEAD", "POST") if self._has(method)))
        if status == 503:  # noqa: PLR2004 - the codes are the standard's
            self.set_header("Retry-After", "3")
        self.show("error.html", status=status, error=error, about=type(error).__name__)

    def _log(self) -> None:
        """Say nothing of a request, whatever server this page is part of; Tornado keeps this method to be
        overridden.
        """

    def log_exception(
        self, typ: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None
    ) -> None:
        """Log that a page failed, by its name and the kind of failure, and nothing that anybody sent."""
        if typ is None or isinstance(value, HTTPError) or typ in STATUSES:
            return
        last = tb
        while last is not None and last.tb_next is not None:
            last = last.tb_next
        place = f" at {last.tb_frame.f_code.co_filename}:{last.tb_lineno}" if last else ""
        log.error("%s failed: %s%s", type(self).__name__, typ.__name__, place)

    def _has(self, method: str) -> bool:
        name = "get" if method == "HEAD" else method.lower()
        return getattr(type(self), name) is not getattr(RequestHandler, name)


def _more_than(digits: str, most: int) -> bool:
    """Return whether a number is larger than the most; Python refuses to read one of thousands of digits, zeros before
    it included.
    """
    told = digits.lstrip("0") or "0"
    return len(told) > len(str(most)) or int(told) > most


class NotFoundPage(Page):
    """Where no page is."""

    def get(self, **_place: str) -> None:
        """Answer 404, whatever was asked."""
        raise HTTPError(404)

    post = put = patch = delete = options = get  # where there is no page, no method is the wrong one
