"""This machine's own addresses in networks that phones may be in, and those at which they may open a server. Nothing is
sent to find out.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

import psutil

LOOPBACK = "127.0.0.1"
EVERYWHERE = ("0.0.0.0", "", "::")  # noqa: S104 - compared with, not bound to

TUNNELS = ("tun", "tap", "wg", "utun", "ppp", "ipsec", "tailscale", "zt", "nordlynx", "proton", "gpd", "cscotun")
"""How the interfaces of virtual private networks are called: no phone in the room is in one."""
INNER = ("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "vethernet", "podman", "lxc", "cni", "awdl", "llw")
"""How those are called that lead to programs on this machine, or to one neighbour."""


def room_addresses() -> tuple[str, ...]:
    """Return this machine's addresses in networks that phones may be in, the likeliest first: that of the way out,
    private ones, those it gave itself.

    What belongs to a private network's tunnel or to virtual machines is none of them. Where there is no IPv4 at all,
    IPv6 addresses come.
    """
    way_out, addresses = _way_out(), list(_own())
    for family in (4, 6):
        mine = [address for address in addresses if ip_address(address).version == family]
        if mine:
            return tuple(
                sorted(
                    mine,
                    key=lambda one: (
                        ip_address(one).is_link_local,
                        one != way_out,
                        not ip_address(one).is_private,
                        addresses.index(one),
                    ),
                )
            )
    return ()


def room_address() -> str:
    """Return this machine's address in its network, or the loopback address where it is in none."""
    return next(iter(room_addresses()), LOOPBACK)


def nearby(address: str, host: str) -> tuple[str, ...]:
    """Return the URLs at which phones may open now what listens at `host`, and at the port of `address`, likeliest
    first.

    There are none where `host` is one network and not every one.
    """
    port = urlsplit(address).port
    # "" binds to every network; here it says that phones open no address of this machine's own.
    if host not in EVERYWHERE or not host or port is None:
        return ()
    # A server at "::" answers IPv4, too; one at "0.0.0.0" answers nothing else.
    return tuple(url(one, port) for one in room_addresses() if ":" in host or ":" not in one)


def url(host: str, port: int) -> str:
    """Return the URL of a host and a port, an IPv6 host in brackets."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _way_out() -> str:
    """Return the address from which this machine would send to elsewhere, or "".

    Connecting a datagram socket only asks the system which way it would send; no packet leaves. The target is a
    documentation address (RFC 5737).
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return ""


def _own() -> Iterator[str]:
    """Yield the addresses of this machine's interfaces that are up, but for loopback, tunnels and what stays inside; of
    IPv6 none that needs a zone.
    """
    up = psutil.net_if_stats()
    for name, addresses in psutil.net_if_addrs().items():
        state = up.get(name)
        # A tunnel by any other name still leads from one point to one other.
        tunnel = name.lower().startswith((*TUNNELS, *INNER)) or "pointopoint" in (
            state.flags.split(",") if state else ()
        )
        if tunnel or (state and not state.isup):
            continue
        for address in addresses:
            if (
                address.family in {socket.AF_INET, socket.AF_INET6}
                and "%" not in address.address
                and _reachable(address.address)
            ):
                yield address.address


def _reachable(address: str) -> bool:
    found = ip_address(address)
    return not (found.is_loopback or found.is_unspecified or (found.version == 6 and found.is_link_local))  # noqa: PLR2004 - IPv6
