"""Whatever comes by halves leaves nothing behind: after any flood of it the server is as it was, and it stops at
once.
"""

from __future__ import annotations

import asyncio
import gc
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import psutil
import pytest

from afterwave.content.workshop import Workshop
from afterwave.server import limits
from afterwave.server.base import Page
from room_process import RoomProcess, content
from server.conftest import Server

HEAD = b"POST /poll/tea HTTP/1.1\r\nHost: x\r\n"
HALVES = {
    "half a body": HEAD + b"Content-Length: 300\r\n\r\nticket=" + b"x" * 13,
    "no body at all": HEAD + b"Content-Length: 300\r\n\r\n",
    "a chunk that is none": HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    "half a chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab",
    "a length of thousands of digits": HEAD + b"Content-Length: " + b"1" * 4301 + b"\r\n\r\n",
    "a length that is too much": HEAD + b"Content-Length: 9999999999\r\n\r\nticket=",
    "a question by half": b"POST /question HTTP/1.1\r\nHost: x\r\nContent-Length: 300\r\n\r\ntext=",
    "a page that is asked for with half a body": b"GET /follow HTTP/1.1\r\nHost: x\r\nContent-Length: 300\r\n\r\nx",
    "events that are asked for with half a body": b"GET /events HTTP/1.1\r\nHost: x\r\nContent-Length: 300\r\n\r\nx",
    "events that are asked for with a body": b"GET /events HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc",
    "a way of asking that there is not": b"PUT /poll/tea HTTP/1.1\r\nHost: x\r\nContent-Length: 300\r\n\r\nx",
    "half a header": b"POST /poll/tea HTTP/1.1\r\nHost:",
}


class Held:
    """What a server in this process holds: its tasks, one for each page that waits, the late bodies it looks for, and
    this process's descriptors.
    """

    def __init__(self, server: Server) -> None:
        """Look at this server."""
        self.server = server

    def now(self) -> tuple[int, int, int]:
        """Return how many of each there are."""
        tasks = asyncio.run_coroutine_threadsafe(self._tasks(), self.server.loop).result(30)
        return tasks, len(self.server.app.settings["context"].bodies._since), psutil.Process().num_fds()

    def returns_to(self, before: tuple[int, ...], within: float = 30.0) -> bool:
        """Wait until no more of anything is held than before, and return whether it came to that."""
        until = time.monotonic() + within
        while more := any(now > then for now, then in zip(self.now(), before, strict=True)):
            if time.monotonic() > until:
                break
            time.sleep(0.05)
        return not more

    @staticmethod
    async def _tasks() -> int:
        return len(asyncio.all_tasks())


def sent(port: int, begun: bytes) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", port), 30)
    line.sendall(begun)
    return line


@pytest.fixture(scope="module")
def impatient(tmp_path_factory: pytest.TempPathFactory, workshop: Workshop) -> Iterator[Server]:
    """Give a server that waits half a second for a body."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "BODY_WITHIN", 0.5)
        patch.setattr(limits, "LOOK", 0.1)
        patch.setitem(limits.LIMITS, "idle_connection_timeout", 1)
        server = Server(f"sqlite:///{tmp_path_factory.mktemp('impatient') / 'session.sqlite'}", workshop)
        server.open()
        with sent(
            server.port, b"GET /events HTTP/1.1\r\nHost: x\r\n\r\n"
        ) as first:  # what the first phone makes it open stays open
            _words(first, b"event: state")
        yield server
        server.stop()
        server.session.close()


@pytest.mark.parametrize("begun", HALVES.values(), ids=HALVES)
def test_what_is_broken_off_or_never_comes_to_an_end_leaves_nothing_behind(
    impatient: Server, begun: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    held = Held(impatient)
    before = held.now()
    for _ in range(20):
        with sent(impatient.port, begun) as line, suppress(OSError):  # it may have hung up already
            line.shutdown(socket.SHUT_WR)
    with ExitStack() as lines:
        for line in [lines.enter_context(sent(impatient.port, begun)) for _ in range(20)]:
            if b"abc" not in begun:  # who listens to the events goes when it likes
                with suppress(ConnectionResetError):
                    while line.recv(65536):
                        pass
    assert held.returns_to(before), (held.now(), before)
    assert [
        record.getMessage() for record in caplog.records if record.exc_info or " failed: " in record.getMessage()
    ] == []


def test_no_page_is_kept_of_what_was_broken_off(impatient: Server) -> None:
    gc.collect()
    kept = sum(isinstance(thing, Page) for thing in gc.get_objects())
    for begun in HALVES.values():
        for _ in range(20):
            sent(impatient.port, begun).close()
    assert Held(impatient).returns_to((3, 0, 10_000))
    gc.collect()
    assert sum(isinstance(thing, Page) for thing in gc.get_objects()) <= kept + len(HALVES)


def test_a_late_body_is_cut_after_somebody_asked_for_the_events_with_a_body(impatient: Server) -> None:
    with sent(impatient.port, HALVES["events that are asked for with a body"]) as listening:
        assert b"event: state" in _words(listening, b"event: state")
        time.sleep(3 * limits.BODY_WITHIN)  # longer than any body may take, so that the look for late ones has come by
        with sent(impatient.port, HALVES["half a body"]) as late:
            assert late.recv(1000) == b""
        impatient.session.go("brewing", 1)
        assert b'"step": 1' in _words(listening, b'"step": 1'), (
            "the phone that listened was let go as if its body were late"
        )


@pytest.mark.parametrize("digits", [8, 4300, 4301, 7900])
def test_a_length_that_is_too_much_is_refused_however_many_digits_it_has(standing: Server, digits: int) -> None:
    for path in (b"/poll/tea", b"/question", b"/", b"/events", b"/nowhere"):
        with sent(
            standing.port, b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %s\r\n\r\n" % (path, b"9" * digits)
        ) as line:
            assert line.recv(1000).startswith((b"HTTP/1.1 413 ", b"HTTP/1.1 400 "))


def test_a_length_with_zeros_before_it_is_the_length_it_says(server: Server) -> None:
    server.open()
    form = f"ticket={server.ticket()}&option=green".encode()
    with sent(server.port, HEAD + b"Content-Length: " + b"0" * 5000 + b"%d\r\n\r\n" % len(form) + form) as line:
        assert line.recv(1000).startswith((b"HTTP/1.1 303 ", b"HTTP/1.1 400 "))


def test_a_server_stops_at_once_while_bodies_and_turns_are_waited_for(make_server: Callable[..., Server]) -> None:
    server = make_server()
    with ExitStack() as lines:
        for address in ("127.0.0.2", "127.0.0.3"):  # from now on the addresses take turns
            other = lines.enter_context(
                socket.create_connection(("127.0.0.1", server.port), 30, source_address=(address, 0))
            )
            other.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            other.recv(1000)
        for begun in list(HALVES.values()) * 40:
            lines.enter_context(sent(server.port, begun))
        began = time.process_time()  # not the clock: a busy machine is no fault of the server
        server.stop()
        took = time.process_time() - began
    server.start()  # for the fixture, which stops it once more
    assert took < 2


def _words(line: socket.socket, awaited: bytes) -> bytes:
    got = b""
    while awaited not in got and (more := line.recv(65536)):
        got += more
    return got


@pytest.fixture
def process(tmp_path: Path) -> Iterator[RoomProcess]:
    """Give a server as a process of its own, which nothing else in this one can make larger."""
    made = RoomProcess(f"sqlite:///{tmp_path / 'session.sqlite'}", content(tmp_path / "content"))
    yield made
    if made.process.poll() is None:
        made.stop()


@pytest.mark.prove
@pytest.mark.alone
def test_memory_and_descriptors_return_after_a_flood_and_the_stop_is_quick(
    process: RoomProcess, report: Callable[[str], None]
) -> None:
    seen = psutil.Process(process.process.pid)

    def flood() -> tuple[float, int]:
        for begun in (
            HALVES["half a body"],
            HALVES["a chunk that is none"],
            HALVES["events that are asked for with half a body"],
        ):
            for _ in range(1000):
                sent(process.port, begun).close()
        _quiet(seen)
        return process.memory, seen.num_fds()

    first, second = flood(), flood()
    began = time.monotonic()
    assert process.stop() == 0
    took = time.monotonic() - began
    report(
        f"after 3,000 requests by halves {first[0]:.0f} MB, after 6,000 {second[0]:.0f} MB; {first[1]} and "
        f"{second[1]} descriptors; stopped in {took:.1f} s"
    )
    assert second[0] - first[0] < 6, "each that was broken off kept some 9 kB: 27 MB more"
    assert second[1] <= first[1] + 2
    assert took < limits.BODY_WITHIN, "it waited for a body"


def _quiet(seen: psutil.Process, within: float = 30.0) -> None:
    """Wait until a process has stopped working."""
    until = time.monotonic() + within
    while seen.cpu_percent(0.3) > 5 and time.monotonic() < until:
        pass
