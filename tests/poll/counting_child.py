"""A participants' server without the web: reads `number ticket option…` from stdin, prints `number outcome` after the
commit. Its argument is a database.
"""

from __future__ import annotations

import asyncio
import sys

from afterwave.poll.ballot import Ballot
from afterwave.poll.engine import connect
from afterwave.poll.group_commit import GroupCommit
from afterwave.poll.store import Store


async def answer(group: GroupCommit, line: str) -> None:
    number, poll, ticket, *options = line.split()
    outcome = await group.submit(Ballot(poll, ticket, frozenset(options)))
    sys.stdout.write(f"{number} {outcome.name}\n")
    sys.stdout.flush()


async def serve(url: str) -> None:
    store = Store(connect(url))
    store.prepare()
    group = GroupCommit(store)
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    async with asyncio.TaskGroup() as phones:
        while line := (await lines.readline()).decode():
            phones.create_task(answer(group, line))
    await group.drain()


asyncio.run(serve(sys.argv[1]))
