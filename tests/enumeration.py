"""Which cases of a test are tried every day, by `make test`, and which by `make prove`, as is all that takes
long and seldom breaks.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

import pytest

DATABASES = ["sqlite", pytest.param("postgresql", marks=[pytest.mark.postgres, pytest.mark.prove])]
"""What keeps a session. Nearly every evening has SQLite's file, and what serves it nearly always serves PostgreSQL."""


def daily(cases: Iterable[Any], tried: Container[Any]) -> list[Any]:
    """Return the cases of a test, each that is not tried every day marked as `make prove`'s."""
    return [case if case in tried else pytest.param(case, marks=pytest.mark.prove) for case in cases]
