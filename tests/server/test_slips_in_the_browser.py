"""A slip on a phone: scanned or typed, with and without scripts, and what a browser keeps of its code on the disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from engines import firefox_driver
from kit_workshop import kit_workshop
from lz4_of_firefox import unpacked
from net_log import ARGS, elsewhere
from patience import scripted, until_on
from server.conftest import Server

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture
def codes(server: Server) -> tuple[str, ...]:
    printed: tuple[str, ...] = server.session.store.slips(3)
    return printed


@pytest.fixture
def page(chromium: Browser, server: Server) -> Iterator[Page]:
    """Give a page of a fresh phone."""
    context = chromium.new_context(viewport=PHONE, base_url=server.address, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def vote(page: Page, option: str, *, script: bool = True) -> None:
    page.get_by_label(option).check()
    if script:
        scripted(page)
    page.get_by_role("button", name="Send", exact=True).click()
    if script:
        page.get_by_role("button", name="Yes, send").click()
    page.wait_for_url("**/thanks")


def typed(page: Page, code: str, *, script: bool = True) -> None:
    page.goto("/poll/tea")
    (page.locator('[role="textbox"]') if script else page.get_by_role("textbox")).press_sequentially(code)
    page.get_by_role("button", name="Open the question").click()


def test_a_scanned_slip_goes_through_the_evening_with_its_code_in_no_address(
    page: Page, server: Server, codes: tuple[str, ...]
) -> None:
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    page.goto(f"/s/{codes[0]}")
    page.get_by_role("heading", name="Your slip is good").wait_for()
    page.wait_for_url("**/s")
    server.open(slips=True)
    vote(page, "Green")
    server.session.store.close("tea")
    page.get_by_role("button", name="Wait for the next question").click()
    page.get_by_role("heading", name="Your slip is good").wait_for()
    server.session.go("drinking", 1)
    server.open("cup", slips=True)
    vote(page, "Blue")
    assert [url for url in seen if codes[0] in url] == [f"{server.address}/s/{codes[0]}"]
    assert [server.session.store.close("cup").ballots, server.session.store.status("tea").ballots] == [1, 1]


def test_a_code_is_typed_into_a_field_that_no_browser_asks_about(
    page: Page, server: Server, codes: tuple[str, ...]
) -> None:
    server.open(slips=True)
    typed(page, codes[0][:-1])
    page.get_by_role("heading", name="This is not one of the slips").wait_for()
    assert page.get_by_role("textbox").inner_text().replace("-", "") == codes[0][:-1]
    assert page.locator("input:not([type=hidden])").count() == 0
    page.get_by_role("textbox").press("End")
    page.get_by_role("textbox").press_sequentially(f"{codes[0][-1].lower()}")
    page.get_by_role("textbox").press("Enter")
    vote(page, "Green")
    assert server.session.store.close("tea").ballots == 1


def test_a_code_is_typed_without_scripts(chromium: Browser, server: Server, codes: tuple[str, ...]) -> None:
    server.open(slips=True)
    context = chromium.new_context(viewport=PHONE, base_url=server.address, java_script_enabled=False)
    page = context.new_page()
    typed(page, codes[0].lower(), script=False)
    vote(page, "Green", script=False)
    page.get_by_role("button", name="Wait for the next question").click()
    assert page.get_by_role("textbox").is_visible()
    context.close()
    assert server.session.store.close("tea").ballots == 1


def holding(profile: Path, word: str) -> list[str]:
    """Return the files of a browser's profile that hold a word, in either of the ways that browsers write text."""
    ways = (word.encode(), word.encode("utf-16-le"), word.lower().encode())
    files = [file for file in profile.rglob("*") if file.is_file()]
    return sorted(
        str(file.relative_to(profile)) for file in files if any(way in unpacked(_bytes(file)) for way in ways)
    )


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:  # the browser that is still open took it away
        return b""


@pytest.mark.prove
@pytest.mark.parametrize("scanned", [False, True])
def test_a_browser_keeps_nothing_of_a_typed_slip_and_of_a_scanned_one_the_address_alone(
    chromium: Browser, server: Server, codes: tuple[str, ...], tmp_path: Path, *, scanned: bool
) -> None:
    server.open(slips=True)
    log, profile, path = tmp_path / "net.json", tmp_path / "profile", shutil.which("chromium")
    browser = chromium.browser_type.launch_persistent_context(
        profile, executable_path=path, args=[*ARGS, f"--log-net-log={log}"], base_url=server.address, viewport=PHONE
    )
    page = browser.pages[0]
    if scanned:
        page.goto(f"/s/{codes[0]}")
    else:
        typed(page, codes[0])
    vote(page, "Green")
    page.get_by_role("button", name="Wait for the next question").click()
    page.get_by_role("heading", name="Your slip is good").wait_for()
    page.get_by_role("link", name="Leave this page", exact=True).click()
    page.wait_for_url("**/exit")
    until_on(
        page, lambda: holding(profile, "/exit")
    )  # Chromium writes down what it keeps after a while; it keeps addresses, so this test sees them
    browser.close()
    kept = holding(profile, codes[0])
    assert bool(kept) == scanned
    assert list(elsewhere(log)) == []


@pytest.mark.prove
@pytest.mark.firefox
@pytest.mark.parametrize("scanned", [False, True])
def test_firefox_keeps_nothing_of_a_typed_slip_and_of_a_scanned_one_the_address_alone(
    server: Server, codes: tuple[str, ...], tmp_path: Path, *, scanned: bool
) -> None:
    server.open(slips=True)
    profile = tmp_path / "profile"
    profile.mkdir()
    with firefox_driver(tmp_path, profile) as driver:
        there = WebDriverWait(driver, 30)
        driver.get(f"{server.address}/s/{codes[0]}" if scanned else f"{server.address}/poll/tea")
        if not scanned:
            there.until(lambda now: now.find_elements(By.CSS_SELECTOR, "[role=textbox]"))[0].send_keys(codes[0])
            driver.find_element(By.CSS_SELECTOR, "form.code button").click()
        there.until(lambda now: now.find_elements(By.CSS_SELECTOR, ".sure[hidden]"))
        driver.find_element(By.CSS_SELECTOR, "input[value=green]").click()
        driver.find_element(By.CSS_SELECTOR, ".send button").click()
        there.until(lambda now: now.find_element(By.CSS_SELECTOR, "[data-send]").is_enabled())
        driver.find_element(By.CSS_SELECTOR, "[data-send]").click()
        there.until(lambda now: now.current_url.endswith("/thanks"))
        driver.find_element(By.CSS_SELECTOR, "[data-kept] button").click()
        there.until(lambda now: now.current_url.endswith("/s?after=tea"))
        driver.find_element(By.CSS_SELECTOR, "a.leave").click()
        there.until(lambda now: now.current_url.endswith("/exit"))
    assert bool(holding(profile, codes[0])) == scanned
    assert holding(profile, "/exit") != []


def test_whoever_waits_for_the_next_question_is_not_asked_the_same_one_again(
    chromium: Browser, make_server: Callable[..., Server]
) -> None:
    server = make_server(workshop=kit_workshop())
    code = server.session.store.slips(3)[0]
    server.open("arriving", slips=True)
    page = chromium.new_page(base_url=server.address)
    page.goto(f"/s/{code}")
    page.locator("input[name=option]").first.check()
    scripted(page)
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_role("button", name="Yes, send").click()
    page.get_by_text("If it was sent before, the first answer stands.").wait_for()
    page.get_by_role("button", name="Wait for the next question").click()
    page.get_by_role("heading", name="Your slip is good").wait_for()
    page.get_by_role("button", name="Español").click()
    page.wait_for_url("**/es/s?after=arriving")
    until_on(page, lambda: len(server.app.settings["context"].phones) == 1)
    server.session.store.close("arriving")  # the page looks again: what was sent did not come too late
    page.wait_for_timeout(900)
    assert page.locator("[data-late]:visible, fieldset").count() == 0
    server.open("care", slips=True)
    page.locator("input[name=option]").first.check()
    assert (page.url.rpartition("/")[2], server.session.store.status("arriving").ballots) == ("s?after=arriving", 1)
    page.context.close()


def test_where_one_slip_waits_another_is_asked_at_once(
    chromium: Browser, server: Server, codes: tuple[str, ...]
) -> None:
    server.open(slips=True)
    page = chromium.new_page(base_url=server.address, java_script_enabled=False)
    typed(page, codes[0], script=False)
    vote(page, "Green", script=False)
    page.get_by_role("button", name="Wait for the next question").click()
    page.get_by_role("textbox").fill(codes[1])  # the next person's, on one phone
    page.get_by_role("button", name="Open the question").click()
    vote(page, "Black", script=False)
    assert server.session.store.close("tea").ballots == 2
    page.context.close()
