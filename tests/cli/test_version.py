"""`afterwave --version` tells which one is installed, and does nothing else."""

from __future__ import annotations

import pytest

from afterwave import __version__
from afterwave.cli.main import app


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        app(["--version"])
    assert (ended.value.code or 0, capsys.readouterr().out) == (0, f"afterwave {__version__}\n")
