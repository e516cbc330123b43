"""What all tests share: where the README's pictures go, and a plain word at the end about browser tests that could not run."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--pictures`, which `make pictures` uses."""
    parser.addoption("--pictures", type=Path, default=None, help="a folder for pictures of the evening's stage, console and phone")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say plainly how many browser tests were skipped, and why."""
    skipped = [report for report in terminalreporter.stats.get("skipped", ()) if "browser" in report.keywords]
    if skipped:
        terminalreporter.write_line(
            f"{len(skipped)} browser tests did NOT run: there is no Chromium here. Install it, and run this again.", red=True, bold=True
        )
