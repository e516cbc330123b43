"""Leaving the site quickly, in a real browser: at once, with every word, and with no way back."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from net_log import ARGS
from static_host import SECRET, Host, write_words
from widgets.browser import rectangle

pytestmark = pytest.mark.browser

NO_STORAGE = """for (const name of ["localStorage", "sessionStorage"])
    Object.defineProperty(globalThis, name, { get() { throw new DOMException("denied", "SecurityError"); } });"""


def test_leaving_drops_what_was_written_and_kept_and_back_shows_nothing(
    host: Host, opened: Callable[..., Page]
) -> None:
    page = opened()
    page.goto(f"{host.site}en/index.html")
    page.goto(f"{host.site}en/read/brewing.html")
    write_words(page)
    page.get_by_label("Keep it in this browser").check()
    page.evaluate("localStorage.setItem('afterwave.language', 'en'); localStorage.setItem('another', 'theirs')")
    page.get_by_role("link", name="Next").click()  # a page that never opened the widget which kept the words
    page.wait_for_url("**/drinking.html")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/en/conversions.html")
    assert page.evaluate("[Object.keys(localStorage).sort(), Object.entries(sessionStorage)]") == [
        ["-", "another"],
        [["-", "-"]],
    ]
    for _ in range(3):
        page.go_back()
        page.wait_for_timeout(200)
        assert SECRET not in page.content()
        assert page.title() in {"Conversions", ""}
    page.goto(f"{host.site}en/read/brewing.html")
    assert page.get_by_role("heading", name="Brewing").is_visible()
    assert page.get_by_role("button", name="Write, only for yourself").is_visible()


def test_shift_is_counted_aloud_and_the_page_is_covered_before_the_next_one_comes(
    host: Host, opened: Callable[..., Page]
) -> None:
    page = opened()
    page.goto(f"{host.site}en/read/brewing.html")
    write_words(page)
    said = page.locator("#said")
    assert said.get_attribute("role") == "status"
    page.keyboard.press("Shift")
    assert said.text_content() == "Shift. Press it 2 more times to leave."
    page.keyboard.press("Shift")
    assert said.text_content() == "Shift. Press it once more to leave."
    page.evaluate(
        """addEventListener("pagehide", () => {
            const cover = document.elementFromPoint(10, 10).getBoundingClientRect();
            const covered = cover.width >= innerWidth && cover.height >= innerHeight;
            sessionStorage.setItem("seen", JSON.stringify([document.title, document.body.innerText.trim(), covered]));
        })"""
    )
    page.keyboard.press("Shift")
    page.wait_for_url("**/conversions.html")
    assert page.evaluate("JSON.parse(sessionStorage.getItem('seen'))") == ["", "", True]


def test_a_page_that_a_browser_keeps_in_memory_shows_nothing_after_leaving(chromium: Browser, host: Host) -> None:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    remembering = chromium.browser_type.launch(
        executable_path=path, args=ARGS, ignore_default_args=["--disable-back-forward-cache"]
    )
    page = remembering.new_page()
    page.add_init_script("addEventListener('pageshow', ({ persisted }) => persisted && (globalThis.restored = true))")
    page.goto(f"{host.site}en/read/brewing.html")
    write_words(page)
    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**/drinking.html")
    page.evaluate("void setTimeout(() => history.back(), 20)")
    page.wait_for_url("**/brewing.html", wait_until="commit")
    page.get_by_text(SECRET).wait_for()  # the words are still there for somebody who only went back
    assert page.evaluate("globalThis.restored") is True
    page.evaluate("void setTimeout(() => history.forward(), 20)")
    page.wait_for_url("**/drinking.html", wait_until="commit")
    page.get_by_role("link", name="Leave this page", exact=True).click()
    page.wait_for_url("**/conversions.html")
    page.evaluate("void setTimeout(() => history.back(), 20)")
    page.wait_for_timeout(600)
    assert (page.url.rpartition("/")[2], SECRET in page.content()) == ("conversions.html", False)
    remembering.close()


def test_a_browser_that_forbids_storage_loses_nothing_but_keeping(host: Host, opened: Callable[..., Page]) -> None:
    page = opened(script=NO_STORAGE)
    page.goto(f"{host.site}en/read/brewing.html")
    write_words(page)
    assert page.get_by_label("Keep it in this browser").count() == 0
    page.get_by_role("link", name="Leave this page", exact=True).click()
    page.wait_for_url("**/en/conversions.html")


def test_a_capital_a_shortcut_and_another_keyboard_layout_are_no_wish_to_leave(
    host: Host, opened: Callable[..., Page]
) -> None:
    page = opened()
    page.goto(f"{host.site}en/read/brewing.html")
    write_words(page)
    for keys in (
        "Shift+A",
        "Shift+B",
        "Shift+C",
        "Alt+Shift",
        "Alt+Shift",
        "Alt+Shift",
        "Control+Shift",
        "Control+Shift",
        "Control+Shift",
    ):
        page.keyboard.press(keys)
    for _ in range(3):
        page.keyboard.down("Shift")
        page.get_by_role("textbox").click()
        page.keyboard.up("Shift")
    page.wait_for_timeout(100)
    assert SECRET in page.get_by_role("textbox").inner_text()
    assert page.locator("#said").text_content() == ""


def type_a_letter(page: Page) -> None:
    page.keyboard.press("x")


def insert_text(page: Page) -> None:
    """Write as a screen keyboard does: an input, and no key."""
    page.keyboard.insert_text("y")


def point(page: Page) -> None:
    page.get_by_role("textbox").click()


def move_on(page: Page) -> None:
    page.evaluate("document.querySelector('main').focus()")
    page.get_by_role("textbox").evaluate("box => box.focus()")


def hold(page: Page) -> None:
    """Hold the key, on a system that repeats none."""
    page.evaluate(
        """for (const [type, at] of [["keydown", 0], ["keyup", 2000]]) {
            const event = new KeyboardEvent(type, { key: "Shift", bubbles: true });
            Object.defineProperty(event, "timeStamp", { value: at + 5000 });
            document.body.dispatchEvent(event);
        }"""
    )


@pytest.mark.parametrize("between", [type_a_letter, insert_text, point, move_on, hold])
def test_tapped_shifts_with_something_between_are_writing_and_no_wish_to_leave(
    host: Host, opened: Callable[..., Page], between: Callable[[Page], None]
) -> None:
    page = opened()
    page.goto(f"{host.site}en/read/brewing.html")
    write_words(page)
    said = page.locator("#said")
    for _ in range(4):
        if between is not hold:
            page.keyboard.press("Shift")
            assert said.text_content() == "Shift. Press it 2 more times to leave."
        between(page)
        assert said.text_content() == ""
    page.wait_for_timeout(100)
    assert SECRET in page.get_by_role("textbox").inner_text()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/en/conversions.html")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 640), (1366, 768), (844, 390), (320, 256), (195, 422)])
def test_the_way_out_is_in_reach_wherever_a_page_is_scrolled_to(
    host: Host, opened: Callable[..., Page], width: int, height: int
) -> None:
    page = opened(viewport={"width": width, "height": height})
    page.goto(f"{host.site}en/read/brewing.html")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    box = rectangle(page.get_by_role("link", name="Leave this page", exact=True))
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= height
    assert page.evaluate(
        "([x, y]) => Boolean(document.elementFromPoint(x, y).closest('.leave'))", [box["x"] + 9, box["y"] + 9]
    )
    # What stays over the words leaves them most of the page, at 200 %, too.
    bar = page.locator(".bar").evaluate("bar => bar.getBoundingClientRect().bottom")
    assert max(bar, box["y"] + box["height"]) <= max(64, height / 8)
    # And a title's long word stays in one piece.
    page.locator("h1").evaluate("(title, word) => title.replaceChildren(word)", "Cuidarnos")
    assert page.locator("h1").evaluate("title => title.offsetHeight < 2 * parseFloat(getComputedStyle(title).fontSize)")
