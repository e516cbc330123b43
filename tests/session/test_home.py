"""Which file a session is."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterwave.session.home import database_file


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite:////data/s.sqlite", Path("/data/s.sqlite")),
        ("sqlite:////data/s.sqlite?timeout=3", Path("/data/s.sqlite")),
        ("postgresql://somebody@host/s", None),
    ],
)
def test_a_sessions_file_is_its_databases_without_what_is_asked_of_it(url: str, file: Path | None) -> None:
    assert database_file(url) == file
