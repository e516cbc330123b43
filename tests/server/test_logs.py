"""A busy run at DEBUG leaves no line that names a participant."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from contextlib import suppress

import pytest

from afterwave.server import limits
from server.conftest import Server


class Lines(logging.Handler):
    """Everything that is logged anywhere, as it would be printed."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.text = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.text += self.format(record) + "\n"


def raw(port: int, *parts: bytes) -> None:
    """Say something that no browser says, and hang up."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        for part in parts:
            line.sendall(part)
        line.settimeout(30)
        with suppress(OSError):
            line.recv(1000)


def test_no_line_at_debug_names_an_address_a_ticket_or_an_answer(
    make_server: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "BODY_WITHIN", 1)
    lines, root = Lines(), logging.getLogger()
    level = root.level
    root.addHandler(lines)
    root.setLevel(logging.DEBUG)

    def broken(_ballots: object) -> None:
        raise ZeroDivisionError("green")

    try:
        server = make_server()
        for logger in ("httpx", "httpcore"):
            logging.getLogger(logger).setLevel(logging.WARNING)  # the test's own client
        server.open()
        spent = [server.ticket() for _ in range(6)]
        statuses = [server.send("green", ticket=ticket).status_code for ticket in spent[:3]]
        server.http.get("/follow")
        statuses += [server.send("green", ticket=spent[3], headers={"Sec-Fetch-Site": "cross-site"}).status_code]
        statuses += [
            server.http.get("/poll/none").status_code,
            server.http.put("/poll/tea").status_code,
            server.http.get("/read/%ff").status_code,
        ]
        statuses += [server.http.post("/poll/tea", content=f"ticket={spent[4]}".encode() + b"x" * 9000).status_code]
        statuses += [server.send("oolong", ticket=spent[4]).status_code]
        with monkeypatch.context() as patched:
            patched.setattr(server.app.settings["context"].session.store, "commit", broken)
            statuses += [server.send("black", ticket=spent[5]).status_code]
        server.session.store.close("tea")
        statuses += [server.send("black", ticket=spent[5]).status_code]
        raw(server.port, b"GARBAGE\r\n\r\n")
        raw(server.port, b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 20_000 + b"\r\n\r\n")
        raw(
            server.port,
            b"POST /poll/tea HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n"
            + f"ticket={spent[5]}&option=black".encode(),
        )
        raw(server.port, b"POST /poll/tea HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n")
        server.stop()
        server.start()
    finally:
        root.removeHandler(lines)
        root.setLevel(level)
    assert statuses == [303, 303, 303, 403, 404, 405, 400, 413, 422, 500, 409]
    assert "127.0.0.1" not in lines.text
    assert not [ticket for ticket in spent if ticket in lines.text]
    assert not [option for option in ("green", "black", "oolong") if option in lines.text]
    failures = [line for line in lines.text.splitlines() if "failed" in line]
    assert len(failures) == 1
    assert failures[0].startswith("BallotPage failed: ZeroDivisionError at ")


def test_an_error_page_shows_no_traceback_even_where_debugging_is_on(
    make_server: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = make_server(serve_traceback=True)
    monkeypatch.setattr(server.app.settings["context"].session, "state", lambda: 1 / 0)
    answer = server.http.get("/follow")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.text
    assert "ZeroDivision" not in answer.text
