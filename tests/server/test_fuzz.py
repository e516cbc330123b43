"""Thousands of requests of every kind, the same each time: no failure, nothing left behind, and whoever reads beside
them hardly waits.
"""

from __future__ import annotations

import random
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import psutil
import pytest

from room_process import RoomProcess, content

SEED = 13
REQUESTS = 800  # in each of two rounds
GREEDY, BYSTANDER = "127.0.0.9", "127.0.0.2"

PATHS = [
    "",
    "follow",
    "read/brewing",
    "read/{}",
    "poll/tea",
    "poll/{}",
    "poll/tea/thanks",
    "poll/tea/results",
    "poll/tea?shared={}",
    "s/{}",
    "exit",
]
MORE = [
    "question",
    "question/thanks",
    "events",
    "support",
    "leaving",
    "healthz",
    "static/{}",
    "widgets/{}",
    "{}/read/brewing",
    "{}",
    "en/{}",
    "%",
    "//{}",
]
METHODS = ["GET"] * 6 + ["POST"] * 6 + ["HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW", "get"]
JUNK = [
    "",
    "x",
    "x" * 48,
    "a" * 3000,
    "../../etc/passwd",
    "%00",
    "\u202e\u200b",
    "<script>",
    "{{7*7}}",
    "' OR 1=1",
    "green",
    "\U0001f375",
]
HEADERS = [
    "Host",
    "Origin",
    "Sec-Fetch-Site",
    "X-Forwarded-Host",
    "Cookie",
    "Range",
    "Expect",
    "Accept-Encoding",
    "If-None-Match",
    "Connection",
    "Upgrade",
]
VALUES = [
    "",
    "null",
    "x",
    "http://evil.example",
    "same-origin",
    "100-continue",
    "gzip",
    "bytes=0-",
    "close",
    "websocket",
    "\xff\xfe",
    ",,,",
    "a" * 2000,
]
LENGTHS = ["{}"] * 5 + ["0", "-1", "x", "99", "9999999999", "1" * 4301, "{}, {}"]


def requests(chance: random.Random, number: int) -> Iterator[bytes]:
    """Yield so many requests: whole or broken off, well formed or not."""
    for _ in range(number):
        path = chance.choice(PATHS + MORE).format(quote(chance.choice(JUNK), safe=chance.choice(["", "/", "/%"])))
        fields = [
            f"{chance.choice(['ticket', 'option', 'text', 'x'])}={quote(chance.choice(JUNK))}"
            for _ in range(chance.randrange(4))
        ]
        body = chance.choice(
            ["&".join(fields).encode(), chance.randbytes(chance.randrange(300)), b"option=" + b"x" * 6000]
        )
        length = chance.choice(LENGTHS).replace("{}", str(len(body)))
        told = [f"{chance.choice(HEADERS)}: {chance.choice(VALUES)}" for _ in range(chance.randrange(4))]
        if chance.random() < 0.9:
            told.insert(0, "Host: x")
        if chance.random() < 0.15:
            told.append("Transfer-Encoding: chunked")
        else:
            told.append(f"Content-Length: {length}")
        head = "\r\n".join([f"{chance.choice(METHODS)} /{path} HTTP/1.{chance.choice('1110')}", *told, "", ""]).encode(
            "latin-1", "replace"
        )
        whole = head + body
        yield whole[: chance.randrange(1, len(whole) + 1)] if chance.random() < 0.3 else whole


def status(port: int, sent: bytes) -> int:
    """Return the status that a request is answered with; 0 where it is not answered."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 2, source_address=(GREEDY, 0)) as line:
        line.sendall(sent)
        line.shutdown(socket.SHUT_WR)
        head = line.recv(64).split(b" ", 2)
        return int(head[1]) if len(head) > 1 and head[1].isdigit() else 0
    return 0


def waited(port: int, times: int) -> float:
    """Return the seconds in which 99 of 100 pages come to somebody who reads, from an address of their own."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        with socket.create_connection(("127.0.0.1", port), 30, source_address=(BYSTANDER, 0)) as line:
            line.sendall(b"GET /follow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            assert line.recv(64).startswith(b"HTTP/1.1 200 ")
            while line.recv(65536):
                pass
        took.append(time.perf_counter() - began)
    return sorted(took)[len(took) * 99 // 100]


@pytest.mark.prove
@pytest.mark.alone
def test_a_fuzz_of_all_routes_fails_nowhere_leaves_nothing_and_keeps_nobody_waiting(
    tmp_path: Path, report: Callable[[str], None]
) -> None:
    log, chance = tmp_path / "log", random.Random(SEED)
    server = RoomProcess(f"sqlite:///{tmp_path / 'session.sqlite'}", content(tmp_path / "content"), log=log)
    seen, held, answers = psutil.Process(server.process.pid), [], Counter[int]()
    try:
        waited(server.port, 20)
        quiet, beside = waited(server.port, 100), 0.0
        for _ in range(2):
            with ThreadPoolExecutor(9) as crowd:
                reading = crowd.submit(waited, server.port, 100)
                answers.update(crowd.map(lambda sent: status(server.port, sent), requests(chance, REQUESTS)))
                beside = max(beside, reading.result())
            until = time.monotonic() + 90  # a body that never comes is waited for 10 s, a header 20 s
            while seen.num_fds() > 14 and time.monotonic() < until:
                time.sleep(0.2)
            held.append((server.memory, seen.num_fds()))
    finally:
        server.stop()
    told = (
        f"p99 of a bystander {1000 * quiet:.0f} ms, beside the fuzz {1000 * beside:.0f} ms; {held[0][0]:.0f} MB, then "
        f"{held[1][0]:.0f} MB"
    )
    report(
        f"{2 * REQUESTS} requests, seed {SEED}: {told}; {held[0][1]}, then {held[1][1]} descriptors; "
        f"{dict(sorted(answers.items()))}"
    )
    assert max(answers) < 500
    assert {200, 303, 403, 404, 405, 413, 422} - {303} <= set(answers), "the fuzz does not come far"
    assert log.read_text() == "", "something failed, or was said"
    assert held[1][0] - held[0][0] < 8
    assert held[1][1] <= held[0][1] + 2
    assert beside < 30 * quiet
