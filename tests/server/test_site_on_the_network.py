"""What Chromium itself says it asked the network for while somebody uses the site: the site's own files, and nothing
else.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from kit_workshop import kit_workshop
from net_log import ARGS, ITS_OWN, asked
from static_host import SECRET, SITE, Host, KitSite, write_words

pytestmark = [pytest.mark.browser, pytest.mark.prove]

USE_EVERYTHING = """(words) => {
    for (const box of document.querySelectorAll("[role=textbox], textarea, input[type=text]")) {
        box.focus();
        document.execCommand("insertText", false, words);
    }
    const choices = document.querySelectorAll(".aw :is(input[type=checkbox], input[type=radio], summary)");
    for (const choice of choices) choice.click();
    for (const button of document.querySelectorAll(".aw button")) button.click();
}"""
"""Writes into every field and presses all there is in every widget of a page."""


Recorded = Callable[[Host, Path], tuple[Page, Callable[[], tuple[set[str], bytes]]]]
"""Opens a recorded browser, and gives what closes it and returns what it asked for beyond the site's files, and its
whole record.
"""


@pytest.fixture
def recorded(chromium: Browser, tmp_path: Path) -> Iterator[Recorded]:
    """Give a function that opens a recorded browser, and another that closes it and returns what it asked for beyond
    the site's files, and its whole record.
    """
    log, contexts = tmp_path / "net.json", []

    def start(host: Host, notes: Path) -> tuple[Page, Callable[[], tuple[set[str], bytes]]]:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        args = [*ARGS, f"--log-net-log={log}", "--net-log-capture-mode=Everything"]
        context = chromium.browser_type.launch_persistent_context(
            tmp_path / "profile", executable_path=path, args=args, accept_downloads=True
        )
        contexts.append(context)
        context.add_init_script("globalThis.print = () => {}")

        def end() -> tuple[set[str], bytes]:
            context.close()
            contexts.clear()
            ours = {host.site, *(f"{host.site}{file.relative_to(notes).as_posix()}" for file in notes.rglob("*"))}
            seen = {url for url in asked(log) if url.startswith(("http", "ws")) and not url.startswith(ITS_OWN)}
            assert seen & ours, "the record is empty: it proves nothing"
            return seen - ours, log.read_bytes()

        return context.new_page(), end

    yield start
    for context in contexts:
        context.close()


def told(record: bytes) -> list[str]:
    """Return the words of the secret that stand in a record."""
    return [word for word in SECRET.split() if len(word) > len("nine") and word.encode() in record]


def test_a_person_who_types_keeps_downloads_and_leaves_asks_for_the_pages_own_files_only(
    host: Host, site_folder: Path, recorded: Recorded
) -> None:
    page, end = recorded(host, site_folder / SITE)
    page.goto(f"{host.site}index.html")
    page.get_by_role("button", name="Keep these pages on this device").click()
    page.get_by_text("They open without a network now").wait_for()
    page.get_by_role("link", name="Begin to read").click()
    write_words(page)
    page.get_by_label("Keep it in this browser").check()
    with page.expect_download():
        page.get_by_role("button", name="Download").click()
    page.get_by_role("link", name="Leave this page", exact=True).click()
    page.wait_for_url("**/conversions.html")
    page.wait_for_timeout(500)
    elsewhere, record = end()
    assert (elsewhere, told(record)) == (set(), [])


# Over 5 s: a whole Chromium, as people have it, and every section once in each turn, in another language.
@pytest.mark.parametrize("turn", range(len(kit_workshop().languages)))
def test_whatever_is_written_or_pressed_in_any_widget_of_the_kits_own_site_asks_for_nothing_more(
    kit_site: KitSite, recorded: Recorded, turn: int
) -> None:
    names = [name for name in kit_site.turn(turn) if "/read/" in name]
    host = Host(kit_site.root)
    page, end = recorded(host, kit_site.pages)
    used = 0
    for name in names:
        page.goto(f"{host.site}{name}")
        page.evaluate("document.querySelectorAll('[data-open]').forEach((button) => button.click())")
        page.wait_for_selector("[data-open]", state="detached")
        page.evaluate(USE_EVERYTHING, SECRET)
        used += page.locator(".aw").count()
    page.wait_for_timeout(500)
    elsewhere, record = end()
    host.stop()
    assert used >= len(names)
    assert (elsewhere, told(record)) == (set(), [])


def test_two_people_who_make_fold_download_print_and_keep_their_cards_ask_for_nothing_more(
    kit_site: KitSite, recorded: Recorded
) -> None:
    host = Host(kit_site.root)
    page, end = recorded(host, kit_site.pages)
    page.goto(f"{host.site}en/read/care.html")
    page.get_by_role("button", name="Make a card, only for yourself").click()
    card = page.get_by_role("group", name="A card of your own", exact=True)
    card.get_by_label("Keep it in this browser").check()
    for then in ("A second card, for somebody beside me", "Unfold both, side by side"):
        card.get_by_label("Time on my own").nth(1).check()
        card.get_by_role("textbox").nth(1).press_sequentially(SECRET)
        card.get_by_role("button", name="Fold it").click()
        card.get_by_role("button", name=then).click()
    assert [SECRET in one for one in card.get_by_role("article").all_inner_texts()] == [True, True]
    card.get_by_role("button", name="Print, or save as PDF").click()
    with page.expect_download() as saved:
        card.get_by_role("button", name="Download as a picture").click()
    assert saved.value.suggested_filename == "notes.png"
    page.get_by_role("link", name="Leave this page", exact=True).click()
    page.wait_for_url("**/conversions.html")
    assert page.evaluate("Object.entries(sessionStorage)") == [["-", "-"]]
    page.wait_for_timeout(500)
    elsewhere, record = end()
    host.stop()
    assert (elsewhere, told(record)) == (set(), [])


def test_the_record_would_show_a_word_that_left(host: Host, site_folder: Path, recorded: Recorded) -> None:
    page, end = recorded(host, site_folder / SITE)
    page.goto(f"{host.site}en/read/brewing.html")
    write_words(page)
    page.evaluate("location.assign(`conversions.html?${document.querySelector('[role=textbox]').innerText}`)")
    page.wait_for_url("**/conversions.html?*")
    elsewhere, record = end()
    assert [url for url in elsewhere if "conversions.html?purple" in url]
    assert told(record) == ["purple", "lighthouse"]
