"""One place to write, on phones, console and in widgets: nothing reads along, and it works in browsers that know no
plain-text box.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from widgets.samples import poll

pytestmark = pytest.mark.browser

OLD = """Object.defineProperty(HTMLElement.prototype, "contentEditable", {
    get() { return this.getAttribute("contenteditable") === "true" ? "true" : "inherit"; },
    set(value) {
        if (value === "plaintext-only") throw new SyntaxError("unknown");
        this.setAttribute("contenteditable", value);
    },
});"""
"""A browser that knows no `plaintext-only`, such as Firefox before 136."""
PASTE = """(box) => {
    const carried = new DataTransfer();
    carried.setData("text/html", "<b>bold</b>");
    carried.setData("text/plain", "plain");
    box.focus();
    const event = new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true });
    return box.dispatchEvent(event);
}"""
GUARDS = {"spellcheck": "false", "translate": "no", "dir": "auto", "data-gramm": "false", "autocorrect": "off"}


@pytest.fixture
def places(page: Page, mount: Callable[..., Page]) -> Callable[[str], Locator]:
    """Give a function that opens a place to write."""

    def opened(name: str) -> Locator:
        if name == "console":
            mount("console", position={"section": "care", "step": 0}, polls={"care": poll("waiting")})
            return page.locator(".aw-number").first
        mount(name)
        if name == "card":
            page.get_by_role("button").first.click()
        return page.get_by_role("textbox").first

    return opened


@pytest.mark.parametrize("name", ["reflection", "console"])
def test_nothing_reads_along_and_nothing_rewrites(places: Callable[[str], Locator], name: str) -> None:
    box = places(name)
    assert {guard: box.get_attribute(guard) for guard in GUARDS} == GUARDS
    assert "notranslate" in (box.get_attribute("class") or "")


@pytest.mark.parametrize("name", ["reflection", "console"])
def test_an_older_browser_writes_too_and_pastes_plain_words(
    page: Page, places: Callable[[str], Locator], name: str
) -> None:
    page.add_init_script(OLD)
    box = places(name)
    box.press_sequentially("12 ")
    assert box.evaluate(PASTE) is False
    assert box.inner_html().replace("\xa0", " ").replace("&nbsp;", " ") == "12 plain"


def test_a_new_line_is_no_command_of_the_page_around(page: Page, places: Callable[[str], Locator]) -> None:
    """JupyterLab forbids line breaks in whatever is no editor of its own."""
    box = places("reflection")
    page.evaluate(
        "document.addEventListener('beforeinput', (event) => event.inputType.includes('Line') && "
        "event.preventDefault())"
    )
    box.press_sequentially("one")
    box.press("Enter")
    box.press_sequentially("two")
    assert box.inner_text().splitlines() == ["one", "two"]
