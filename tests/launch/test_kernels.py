"""A kernel that died while it waited is given to no page, and what goes wrong with one is told in a sentence."""

from __future__ import annotations

import asyncio
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from afterwave.launch.kernels import TROUBLE, idle_from_its_page, in_a_sentence, is_plain, only_living, wire
from evening_process import Evening, evening, listed, until


class Kernels(dict[str, Any]):
    """A manager with a pool for one notebook, which is filled as Voilà fills it."""

    def __init__(self, *pool: asyncio.Task[dict[str, Any]], **kernels: object) -> None:
        super().__init__(kernels)
        self._pools, self.filled = {"console.ipynb": list(pool)}, [""]
        self.get_kernel = self.__getitem__

    def get_pool_size(self, notebook: str) -> int:
        return len(self._pools.get(notebook, []))

    def fill_if_needed(self, *, delay: float, notebook_name: str) -> None:
        assert delay == 0
        self.filled.append(notebook_name)

    async def get_rendered_notebook(self, notebook_name: str, **_env: object) -> tuple[None, list[str], str]:
        task = self._pools[notebook_name].pop(0)
        return None, [], (await task)["kernel_id"]


@pytest.fixture
def process() -> Iterator[subprocess.Popen[bytes]]:
    """Give a process that only waits, as a kernel without a page does."""
    one = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        yield one
    finally:
        one.kill()
        one.communicate()


async def heated(name: str) -> dict[str, Any]:
    return {"kernel_id": name}


async def broken() -> dict[str, Any]:
    raise TimeoutError


async def test_only_a_kernel_that_still_runs_counts_as_ready(process: subprocess.Popen[bytes]) -> None:
    pool = [asyncio.ensure_future(one) for one in (heated("here"), heated("gone"), broken())]
    await asyncio.wait(pool)
    kernels = Kernels(*pool, here=SimpleNamespace(provisioner=SimpleNamespace(process=process)))
    only_living(kernels)
    before = kernels.get_pool_size("console.ipynb")
    process.kill()
    process.wait()
    assert (before, kernels.get_pool_size("console.ipynb"), kernels.filled) == (
        1,
        0,
        ["", "console.ipynb", "console.ipynb"],
    )


async def test_a_kernel_that_is_only_starting_stays() -> None:
    starting = asyncio.ensure_future(asyncio.sleep(30, {"kernel_id": "soon"}))
    kernels = Kernels(starting)
    only_living(kernels)
    found = kernels.get_pool_size("console.ipynb"), kernels.get_pool_size("elsewhere.ipynb"), kernels.filled
    starting.cancel()
    assert found == (1, 0, [""])


async def test_a_kernel_that_waited_long_has_time_until_its_page_reaches_it() -> None:
    long_ago = datetime.now(UTC) - timedelta(hours=1)
    one, other = SimpleNamespace(last_activity=long_ago), SimpleNamespace(last_activity=long_ago)
    kernels = Kernels(*map(asyncio.ensure_future, (heated("one"), heated("gone"))), one=one, other=other)
    idle_from_its_page(kernels)
    given = [(await kernels.get_rendered_notebook(notebook_name="console.ipynb", env={}))[2] for _ in range(2)]
    assert given == ["one", "gone"]
    assert one.last_activity > long_ago + timedelta(minutes=59)
    assert other.last_activity == long_ago


@pytest.mark.prove
@pytest.mark.skipif(sys.platform == "win32", reason="a test's evening is ended by a signal")
def test_voila_gives_a_page_a_kernel_that_is_not_about_to_be_ended_as_idle(tmp_path: Path) -> None:
    with evening(tmp_path / "session.sqlite") as running:
        page = running.addresses["presenter"]
        until(lambda: len(kernels(running)) == 2, 120)  # the stage's and the console's
        ready = kernels(running)
        until(lambda: min(datetime.now(UTC) - active(page, one) for one in ready) > timedelta(seconds=2), 120)
        asked = datetime.now(UTC)
        answer = httpx.get(page, timeout=120, follow_redirects=True).text
        given = next(one for one in ready if one in answer)
        assert active(page, given) >= asked


def kernels(running: Evening) -> set[str]:
    """Return what Voilà calls the kernels that run."""
    return set(
        re.findall("kernel-([0-9a-f-]{36})[.]json", " ".join(word for one in running.family() for word in listed(one)))
    )


def active(page: str, kernel: str) -> datetime:
    """Return when a kernel was active last, as Voilà counts it, for a page's address; now for one that it is still
    starting.
    """
    told = httpx.get(re.sub("voila/render/[^?]*", f"api/kernels/{kernel}", page), timeout=120).json()
    return datetime.fromisoformat(told["last_activity"]) if "last_activity" in told else datetime.now(UTC)


def test_a_traceback_becomes_one_sentence_and_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    log = logging.getLogger("voila-as-tested")
    log.addHandler(logging.StreamHandler(sys.stderr))
    in_a_sentence(log)
    for _ in range(3):
        log.error("Uncaught exception GET /api/kernels/%s", "a-kernel", exc_info=TimeoutError("no kernel_info came"))
    log.warning("a warning stays")
    assert capsys.readouterr().err == f"{TROUBLE}\na warning stays\n"


@pytest.mark.parametrize(
    ("system", "scratch", "curve", "told"),
    [
        ("linux", "/t/afterwave-1a2b3c4d", False, {"transport": "ipc"}),
        ("linux", f"/t/{'long' * 12}", True, {"transport_encryption": "auto"}),
        ("darwin", "/t/afterwave-1a2b3c4d", True, {"transport_encryption": "auto"}),
        ("win32", r"C:\Users\Ana\AppData\Local\Temp", True, {"transport_encryption": "auto"}),
        ("win32", r"C:\Temp", False, {}),
    ],
)
def test_kernels_talk_through_files_or_encrypted_and_where_neither_goes_that_is_explained(
    system: str, scratch: str, curve: bool, told: dict[str, str]
) -> None:
    assert wire(scratch, curve=curve, system=system) == told
    assert is_plain(scratch, curve=curve, system=system) is (told == {})
