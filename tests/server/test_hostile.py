"""Whatever a stranger sends, the answer is a page of ours with a 4xx, or a closed door: never a failure of the server,
and never their words as code.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from urllib.parse import quote, quote_from_bytes

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterwave.server import limits
from server.conftest import Server

ROUTES = (
    "",
    "follow",
    "read/brewing",
    "read/{}",
    "poll/tea",
    "poll/{}",
    "poll/tea/thanks",
    "poll/tea/results",
    "s/{}",
    "question",
    "question/thanks",
    "events/",
)
MORE = ("support", "privacy", "leaving", "exit", "healthz", "static/{}", "widgets/{}", "{}/read/brewing", "{}", "en/{}")
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW", "get")
SCRIPT = "<script>alert(1)</script>\"'\u202e\u200b\x00<img src=x onerror=alert(1)>"
JUNK = st.text(max_size=60) | st.sampled_from(
    [SCRIPT, "../../etc/passwd", "%2e%2e/", "\u202e" * 20, "a" * 3000, "1 OR 1=1", "{{7*7}}"]
)
LINE = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=80)


@st.composite
def requests(draw: st.DrawFn) -> bytes:
    """Return the bytes of a request: well formed or not, to a page of ours or not."""
    route = draw(st.sampled_from([*ROUTES, *MORE]))
    path = "/" + route.format(quote(draw(JUNK), safe=draw(st.sampled_from(["", "/", "/%"]))))
    query = quote_from_bytes(draw(st.binary(max_size=40)), safe="&=%")
    method = draw(st.sampled_from(METHODS) | LINE.map(lambda word: word.replace(" ", "") or "GET"))
    fields = st.tuples(st.sampled_from(["ticket", "option", "text", "slip", "x"]), JUNK)
    form = "&".join(f"{name}={quote(value)}" for name, value in draw(st.lists(fields, max_size=5))).encode()
    body = draw(st.just(form) | st.binary(max_size=200))
    headers = [
        (name, draw(LINE))
        for name in draw(
            st.lists(
                st.sampled_from(
                    ["Accept", "Cookie", "Host", "Range", "Expect", "X-Y", "Accept-Encoding", "If-None-Match"]
                ),
                max_size=4,
            )
        )
    ]
    length = draw(st.sampled_from([str(len(body))] * 4 + ["-1", "x", "0"]))
    told = [
        ("Content-Length", length),
        (
            "Content-Type",
            draw(st.sampled_from(["application/x-www-form-urlencoded", "application/json", "multipart/form-data"])),
        ),
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in [*headers, *told, ("Connection", "close")])
    return f"{method} {path}{'?' + query if query else ''} HTTP/1.1\r\n{head}\r\n".encode("latin-1", "replace") + body


def answer(port: int, sent: bytes, patience: float = 5.0) -> bytes:
    """Return all that comes back before the connection is closed; the stream of events is let go after its first
    words.
    """
    with closing(socket.create_connection(("127.0.0.1", port), patience)) as line:
        line.sendall(sent)
        got = b""
        while chunk := line.recv(65536):
            got += chunk
            if b"text/event-stream" in got:
                break
        return got


@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(sent=requests())
def test_no_request_makes_the_server_fail(standing: Server, sent: bytes) -> None:
    try:
        got = answer(standing.port, sent)
    except ConnectionResetError:
        got = b""
    if got:
        status = int(got.split(b" ", 2)[1])
        assert status < 500, got[:300]
        head = got.partition(b"\r\n\r\n")[0].lower()
        if b"content-security-policy" not in head:
            assert status == 400  # Tornado's own word for what is no HTTP
        assert b"set-cookie" not in head
    assert b"<script>alert" not in got
    assert standing.http.get("/healthz").text == "ok\n"


@pytest.mark.parametrize(
    "path", ["/read/{}", "/poll/{}", "/s/{}", "/{}/follow", "/poll/tea/thanks?slip={}", "/poll/tea?shared={}", "/{}"]
)
def test_hostile_words_in_an_address_are_never_code(standing: Server, path: str) -> None:
    for words in (SCRIPT, quote(SCRIPT)):
        text = standing.http.get(path.format(quote(words, safe=""))).text
        assert "<script>alert" not in text
        assert "onerror=" not in re.sub(r"&[^;]+;", "", text) or "<img" not in text


@pytest.mark.parametrize("field", ["ticket", "option", "text"])
@pytest.mark.parametrize("path", ["/poll/tea", "/question"])
def test_hostile_words_in_a_form_are_refused_without_being_said_back(server: Server, path: str, field: str) -> None:
    server.open()
    server.session.questions.turn(on=True)
    fields = {"ticket": "x" * 40, "option": "green", "text": "May I?"} | {field: SCRIPT}
    refused = server.http.post(path, data=fields)
    assert refused.status_code == 422
    assert "alert" not in refused.text


@pytest.mark.parametrize(("megabytes", "statuses"), [(0.01, {413}), (10, {413})])
def test_a_form_that_is_too_large_is_refused_and_the_server_goes_on(
    server: Server, megabytes: float, statuses: set[int]
) -> None:
    server.session.questions.turn(on=True)
    for path in ("/poll/tea", "/question"):
        try:
            status = httpx.post(
                server.address + path, data={"text": "x" * int(megabytes * 1e6)}, timeout=30
            ).status_code
        except httpx.TransportError:
            status = 413  # it was cut off in the middle of sending
        assert status in statuses
    assert server.http.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "head",
    [
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"b" * 20_000 + b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"\r\n" * 5000,
    ],
)
def test_a_header_that_is_too_large_or_none_closes_the_connection(standing: Server, head: bytes) -> None:
    try:
        with closing(socket.create_connection(("127.0.0.1", standing.port), 5)) as line:
            line.sendall(head)
            line.shutdown(socket.SHUT_WR)
            got = line.recv(1000)
    except OSError:  # it was let go in the middle of sending
        got = b""
    assert got == b"" or b" 400 " in got or b" 431 " in got
    assert standing.http.get("/healthz").status_code == 200


STARTS = (b"GET / HT", b"POST /poll/tea HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nticket=")


@contextmanager
def slow_senders(port: int) -> Iterator[list[socket.socket]]:
    """Give a hundred lines on which a request has begun, and does not go on."""
    with ExitStack() as open_lines:
        lines = [
            open_lines.enter_context(closing(socket.create_connection(("127.0.0.1", port), 30))) for _ in range(100)
        ]
        for number, line in enumerate(lines):
            line.sendall(STARTS[number % 2])
        yield lines


@pytest.mark.parametrize("patience", [1.0, 3600.0])
def test_slow_senders_are_let_go_and_keep_nobody_waiting(
    make_server: Callable[..., Server], monkeypatch: pytest.MonkeyPatch, patience: float
) -> None:
    monkeypatch.setitem(limits.LIMITS, "idle_connection_timeout", patience)
    monkeypatch.setattr(limits, "BODY_WITHIN", patience)
    server = make_server()
    with slow_senders(server.port) as lines:
        assert server.http.get("/follow").status_code == 200, "who reads waits for those who send slowly"
        for number, line in enumerate(lines if patience < 60 else ()):
            got = line.recv(2000)
            assert got == b"" or b" 408 " in got or b" 400 " in got, (STARTS[number % 2], got[:80])
    # On a line of its own: the one above has been idle about as long as any may be, and may close at this very moment.
    assert httpx.get(f"{server.address}/healthz", timeout=30).status_code == 200
