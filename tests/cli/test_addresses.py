"""An address that phones are to open is mended where its meaning is certain, and refused before anything is done where
it is not.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from afterwave.cli.addresses import phone_address
from afterwave.cli.main import app
from afterwave.session.session import Session

MENDED = {
    "http://192.168.1.20:8000/": "http://192.168.1.20:8000/",
    "http://192.168.1.20:8000": "http://192.168.1.20:8000/",
    "192.168.1.20:8000": "http://192.168.1.20:8000/",
    "192.168.1.20": "http://192.168.1.20/",
    "evening.example/evening": "http://evening.example/evening/",
    "laptop.local:8000": "http://laptop.local:8000/",
    "localhost:8000": "http://localhost:8000/",
    "http:/192.168.1.20:8000": "http://192.168.1.20:8000/",
    "HTTPS://evening.example": "https://evening.example/",
    "//evening.example": "http://evening.example/",
    "  http://192.168.1.20:8000/ ": "http://192.168.1.20:8000/",
    "[fd00::1]:8000": "http://[fd00::1]:8000/",
    "http://münchen.example": "http://münchen.example/",
    "": "",
}

REFUSED = [
    *(
        "htp://x",
        "http//x.example",
        "ftp://x.example",
        "mailto:x",
        "javascript:alert(1)",
        "http:192.168.1.20",
        "http://",
        "x",
        "::1",
    ),
    *(
        "http://192.168.1 .20",
        "http://a b",
        "http://x.example:99999",
        "http://x.example:port",
        "http://1.2.3",
        "1.2.3.4.5:80",
        "http://0.0.0.0:8000",
    ),
    *("http://a@x.example", "http://x.example/?a=1", "http://x.example/#a", "http://-x.example", "http://x..example"),
]


@pytest.mark.parametrize("typed", MENDED)
def test_an_address_whose_meaning_is_certain_is_mended(typed: str) -> None:
    assert phone_address(typed) == MENDED[typed]


@pytest.mark.parametrize("typed", REFUSED)
def test_any_other_is_refused_in_a_sentence_that_shows_how_it_is_written(typed: str) -> None:
    with pytest.raises(typer.BadParameter, match="such as http://"):
        phone_address(typed)


def test_slips_that_no_camera_would_open_are_not_printed_and_make_none_void(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    url = f"sqlite:///{tmp_path / 'session.sqlite'}"
    session = Session.open(url)
    slip, _ = session.store.slips(2)
    done = CliRunner().invoke(app, ["print", "slips", "--database", url, "--address", "htp://192.168.1.20"])
    assert (done.exit_code, list(tmp_path.glob("*.pdf"))) == (2, [])
    session.store.check_slip(slip)
    session.close()


@pytest.mark.parametrize("call", [["present"], ["poll"], ["preflight", "--address"], ["rehearse", "--join"]])
def test_every_command_that_takes_such_an_address_looks_at_it_first(call: list[str]) -> None:
    words = [*call, *(["--people-address"] if len(call) == 1 else []), "htp://x"]
    assert CliRunner().invoke(app, words).exit_code == 2
