"""Stage and console on somebody's own Jupyter server: their kernels end with their pages, nobody else's do, and Voilà
is told the workshop's words.
"""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
from tornado.web import HTTPError
from traitlets.config import Config

from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.server.assets import STATIC
from afterwave.server.dashboards import Pages, speak

VOILA = {"SERVER_SOFTWARE": "voila/0.5.13"}


class Kernels:
    """The kernels of a server: by name, what each was started with, and how many pages are connected to it."""

    def __init__(self, **started: dict[str, str]) -> None:
        """Start these, each with a page."""
        self.env, self.pages = started, dict.fromkeys(started, 1)

    def list_kernel_ids(self) -> list[str]:
        """Return those that run."""
        return list(self.env)

    def get_kernel(self, name: str) -> SimpleNamespace:
        """Return one."""
        return SimpleNamespace(_launch_args={"env": self.env[name]})

    def kernel_model(self, name: str) -> dict[str, int]:
        """Return what Jupyter tells of one."""
        return {"connections": self.pages[name]}

    async def shutdown_kernel(self, name: str, *, now: bool) -> None:
        """End one."""
        assert now
        del self.env[name]


class Contents:
    """The notebooks of a server, by path: whether each is the kit's."""

    KNOWN: ClassVar = {"a b/presenter.ipynb": {"afterwave": {"view": "stage"}}, "own.ipynb": {}}

    def get(self, path: str, **_how: object) -> dict[str, Any]:
        """Return a notebook, as Jupyter does."""
        if path not in self.KNOWN:
            raise HTTPError(404)
        return {"content": {"metadata": self.KNOWN[path]}}


def started(path: str) -> dict[str, str]:
    return {**VOILA, "SCRIPT_NAME": f"/user/ana/voila/render/{path}"}


@pytest.fixture
def kernels() -> Kernels:
    return Kernels(
        stage=started("a%20b/presenter.ipynb"),
        other=started("own.ipynb"),
        moved=started("gone.ipynb"),
        lab={"PATH": "/bin"},
    )


@pytest.fixture
def clock() -> list[float]:
    return [0.0]


@pytest.fixture
def pages(kernels: Kernels, clock: list[float]) -> Pages:
    server: Any = SimpleNamespace(kernel_manager=kernels, contents_manager=Contents())
    looking = Pages.__new__(Pages, config=Config())
    looking._server, looking._clock, looking._alone, looking._ours, looking._met = (
        server,
        lambda: clock[0],
        {},
        {},
        set(),
    )
    return looking


async def test_the_kernel_of_a_page_that_has_gone_ends_and_nobody_elses(
    pages: Pages, kernels: Kernels, clock: list[float]
) -> None:
    await pages.look()
    kernels.pages = dict.fromkeys(kernels.pages, 0)
    await pages.look()
    clock[0] = pages.patience - 1
    await pages.look()
    assert "stage" in kernels.env
    clock[0] = pages.patience
    await pages.look()
    assert list(kernels.env) == ["other", "moved", "lab"]


async def test_a_page_that_comes_back_keeps_its_kernel(pages: Pages, kernels: Kernels, clock: list[float]) -> None:
    for now, there in ((0, 0), (pages.patience - 1, 1), (pages.patience, 0), (pages.patience + 1, 0)):
        clock[0], kernels.pages["stage"] = now, there
        await pages.look()
    assert "stage" in kernels.env


async def test_a_page_that_is_slow_to_come_finds_its_kernel_and_one_that_never_comes_leaves_none(
    pages: Pages, kernels: Kernels, clock: list[float]
) -> None:
    kernels.pages = dict.fromkeys(kernels.pages, 0)
    for now in (0, pages.arrival - 1):
        clock[0] = now
        await pages.look()
    assert "stage" in kernels.env
    clock[0] = pages.arrival
    await pages.look()
    assert "stage" not in kernels.env


def test_voila_is_told_the_workshops_words_direction_and_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_PATH", "/own")
    server: Any = SimpleNamespace(config=Config({"VoilaConfiguration": {"resources": {"mine": 1}}}))
    speak(server, load(kit("content"), "ar"))
    told = server.config.VoilaConfiguration.resources
    assert (told["language"], told["direction"], told["mine"]) == ("ar", "rtl", 1)
    assert told["say"]("Leave this page") != "Leave this page"
    first, *others = os.environ["JUPYTER_PATH"].split(os.pathsep)
    assert others == [str(kit("share") / "jupyter"), "/own"]
    assert 'lang="ar"' in (Path(first) / STATIC / "leaving.html").read_text("utf-8")
