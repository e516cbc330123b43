"""Somebody with a phone in any of the engines, who reads, presses and writes, and waits for what they see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By

from evening_process import until
from patience import SECONDS

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

PRESS = (
    "const one = document.querySelector(arguments[0]); const seen = Boolean(one?.getClientRects().length); if (seen) "
    "one.click(); return seen"
)
"""Presses what can be seen: a button that its script has not shown yet would swallow the press. A driver's own click
would keep a page out of memory.
"""
WORDS = "return document.body ? document.body.innerText : ''"
SEEN = "return Boolean(document.querySelector(arguments[0])?.getClientRects().length)"
HERE = "return location.href.split('?')[0].endsWith(arguments[0])"
ASKS = "return Boolean(document.querySelector('.sure[hidden]'))"
READY = "return !document.querySelector('[data-send]').disabled"


class Participant:
    """A person, and where the pages are (without a slash at the end)."""

    def __init__(self, driver: WebDriver, address: str) -> None:
        """Take a driver of Selenium's."""
        self.driver, self.address = driver, address

    def goes(self, path: str) -> None:
        """Open a page, and again where the one before, which Back brought up a moment ago, was still leaving by itself,
        and undid that.
        """
        until(lambda: self._opens(path), SECONDS)

    def _opens(self, path: str) -> bool:
        try:
            self.driver.get(self.address + path)
            return bool(self.driver.execute_script(HERE, path.partition("?")[0]))
        except WebDriverException:
            return False

    def words(self) -> str:
        """Return all that can be read; nothing while one page gives way to another."""
        try:
            return str(self.driver.execute_script(WORDS))
        except WebDriverException:
            return ""

    def reads(self, words: str, within: float = SECONDS) -> None:
        """Wait until these words are there; a style may show them in capitals."""
        until(lambda: words.lower() in self.words().lower(), within)

    def sees(self, selector: str) -> None:
        """Wait until something is there to be seen."""
        until(lambda: self.driver.execute_script(SEEN, selector), SECONDS)

    def arrives(self, end: str) -> None:
        """Wait for an address with this end."""
        until(lambda: self.driver.current_url.endswith(end), SECONDS)

    def presses(self, selector: str) -> None:
        """Press something once it can be seen."""
        until(lambda: self.driver.execute_script(PRESS, selector), SECONDS)

    def writes(self, words: str, where: str = "main [role=textbox]") -> None:
        """Type words, letter by letter."""
        self.sees(where)
        self.driver.find_element(By.CSS_SELECTOR, where).send_keys(words)

    def ticked(self) -> int:
        """Return how many answers are ticked on the page."""
        return int(self.driver.execute_script("return document.querySelectorAll(':checked').length"))

    def answers(self, option: str) -> None:
        """Tick an answer, send it, say yes to what is asked, and read the thanks."""
        until(lambda: self.driver.execute_script(ASKS), SECONDS)
        self.presses(f"input[value='{option}']")
        self.presses(".send .go")
        self.says_yes()

    def says_yes(self) -> None:
        """Confirm what is to be sent, and read the thanks."""
        until(lambda: self.driver.execute_script(READY), SECONDS)
        self.presses("[data-send]")
        until(lambda: "/thanks" in self.driver.current_url, SECONDS)
