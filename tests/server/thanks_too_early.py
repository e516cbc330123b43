"""A participants' server with a fault on purpose: it thanks before the ballot is on the disk. A test runs it to see
that the fault would be found.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

from afterwave.cli.main import run
from afterwave.poll.ballot import Ballot
from afterwave.poll.counting import Outcome
from afterwave.poll.group_commit import GroupCommit
from afterwave.poll.store import Store

submit, commit = GroupCommit.submit, Store.commit
kept: set[asyncio.Task[Outcome]] = set()


async def early(group: GroupCommit, ballot: Ballot) -> Outcome:
    kept.add(asyncio.create_task(submit(group, ballot)))
    return Outcome.COUNTED


def slowly(store: Store, ballots: Sequence[Ballot]) -> list[Outcome]:
    time.sleep(0.2)  # a slow disk
    return commit(store, ballots)


setattr(GroupCommit, "submit", early)  # noqa: B010 - what is typed as a method takes no other
setattr(Store, "commit", slowly)  # noqa: B010 - the same
run()
