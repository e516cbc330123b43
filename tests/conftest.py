"""What all tests share: browser tests that could not run are named at the end, so that nobody takes silence for success."""

from __future__ import annotations

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say plainly how many browser tests were skipped, and why."""
    skipped = [report for report in terminalreporter.stats.get("skipped", ()) if "browser" in report.keywords]
    if skipped:
        terminalreporter.write_line(
            f"{len(skipped)} browser tests did NOT run: there is no Chromium here. Install it, and run this again.", red=True, bold=True
        )
