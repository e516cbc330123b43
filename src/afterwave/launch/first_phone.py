"""Waits for a first phone: a page that says hello, and notices that somebody came from elsewhere. Which phone it was is
not kept.
"""

from __future__ import annotations

import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from afterwave.content.language import ENGLISH
from afterwave.content.theme import LIGHT, kit_colours
from afterwave.launch.network import exclusive_option
from afterwave.launch.page_language import page_language, page_words
from afterwave.launch.terminal import qr_code
from afterwave.message import Message
from afterwave.session.networks import LOOPBACK, url

PAGE = """<!doctype html><html lang="{language}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<body dir="auto" style="font: 1.25rem/1.5 system-ui, sans-serif; margin: 15vh 2rem; color: {ink}; background: {paper}">
<h1>{title}</h1>
<p>{words}</p></body></html>
"""
WORKS: Message = "It works"
REACHED: Message = "This phone reaches the facilitator's machine. You can close this page."


class _ExclusiveServer(ThreadingHTTPServer):
    """A server that takes no port at which somebody listens, on any system."""

    # The library's own option would take a port from whoever listens there, on Windows.
    allow_reuse_address = False

    def server_bind(self) -> None:
        self.socket.setsockopt(socket.SOL_SOCKET, exclusive_option(), 1)
        super().server_bind()


class FirstPhone:
    """A page on the port that phones will use, until one has come."""

    def __init__(self, host: str, port: int, here: str) -> None:
        """Listen; raise OSError where the port is taken. `here` is this machine's own address, whose visits do not
        count.
        """
        self.came, self.address = threading.Event(), url(here, port)
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        server_class = type("Listening", (_ExclusiveServer,), {"address_family": family})
        # A socket of IPv6 names this machine's IPv4 address so.
        self._server = server_class((host, port), _hello(self.came, {here, LOOPBACK, f"::ffff:{here}", "::1"}))
        # Ending waits for a whole round of this, which is half a second where nothing is said.
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True)

    def invitation(self, seconds: float) -> str:
        """Return what to do now, with the address as a QR code."""
        return (
            f"\n{qr_code(self.address, sys.stderr.encoding)}\n  Open {self.address} on a phone in the room's Wi-Fi, "
            f"within {seconds:g} s.\n"
        )

    def came_within(self, seconds: float) -> bool:
        """Return whether a phone came within so many seconds."""
        return self.came.wait(seconds)

    def __enter__(self) -> Self:
        """Begin to answer."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()


def _page() -> str:
    say, spoken = page_words(), page_language() or ENGLISH
    return PAGE.format(language=spoken, title=say(WORKS), words=say(REACHED), **kit_colours()[LIGHT])


def _hello(came: threading.Event, own: set[str]) -> type[BaseHTTPRequestHandler]:
    class Hello(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = _page().encode()
            self.send_response(200)
            for name, value in (
                ("Content-Type", "text/html; charset=utf-8"),
                ("Content-Length", str(len(body))),
                ("Cache-Control", "no-store"),
            ):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            if self.client_address[0] not in own:
                came.set()

        def log_message(self, *_line: Any) -> None:  # noqa: ANN401 - the library's own
            """Print nothing: a line would name an address."""

    return Hello
