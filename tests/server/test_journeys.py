"""A participant's evening in Firefox and in Safari's engine: following through a restart, a last call, a ballot, thanks, Back, other languages, leaving."""

from __future__ import annotations

from typing import Any

import pytest

from evening_process import until

PRESS = "const one = document.querySelector(arguments[0]); const seen = Boolean(one?.getClientRects().length); if (seen) one.click(); return seen"
"""Presses what can be seen: a button that its script has not shown yet would swallow the press."""
WORDS = "return document.body ? document.body.innerText : ''"


class Participant:
    """Somebody with a phone, who reads and presses; an element's click would keep a page out of Firefox's memory."""

    def __init__(self, driver: Any, address: str) -> None:
        self.driver, self.address = driver, address

    def goes(self, path: str) -> None:
        self.driver.get(self.address + path)

    def reads(self, words: str) -> None:
        until(lambda: words in self.driver.execute_script(WORDS))

    def presses(self, selector: str) -> None:
        until(lambda: self.driver.execute_script(PRESS, selector))

    def ticked(self) -> int:
        return int(self.driver.execute_script("return document.querySelectorAll(':checked').length"))


@pytest.mark.prove
def test_a_participants_evening(engine: Any, server: Any) -> None:
    person = Participant(engine, server.address)
    person.goes("/follow")
    server.session.go("drinking", 0)
    person.reads("Drinking")
    server.stop()
    server.start()
    server.open("mood")
    person.reads("Answer without a name")
    person.presses("main .go")
    until(lambda: engine.execute_script("return Boolean(document.querySelector('.sure[hidden]'))"))
    person.presses("input[value=high]")
    server.session.last_call("mood", on=True)
    person.reads("closes within 20 seconds")
    person.presses(".send .go")
    person.reads("Send this?")
    person.reads("closes within 20 seconds")
    until(lambda: engine.execute_script("return !document.querySelector('[data-send]').disabled"))
    person.presses("[data-send]")
    until(lambda: engine.current_url.endswith("/thanks"))
    engine.back()
    assert person.ticked() == 0
    server.session.last_call("mood", on=False)
    assert server.session.store.close("mood").ballots == 1
    person.goes("/read/drinking")
    person.presses("[data-open]")
    until(lambda: engine.execute_script("return document.querySelectorAll('.aw-box').length"))
    person.goes("/support")
    person.presses(".lands summary")
    person.reads("0800 000 000")
    person.presses(".leave")
    until(lambda: engine.title == "Conversions")
    engine.back()
    assert "0800" not in engine.execute_script(WORDS)
