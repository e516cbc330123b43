"""What is typed after a command means what it says, or is refused in a sentence."""

from __future__ import annotations

import errno
import json
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from afterwave.cli.main import app
from afterwave.cli.present import _next_commands
from afterwave.errors import AfterwaveError
from afterwave.launch.evening import Evening, EveningPlan
from afterwave.launch.network import free_port, is_free, refusal
from afterwave.refusals import NoSuchHost, PortForbidden, PortTaken
from afterwave.session.networks import url
from ending import ended
from kit_workshop import kit_workshop


def database(tmp_path: Path, name: str) -> str:
    return f"sqlite:///{tmp_path / name}"


# -- options before a command of a group


def test_an_option_stands_for_its_command_wherever_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named, default = database(tmp_path, "named.sqlite"), database(tmp_path, "default.sqlite")
    monkeypatch.setenv("AFTERWAVE_DATABASE", default)
    before = CliRunner().invoke(app, ["poll", "--database", named, "--json", "open", "care"])
    assert json.loads(before.stdout)["state"] == "open"
    states = [
        json.loads(CliRunner().invoke(app, ["poll", "status", "care", "--json", "--database", one]).stdout)["state"]
        for one in (named, default)
    ]
    assert states == ["open", "waiting"]


@pytest.mark.parametrize(
    "option", [["--file", "polls.yaml"], ["--no-browser"], ["--new"], ["--port", "8001"], ["--host", "127.0.0.1"]]
)
def test_an_option_that_a_command_does_not_have_is_refused_and_nothing_is_done(
    tmp_path: Path, option: list[str]
) -> None:
    (tmp_path / "polls.yaml").touch()
    words = [str(tmp_path / word) if word.endswith(".yaml") else word for word in option]
    url_ = database(tmp_path, "s.sqlite")
    done = CliRunner().invoke(app, ["poll", *words, "--database", url_, "open", "care"])
    assert (done.exit_code, f"{option[0]} is for" in done.output, (tmp_path / "s.sqlite").exists()) == (2, True, False)


@pytest.mark.parametrize(
    "command",
    [["poll", "open", "care"], ["poll", "reveal", "care"], ["preflight"], ["present"], ["print", "run-sheet"]],
)
def test_every_command_takes_as_many_people_as_any_hall_and_no_more(tmp_path: Path, command: list[str]) -> None:
    places = {"AFTERWAVE_DATABASE": database(tmp_path, "s.sqlite")}
    done = CliRunner().invoke(app, [*command, "--people", "10001"], env=places)
    assert (done.exit_code, "10000" in done.output, (tmp_path / "s.sqlite").exists()) == (2, True, False)


# -- what an evening prints at its end


def test_the_last_words_of_an_evening_name_the_database_that_was_named() -> None:
    told = _next_commands(Path("my breaks"), database="sqlite:///evening.sqlite")
    assert [line.split("afterwave ")[1] for line in told.splitlines() if "summary" in line or "forget" in line] == [
        'print summary --database "sqlite:///evening.sqlite" --content "my breaks"',
        'forget --database "sqlite:///evening.sqlite" --content "my breaks"',
    ]


# -- ports and hosts


@pytest.mark.parametrize("port", ["99999", "65536", "0", "-1", "http"])
@pytest.mark.parametrize("command", ["serve", "present", "poll", "preflight", "rehearse"])
def test_a_port_that_cannot_be_is_refused(command: str, port: str) -> None:
    done = CliRunner().invoke(app, [command, "--port", port])
    assert (done.exit_code, "--port" in done.output) == (2, True)


def test_a_port_that_needs_rights_is_not_called_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def forbids(_self: socket.socket, _address: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", forbids)
    assert isinstance(refusal("127.0.0.1", 80), PortForbidden)
    with pytest.raises(PortForbidden, match="needs rights that you do not have"):
        Evening(EveningPlan(database(tmp_path, "s.sqlite"), kit_workshop(), port=80))
    assert isinstance(CliRunner().invoke(app, ["serve", "--port", "80"]).exception, PortForbidden)


@pytest.mark.parametrize("host", ["192.0.2.7", "no host", "nowhere.invalid", "2001:db8::7"])
def test_a_host_that_is_not_this_machine_is_said_to_be_so(host: str) -> None:
    with pytest.raises(NoSuchHost, match="is no address of this machine"):
        free_port(host)


def test_a_port_at_which_somebody_listens_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        assert isinstance(refusal("127.0.0.1", other.getsockname()[1]), PortTaken)


def has_ipv6() -> bool:
    return is_free("::1", 8000) or isinstance(refusal("::1", 8000), PortTaken)


def test_an_ipv6_host_stands_in_brackets() -> None:
    assert (url("fd00::1", 8000), url("192.168.1.20", 8000)) == ("http://[fd00::1]:8000/", "http://192.168.1.20:8000/")


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")
@pytest.mark.parametrize("host", ["::1", "::"])
def test_a_server_at_an_ipv6_host_prints_an_address_that_answers(tmp_path: Path, host: str) -> None:
    port = free_port(host)
    call = [
        sys.executable,
        "-m",
        "afterwave",
        "serve",
        "--host",
        host,
        "--port",
        str(port),
        "--json",
        "--database",
        database(tmp_path, "s.sqlite"),
    ]
    with ended(subprocess.Popen(call, stdout=subprocess.PIPE, text=True)) as server:
        assert server.stdout
        address = json.loads(server.stdout.readline())["participants"]
        answers = [
            httpx.get(f"{one}healthz", trust_env=False).text
            for one in (address, *([f"http://127.0.0.1:{port}/"] if host == "::" else []))
        ]
    assert (set(answers), address.startswith("http://[::1]:") or host == "::") == ({"ok\n"}, True)


def test_a_refusal_is_one_of_ours() -> None:
    assert isinstance(refusal("192.0.2.7", 8000), AfterwaveError)
