from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence

import pytest

from afterwave.content.polls import Poll
from afterwave.poll.ballot import Ballot
from afterwave.poll.counting import Outcome
from afterwave.poll.errors import DatabaseAway, UnknownOption
from afterwave.poll.group_commit import Full, GroupCommit
from afterwave.poll.store import Store

Cast = Callable[..., Ballot]


class Slow(Store):
    """A store that notes its batches, and holds each back until it is let go."""

    def __init__(self, store: Store) -> None:
        super().__init__(store.engine)
        self.batches: list[int] = []
        self.free = threading.Event()

    def commit(self, ballots: Sequence[Ballot]) -> list[Outcome]:
        self.batches.append(len(ballots))
        assert self.free.wait(30)
        return super().commit(ballots)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not true():  # noqa: ASYNC110 - a thread sets what is waited for
            await asyncio.sleep(0.001)


async def test_each_ballot_is_answered_with_its_own_outcome(
    store: Store, care: Poll, moment: Poll, fresh: Cast
) -> None:
    store.open(care)
    ballot = fresh(care, "hold")
    group = GroupCommit(store)
    outcomes = await asyncio.gather(*map(group.submit, [ballot, fresh(moment, "tea"), ballot, fresh(care)]))
    await group.drain()
    assert outcomes == [Outcome.COUNTED, Outcome.CLOSED, Outcome.AGAIN, Outcome.COUNTED]


async def test_what_arrives_during_a_commit_shares_the_next(store: Store, care: Poll, fresh: Cast) -> None:
    store.open(care)
    slow = Slow(store)
    group = GroupCommit(slow)
    first = asyncio.ensure_future(group.submit(fresh(care, "hold")))
    await until(lambda: slow.batches == [1])
    rest = asyncio.gather(*(group.submit(fresh(care, "hold")) for _ in range(40)))
    slow.free.set()
    outcomes = [await first, *await rest]
    await group.drain()
    assert (slow.batches, set(outcomes)) == ([1, 40], {Outcome.COUNTED})


async def test_nobody_is_thanked_before_the_commit(store: Store, care: Poll, fresh: Cast) -> None:
    store.open(care)
    slow = Slow(store)
    group = GroupCommit(slow)
    waiting = asyncio.ensure_future(group.submit(fresh(care, "hold")))
    await until(lambda: slow.batches == [1])
    await asyncio.sleep(0.02)
    early = waiting.done()
    slow.free.set()
    assert (early, await waiting) == (False, Outcome.COUNTED)
    await group.drain()


async def test_a_phone_that_goes_away_does_not_take_its_ballot_back(store: Store, care: Poll, fresh: Cast) -> None:
    store.open(care)
    slow = Slow(store)
    group = GroupCommit(slow)
    leaving, staying = (asyncio.ensure_future(group.submit(fresh(care, "hold"))) for _ in range(2))
    await until(lambda: slow.batches == [2])
    leaving.cancel()
    slow.free.set()
    assert await staying is Outcome.COUNTED
    await group.drain()
    assert store.close(care.id).ballots == 2


async def test_a_batch_that_fails_is_told_to_everybody_in_it_and_counts_nothing(
    store: Store, care: Poll, fresh: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.open(care)
    ballots = [fresh(care, "hold") for _ in range(3)]
    group = GroupCommit(store)
    with monkeypatch.context() as broken:
        broken.setattr(store, "commit", lambda _: (_ for _ in ()).throw(DatabaseAway("locked")))
        told = await asyncio.gather(*map(group.submit, ballots), return_exceptions=True)
    retried = await asyncio.gather(*map(group.submit, ballots))
    await group.drain()
    assert [type(answer) for answer in told] == [DatabaseAway] * 3
    assert (retried, store.close(care.id).ballots) == ([Outcome.COUNTED] * 3, 3)


async def test_one_ballot_from_an_old_form_does_not_hold_up_the_others(store: Store, care: Poll, fresh: Cast) -> None:
    store.open(care)
    old = Ballot(care.id, "t", frozenset(["kite"]))
    group = GroupCommit(store)
    told = await asyncio.gather(
        *map(group.submit, [fresh(care, "hold"), old, fresh(care, "words")]), return_exceptions=True
    )
    await group.drain()
    assert (told[0], type(told[1]), told[2]) == (Outcome.COUNTED, UnknownOption, Outcome.COUNTED)


async def test_too_many_waiting_are_asked_to_try_again(store: Store, care: Poll, fresh: Cast) -> None:
    store.open(care)
    slow = Slow(store)
    group = GroupCommit(slow, most=2)
    running = asyncio.ensure_future(group.submit(fresh(care)))
    await until(lambda: slow.batches == [1])
    waiting = [asyncio.ensure_future(group.submit(fresh(care))) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(Full, match="try again"):
        await group.submit(fresh(care))
    slow.free.set()
    assert await asyncio.gather(running, *waiting) == [Outcome.COUNTED] * 3
    await group.drain()


async def test_draining_answers_what_was_taken_and_takes_no_more(store: Store, care: Poll, fresh: Cast) -> None:
    store.open(care)
    group = GroupCommit(store)
    taken = [asyncio.ensure_future(group.submit(fresh(care))) for _ in range(20)]
    await asyncio.sleep(0)
    await group.drain()
    with pytest.raises(Full):
        await group.submit(fresh(care))
    assert ([task.done() for task in taken], store.close(care.id).ballots) == ([True] * 20, 20)


async def test_draining_at_rest_is_done_at_once(store: Store) -> None:
    await asyncio.wait_for(GroupCommit(store).drain(), 1)
