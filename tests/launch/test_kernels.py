"""A kernel that died while it waited is given to no page, and what goes wrong with one is told in a sentence."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from afterwave.launch.kernels import TROUBLE, in_a_sentence, is_plain, only_living, wire


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
