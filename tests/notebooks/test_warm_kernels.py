"""Kernels that are forked from a warm process are as good as fresh ones: none knows of another, and none outlives who
started it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import psutil
import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

from evening_process import until
from warm_programs import ABLE, PROCESS

pytestmark = [pytest.mark.prove, pytest.mark.skipif(not ABLE, reason="this system forks no kernels")]

Start = Callable[[], tuple[KernelManager, BlockingKernelClient]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Give a function that starts a warm kernel; all of them are stopped after the test."""
    began: list[tuple[KernelManager, BlockingKernelClient]] = []

    def started() -> tuple[KernelManager, BlockingKernelClient]:
        manager = KernelManager(kernel_name="python3")
        manager.start_kernel()
        client = manager.client()
        client.start_channels()
        began.append((manager, client))
        client.wait_for_ready(timeout=60)
        return manager, client

    yield started
    for manager, client in began:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        manager.context.destroy()


def answer(client: BlockingKernelClient, question: str) -> str:
    """Return what a kernel says of an expression."""
    told = client.execute("", user_expressions={"it": question}, reply=True, timeout=60)
    return str(told["content"]["user_expressions"]["it"].get("data", {}).get("text/plain", "nothing"))


def test_a_kernel_has_what_notebooks_load_and_nothing_of_another_kernel(start: Start) -> None:
    (_, one), (_, other) = start(), start()
    one.execute("secret = 1", reply=True, timeout=60)
    assert answer(one, "secret") == "1"
    assert answer(other, "secret") == "nothing"
    assert answer(other, "'afterwave.presenter.reader' in __import__('sys').modules") == "True"
    assert answer(one, "__import__('random').random()") != answer(other, "__import__('random').random()")


def test_a_kernel_answers_a_page_that_asks_for_all_of_its_widgets_at_once(start: Start) -> None:
    _, client = start()
    asked = client.session.send(
        client.shell_channel.socket,
        "comm_open",
        {"comm_id": "page", "target_name": "jupyter.widget.control", "data": {}},
        metadata={"version": "1.0.0"},
    )
    client.session.send(
        client.shell_channel.socket, "comm_msg", {"comm_id": "page", "data": {"method": "request_states"}}
    )
    assert asked is not None
    told = iter(lambda: client.get_iopub_msg(timeout=60), None)
    answered = next(one["content"] for one in told if one["msg_type"] in {"comm_msg", "comm_close"})
    assert answered["data"]["method"] == "update_states"


def test_a_kernel_is_what_jupyter_takes_for_it_and_ends_with_that(start: Start) -> None:
    manager, client = start()
    kernel = psutil.Process(int(answer(client, "__import__('os').getpid()")))
    provisioner: Any = manager.provisioner
    assert PROCESS in kernel.cmdline()
    assert kernel.pid == provisioner.process.pid
    provisioner.process.kill()
    provisioner.process.wait()
    until(lambda: not kernel.is_running())
