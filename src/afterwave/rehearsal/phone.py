"""One simulated participant: joins, listens, reads, answers, asks, drops off the Wi-Fi and comes back."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

from tornado.iostream import StreamClosedError

from afterwave.rehearsal.tale import TaleNotes
from afterwave.rehearsal.temperament import Temperament
from afterwave.rehearsal.wire import Form, Line, Wire

SERVER_ERROR = 500
OK, SEE_OTHER, CONFLICT = 200, 303, 409


class Phone:
    """A participant's phone on one server. `answers` holds what it sent and was thanked for: it is invented, so it may
    be kept.
    """

    def __init__(self, wire: Wire, person: Temperament, notes: TaleNotes, pace: float = 1.0) -> None:
        """Keep who holds it; `pace` stretches every wait (0.01 for a test)."""
        self.person, self._wire, self._notes, self._pace = person, wire, notes, pace
        self.answers: dict[str, tuple[str, ...]] = {}
        self._heard = ""
        self._line: Line | None = None
        self._tried: set[str] = set()
        self._wifi = asyncio.Event()
        self._wifi.set()
        self._votes: set[asyncio.Task[None]] = set()

    async def join(self) -> None:
        """Open the start page and the group's page; come again until the server answers."""
        attempt = 0
        while (await self._wire.get("")).code != OK or (await self._wire.get("follow")).code != OK:
            await self._wait_to_retry(attempt := attempt + 1)
        self._notes.joined += 1

    async def follow(self) -> None:
        """Listen for where the group is, and take part, until cancelled; a line that breaks is opened again."""
        attempt = 0
        while True:
            try:
                self._line = await self._wire.listen()
                attempt = 0
                async for message in self._line.messages():
                    await self._hear(message)
            except (OSError, StreamClosedError):
                pass
            self._hang_up()
            await self._wifi.wait()
            await self._wait_to_retry(attempt := attempt + 1)

    async def drop(self) -> None:
        """Lose the Wi-Fi for a while: the line is cut without a word, and opened again when it is back."""
        self._wifi.clear()
        self._hang_up()
        await self._wait(self.person.away)
        self._notes.dropped += 1
        self._wifi.set()

    async def vote(self, poll: str) -> bool:
        """Return whether a ballot was thanked: it is sent until it is answered, with the ticket read from the form."""
        page = await self._until_answered(lambda: self._wire.get("poll", poll))
        form = Form((page.body or b"").decode())
        if not form.ticket:
            return False
        chosen = self.person.chooses(poll, form.options, many=form.many)
        fields = [("ticket", form.ticket), *(("option", option) for option in chosen)]
        began = time.monotonic()
        answer = await self._send(["poll", poll], fields)
        if answer.code != SEE_OTHER:
            self._notes.refused += 1
            return False
        self._notes.note_thanks(poll, time.monotonic() - began)
        self.answers[poll] = chosen
        # A browser goes where it is led; `Wire` follows no redirect.
        await self._wire.get("poll", poll, "thanks")
        return True

    async def ask(self, text: str) -> bool:
        """Return whether a question was taken; where there is no box, or it is shut, nothing is sent."""
        page = await self._wire.get("question")
        ticket = Form((page.body or b"").decode()).ticket if page.code == OK else ""
        if not ticket:
            return False
        answer = await self._until_answered(lambda: self._wire.post(["question"], [("ticket", ticket), ("text", text)]))
        taken = bool(answer.code in {OK, SEE_OTHER})
        self._notes.questions += taken
        return taken

    async def slower(self) -> None:
        """Press "Slower, please", once; whether anybody sees it, no phone ever hears."""
        answer = await self._until_answered(lambda: self._wire.post(["slower"], []))
        self._notes.slower += answer.code == SEE_OTHER

    async def finish(self, seconds: float) -> None:
        """Let ballots on their way arrive, for at most so many seconds, and hang up."""
        if self._votes:
            await asyncio.wait(self._votes, timeout=seconds)
        rest = [vote for vote in self._votes if not vote.done()]
        for vote in rest:
            vote.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        self._hang_up()

    async def _hear(self, message: str) -> None:
        if message == self._heard:  # a line that was opened again begins with where the group is
            return
        known, self._heard = self._heard, message
        place = json.loads(message)
        if place.get("calm"):
            self._notes.pausing.set()
        else:
            self._notes.pausing.clear()
        if known:  # the page that `join` fetched shows the first place already
            self._notes.changes += 1
            await self._wire.get("follow")
        poll = place.get("poll") or {}
        if poll.get("state") == "open" and poll["id"] not in self._tried and not self.person.passes(poll["id"]):
            self._tried.add(poll["id"])
            vote = asyncio.create_task(self._vote_later(poll["id"]))
            self._votes.add(vote)
            vote.add_done_callback(self._votes.discard)

    async def _vote_later(self, poll: str) -> None:
        await self._wait(self.person.thinks(poll))
        await self.vote(poll)

    async def _send(self, path: list[str], fields: list[tuple[str, str]]) -> Any:  # noqa: ANN401 - Tornado's response
        if self.person.hangs_up:
            self._notes.retries += 1
            await self._wire.post_and_hang_up(path, fields)
        if not self.person.sends_twice:
            return await self._until_answered(lambda: self._wire.post(path, fields))
        # Both at once, as by a double tap: the second finds no answer of the first yet.
        self._notes.sent_twice += 1
        both = await asyncio.gather(*(self._until_answered(lambda: self._wire.post(path, fields)) for _ in range(2)))
        # One thanks is enough: the other may have come after the close.
        return min(both, key=lambda answer: answer.code)

    async def _until_answered(self, request: Callable[[], Any]) -> Any:  # noqa: ANN401 - Tornado's response
        """Ask until somebody answers, as the ballot's own script does: no network, no server and no patience are all
        the same to who waits.
        """
        attempt = 0
        while True:
            await self._wifi.wait()
            answer = await request()
            if answer.code < SERVER_ERROR:
                return answer
            self._notes.retries += 1
            await self._wait_to_retry(attempt := attempt + 1)

    async def _wait_to_retry(self, attempt: int) -> None:
        await self._wait(self.person.waits(attempt))

    async def _wait(self, seconds: float) -> None:
        await asyncio.sleep(seconds * self._pace)

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None
