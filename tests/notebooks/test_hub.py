"""Stage and console inside a Jupyter server under a path of its own, as on a hub: Voilà shows them there, and
they meet the phones in one session.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page

from afterwave.content.places import kit
from afterwave.session.session import Session
from jupyter_process import EXTENSION, TOKEN, Jupyter
from patience import until_on

PHONES = "https://hub.example/user/x/afterwave/"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Jupyter]:
    folder: Path = tmp_path_factory.mktemp("hub")
    shutil.copytree(kit("notebooks"), folder / "afterwave-notebooks")
    known: dict[str, Any] = {
        "JUPYTERHUB_SERVICE_PREFIX": "/user/x/",
        "JUPYTERHUB_PUBLIC_URL": "https://hub.example/user/x/",
    }
    with Jupyter(folder, EXTENSION, "voila.server_extension", **known) as running:
        yield running


def address(hub: Jupyter, notebook: str) -> str:
    return f"{hub.base}voila/render/afterwave-notebooks/{notebook}.ipynb?template=afterwave&token={TOKEN}"


# Seconds: as the first, it waits for a Jupyter server, and for a kernel that its Voilà begins for the page.
@pytest.mark.prove
@pytest.mark.browser
def test_the_stage_tells_the_address_that_the_hub_knows_and_moves_with_the_session(hub: Jupyter, page: Page) -> None:
    page.goto(address(hub, "presenter"))
    page.get_by_text("hub.example/user/x/afterwave").first.wait_for(timeout=60_000)
    session = Session.open(hub.database)
    session.go("body", 0)
    session.close()
    page.get_by_text("hub.example/user/x/afterwave").first.wait_for(timeout=60_000)
    assert "body" in httpx.get(f"{hub.base}afterwave/follow").text


@pytest.mark.prove
@pytest.mark.browser
def test_a_step_on_the_console_reaches_the_phones(hub: Jupyter, page: Page) -> None:
    page.goto(address(hub, "facilitator"))
    page.get_by_role("button", name="Next", exact=False).first.wait_for(timeout=60_000)
    before = httpx.get(f"{hub.base}afterwave/follow").text
    page.keyboard.press("ArrowRight")
    until_on(page, lambda: httpx.get(f"{hub.base}afterwave/follow").text != before)


@pytest.mark.prove
def test_the_dashboards_ask_for_the_hubs_login(hub: Jupyter) -> None:
    for notebook in ("presenter", "facilitator"):
        assert httpx.get(f"{hub.base}voila/render/afterwave-notebooks/{notebook}.ipynb").status_code in {302, 403}
