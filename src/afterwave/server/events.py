"""Server-Sent Events: where the group is, for every phone that listens."""

from __future__ import annotations

from tornado.web import HTTPError

from afterwave.server.base import SAFE, Page
from afterwave.server.event_stream import place_json, unsaid_mark
from afterwave.session.state import State

HEAD = "\r\n".join(
    [
        "HTTP/1.1 200 OK",
        "Content-Type: text/event-stream; charset=utf-8",
        "Connection: close",  # a stream has no length: it ends with its connection
        "X-Accel-Buffering: no",  # nginx would keep a step back for a minute
        *(f"{name}: {value}" for name, value in SAFE.items()),
    ]
)


class ListeningPage(Page):
    """A page that keeps up with the group (`follows.html`)."""

    def listening(self, state: State, *, box: bool | None = None) -> dict[str, str]:
        """Return the facts by which it does: where the group was when it was drawn, and its line, which knows what
        happened since.
        """
        drawn = unsaid_mark(state, box=self.context.session.questions.on() if box is None else box)
        return {"here": place_json(self.workshop, state), "line": f"{self.url('events')}?{drawn}"}


class EventsPage(Page):
    """The stream a phone listens to; it goes on until one of the two leaves."""

    def get(self) -> None:
        """Hand the bare connection over to the phones' watcher; 503 while the database is away, or when no more can
        listen.
        """
        if self.context.phones.full:
            raise HTTPError(503)
        hello = f"{HEAD}\r\n\r\n".encode() + self.context.phones.hello(self.request.query)
        self.context.phones.join(self.detach(), hello)

    # Our other pages' HEAD is their GET, which would hand the connection over here.
    def head(self, **_place: str) -> None:
        """Answer with the headers alone."""
        self.set_header("Content-Type", "text/event-stream; charset=utf-8")
        self.finish()
