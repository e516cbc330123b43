"""The address that phones open is one of this machine's own, in a network that phones may be in."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

from afterwave.cli.present import _ready_lines
from afterwave.launch import network
from afterwave.launch.evening import EveningAddresses
from afterwave.launch.first_phone import FirstPhone
from afterwave.launch.network import exclusive_option, heard_at, is_free, public_address
from afterwave.session.networks import LOOPBACK, nearby, room_address, room_addresses

LO = {"lo": ["127.0.0.1", "::1"]}


def machine(
    monkeypatch: pytest.MonkeyPatch,
    interfaces: Mapping[str, list[str]],
    way_out: str = "",
    *,
    off: tuple[str, ...] = (),
) -> None:
    """Let this machine have these interfaces, and send to elsewhere from one of their addresses."""

    def family(address: str) -> socket.AddressFamily:
        return socket.AF_INET6 if ":" in address else socket.AF_INET

    found = {
        name: [SimpleNamespace(family=family(one), address=one) for one in addresses]
        for name, addresses in interfaces.items()
    }
    state = {
        name: SimpleNamespace(isup=name not in off, flags="up,pointopoint" if name == "odd0" else "up")
        for name in interfaces
    }
    monkeypatch.setattr(
        "afterwave.session.networks.psutil", SimpleNamespace(net_if_addrs=lambda: found, net_if_stats=lambda: state)
    )
    monkeypatch.setattr("afterwave.session.networks._way_out", lambda: way_out)


CASES: dict[str, tuple[dict[str, list[str]], str, list[str]]] = {
    "a hotspot of its own, which leads nowhere": ({"wlan0": ["10.42.0.1", "fe80::1%wlan0"]}, "", ["10.42.0.1"]),
    "a cable without anybody who gives addresses": ({"eth0": ["169.254.7.9"]}, "", ["169.254.7.9"]),
    "a tunnel that has the way out": ({"wlan0": ["192.168.1.20"], "tun0": ["10.8.0.2"]}, "10.8.0.2", ["192.168.1.20"]),
    "a tunnel with a name of its own": (
        {"wlan0": ["192.168.1.20"], "odd0": ["10.9.0.2"]},
        "10.9.0.2",
        ["192.168.1.20"],
    ),
    "two networks": ({"eth0": ["5.6.7.8"], "wlan0": ["192.168.1.20"]}, "", ["192.168.1.20", "5.6.7.8"]),
    "two networks, one with the way out": (
        {"eth0": ["192.168.5.4"], "wlan0": ["192.168.1.20"]},
        "192.168.1.20",
        ["192.168.1.20", "192.168.5.4"],
    ),
    "programs' own networks": (
        {"docker0": ["172.17.0.1"], "wlan0": ["192.168.1.20"]},
        "192.168.1.20",
        ["192.168.1.20"],
    ),
    "IPv6 alone": ({"eth0": ["fe80::2%eth0", "fd00::7"]}, "", ["fd00::7"]),
    "no network": ({}, "", []),
}


@pytest.mark.parametrize("case", CASES)
def test_the_likeliest_address_comes_first_and_no_tunnel_at_all(monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    interfaces, way_out, expected = CASES[case]
    machine(monkeypatch, LO | interfaces, way_out)
    assert list(room_addresses()) == expected
    assert room_address() == (expected or [LOOPBACK])[0]


def test_what_is_switched_off_is_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, LO | {"eth0": ["192.168.5.4"], "wlan0": ["192.168.1.20"]}, off=("eth0",))
    assert room_addresses() == ("192.168.1.20",)


def test_an_ipv6_network_gives_an_address_that_a_phone_can_open(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, LO | {"eth0": ["fd00::7"]})
    assert [heard_at(host) for host in ("0.0.0.0", "127.0.0.1")] == ["::", "127.0.0.1"]  # noqa: S104 - asks
    assert public_address("::", 8000) == "http://[fd00::7]:8000/"
    machine(monkeypatch, LO | {"eth0": ["fd00::7", "192.168.1.20"]})
    assert heard_at("0.0.0.0") == "0.0.0.0"  # noqa: S104 - asks which, binds nothing


def test_every_address_that_phones_may_open_is_named_with_its_port_and_none_where_one_network_is_listened_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    machine(
        monkeypatch,
        LO | {"eth0": ["192.168.5.4", "fd00::7"], "wlan0": ["192.168.1.20"], "tun0": ["10.8.0.2"]},
        "10.8.0.2",
    )
    asked = "http://192.168.5.4:8471/"
    assert nearby(asked, "0.0.0.0") == (asked, "http://192.168.1.20:8471/")  # noqa: S104 - asks
    assert [nearby(asked, host) for host in ("", "192.168.5.4", "127.0.0.1")] == [(), (), ()]
    machine(monkeypatch, LO | {"eth0": ["fd00::7"]})
    assert nearby("http://[fd00::9]:8471/", "::") == ("http://[fd00::7]:8471/",)


def test_a_server_that_listens_at_every_network_by_ipv6s_name_is_reached_at_ipv4_addresses_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    machine(monkeypatch, LO | {"eth0": ["192.168.5.4", "fd00::7"], "wlan0": ["192.168.1.20"]}, "192.168.5.4")
    asked = public_address("::", 8471)
    assert nearby(asked, "::") == (asked, "http://192.168.1.20:8471/")


def test_an_address_of_a_hotspot_that_opens_later_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, LO)
    before = nearby("http://127.0.0.1:8000/", "0.0.0.0")  # noqa: S104 - asks
    machine(monkeypatch, LO | {"wlan0": ["10.42.0.1"]})
    assert (before, nearby("http://127.0.0.1:8000/", "0.0.0.0")) == ((), ("http://10.42.0.1:8000/",))  # noqa: S104 - asks


class Sockets(socket.socket):
    """A system's sockets: it remembers what was asked of them, and, where it is Windows, SO_REUSEADDR takes a port at
    which somebody listens.
    """

    asked: ClassVar[list[int]] = []

    def setsockopt(self, level: int, option: int, value: int) -> None:  # type: ignore[override]
        Sockets.asked.append(option)
        if option == socket.SO_REUSEADDR and os.name == "nt":
            super().setsockopt(level, socket.SO_REUSEPORT, value)  # what Windows means by it
        elif option != EXCLUSIVE:
            super().setsockopt(level, option, value)


EXCLUSIVE = ~socket.SO_REUSEADDR  # as it is defined on Windows


@pytest.mark.parametrize("system", ["posix", "nt"])
def test_a_taken_port_is_never_called_free_on_any_system(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setattr(network, "os", SimpleNamespace(name=system))
    monkeypatch.setattr(socket, "SO_EXCLUSIVEADDRUSE", EXCLUSIVE, raising=False)
    monkeypatch.setattr(socket, "socket", Sockets)
    Sockets.asked.clear()
    with Sockets() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # so that Windows' way, if asked for, would take it
        taken.bind((LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        free = is_free(LOOPBACK, port)
        with pytest.raises(OSError, match="in use"):
            FirstPhone(LOOPBACK, port, LOOPBACK)
    assert (free, set(Sockets.asked) - {socket.SO_REUSEPORT}) == (False, {exclusive_option()})
    assert exclusive_option() == (EXCLUSIVE if system == "nt" else socket.SO_REUSEADDR)


@pytest.mark.prove
def test_in_an_ipv6_network_phones_reach_the_address_that_is_printed(tmp_path: Path) -> None:
    code = f"""import json, subprocess, sys, urllib.request
serve = [sys.executable, "-m", "afterwave", "serve", "--json", "--database", "sqlite:///{tmp_path / "s.sqlite"}"]
server = subprocess.Popen(serve, stdout=subprocess.PIPE)
address = json.loads(server.stdout.readline())["participants"]
print(json.dumps([address, urllib.request.urlopen(address + "healthz").read().decode()]))
server.terminate()"""
    assert inside(NAMESPACES["ipv6"][0], code) == ["http://[fd00::7]:8000/", "ok\n"]


def test_the_terminal_lists_the_other_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, LO | {"eth0": ["192.168.5.4"], "wlan0": ["192.168.1.20"]}, "192.168.1.20")
    said = [
        _ready_lines(EveningAddresses("", "", phones, "sqlite://"))
        for phones in ("http://192.168.1.20:8000/", "https://evening.example/")
    ]
    assert ["http://192.168.5.4:8000/" in words for words in said] == [True, False]


def wired(name: str, address: str) -> str:
    """Return what gives a machine an interface of this name that is up, with an address."""
    nodad = " nodad" if ":" in address else ""
    return (
        f"ip link add {name} type veth peer name peer-{name}; ip addr add {address} dev {name}{nodad}; ip link set "
        f"{name} up; ip link set peer-{name} up; "
        "sleep 0.2; "
    )


NAMESPACES = {
    "hotspot": (wired("wlan0", "10.42.0.1/24"), "10.42.0.1"),
    "link-local": (wired("eth0", "169.254.7.9/16"), "169.254.7.9"),
    "vpn": (
        wired("wlan0", "192.168.1.20/24") + wired("tun0", "10.8.0.2/24") + "ip route add default dev tun0",
        "192.168.1.20",
    ),
    "two": (wired("eth0", "5.6.7.8/24") + wired("wlan0", "192.168.1.20/24"), "192.168.1.20"),
    "ipv6": (wired("eth0", "fd00::7/64"), "fd00::7"),
    "none": ("", LOOPBACK),
}
"""The networks that a laptop may be in, what makes each, and the address that phones open there."""


def inside(setup: str, code: str) -> Any:  # noqa: ANN401 - any JSON
    """Return what code prints in a network of its own, as JSON; skip the test where none can be made."""
    if shutil.which("unshare") is None or shutil.which("ip") is None:
        pytest.skip("no unshare or no ip here: networks of one's own cannot be made")
    script = f'set -e; ip link set lo up; {setup}\nexec {sys.executable} -c "$0"'
    done = subprocess.run(
        ["unshare", "-n" if os.geteuid() == 0 else "-rn", "sh", "-c", script, code],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    if "perm" in done.stderr.lower() or "unshare failed" in done.stderr or "Unknown device type" in done.stderr:
        pytest.skip(f"networks of one's own are not allowed here: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("network", NAMESPACES)
def test_in_a_real_network_of_each_kind_the_address_is_found(network: str) -> None:
    setup, expected = NAMESPACES[network]
    code = "import json; from afterwave.session.networks import room_address; print(json.dumps(room_address()))"
    assert inside(setup, code) == expected
