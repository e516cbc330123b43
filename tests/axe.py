"""Axe, which looks for what keeps people out of a page: of all that it finds, only what is wrong comes back."""

from __future__ import annotations

from collections.abc import Sequence

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from widgets.browser import Scheme

COLOURS: dict[Scheme, list[str] | None] = {"light": None, "dark": ["color-contrast", "link-in-text-block"]}
"""The rules by which a page is looked at in each colour scheme, all of them first."""

# Axe would also describe all that is right, and fetch each style sheet a second time, for a rule that nobody asks for
# and which the pages' policy forbids: together as long as the look itself.
_LOOK = """({ context, rules }) =>
  axe.run(context ?? document, {
    resultTypes: ["violations"], preload: { assets: ["media"] }, ...(rules ? { runOnly: rules } : {})
  }).then(({ passes, incomplete, violations }) => [
    passes.length + incomplete.length, violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
  ])"""


def finds(page: Page, context: str | None = None, rules: Sequence[str] | None = None) -> dict[str, list[str]]:
    """Return what is wrong with a page, or with what of it a selector names: the HTML that each rule stumbles over, by
    the rule's name; of all rules, or of some.
    """
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    looked, wrong = page.evaluate(_LOOK, {"context": context, "rules": rules})
    assert looked or wrong, "axe looked at nothing"
    return dict(wrong)


def finds_in_both_schemes(page: Page, context: str | None = None) -> dict[str, dict[str, list[str]]]:
    """Return what is wrong with a page in light colours, and with its contrasts in dark ones: nothing else differs."""
    found: dict[str, dict[str, list[str]]] = {}
    for scheme, rules in COLOURS.items():
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        if wrong := finds(page, context, rules):
            found[scheme] = wrong
    return found
