"""A test that fails ends at once, and so do the programs that it began."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from ending import ended

LONG = "import sys, time; print(flush=True); time.sleep(500)"
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {LONG}"


@pytest.mark.parametrize("program", [LONG, DEAF])
def test_a_failure_ends_what_was_begun_and_is_told(program: str) -> None:
    began = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    with pytest.raises(AssertionError, match="a claim"):
        fails_with(began)
    assert (began.returncode is None, began.stdout and began.stdout.closed) == (False, True)


def fails_with(began: subprocess.Popen[bytes]) -> None:
    with ended(began, patience=0.5):
        assert began.stdout
        began.stdout.readline()
        raise AssertionError("a claim")


def test_no_test_waits_until_what_it_began_ends_by_itself() -> None:
    waiting = re.compile(r"^\s*with subproc[e]ss", re.MULTILINE)
    assert [file.name for file in Path(__file__).parent.rglob("*.py") if waiting.search(file.read_text("utf-8"))] == []
