"""Another site, on another name of this machine, with a form that sends to the phones' server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

HERE, THERE = "phones.example", "evil.example"
"""What browsers are to take for this machine: names that they do not trust, as they trust no plain http over a
Wi-Fi.
"""


class Elsewhere(BaseHTTPRequestHandler):
    """Another site, whose page sends a form to the server that its address names, with or without saying where it
    stands.
    """

    def do_GET(self) -> None:
        if self.path == "/favicon.ico":
            return self.send_error(404)
        _, target, ticket, policy = self.path.split("/")
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Referrer-Policy", policy)
        self.end_headers()
        fields = f'<input name="ticket" value="{ticket}"><input name="option" value="green">'
        form = f'<form method="post" action="http://{target}/poll/tea">{fields}<button>Send</button></form>'
        self.wfile.write(f"<!doctype html>{form}".encode())
        return None

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere() -> Iterator[Callable[[str, str, str], str]]:
    """Give a function that returns the address of another site's page, with a form to a server, on a ticket, under a
    policy.
    """
    site = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    Thread(target=site.serve_forever, args=(0.02,), daemon=True).start()
    yield lambda target, ticket, policy: f"http://{THERE}:{site.server_port}/{target}/{ticket}/{policy}"
    site.shutdown()
    site.server_close()
