"""Axe, which looks for what keeps people out of a page: of all that it finds, only what is wrong comes back."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# Axe would also describe all that is right, and fetch each style sheet a second time, for a rule that nobody asks for
# and which the pages' policy forbids: together as long as the look itself.
_LOOK = """(context) => axe.run(context ?? document, { resultTypes: ["violations"], preload: { assets: ["media"] } })
  .then(({ passes, violations }) => [
    passes.length, violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
  ])"""


def finds(page: Page, context: str | None = None) -> dict[str, list[str]]:
    """Return what is wrong with a page, or with what of it a selector names: the HTML that each rule stumbles over, by
    the rule's name.
    """
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    looked, wrong = page.evaluate(_LOOK, context)
    assert looked, "axe looked at nothing"
    return dict(wrong)
