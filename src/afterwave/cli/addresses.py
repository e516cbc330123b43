"""Reads the address that people's phones are to open, as somebody typed it: mended where its meaning is certain,
refused otherwise.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

import typer

_SCHEME = re.compile(r"(?P<scheme>https?):/+(?=[^/])", re.IGNORECASE)
_NAMED = re.compile(r"(?i)[a-z][a-z0-9+.-]*:(?!\d+(?:/|$))|[a-z]+//")
"""A scheme, of whatever name, at the beginning: a colon that no port follows, or two strokes."""
# A part of a host's name has 63 letters at most (RFC 1035); \w lets in those of other alphabets.
_LABEL = re.compile(r"(?i)[a-z0-9\w](?:[a-z0-9\w-]{0,61}[a-z0-9\w])?\.?")
EXAMPLE = "http://192.168.1.20:8000/"


def phone_address(typed: str) -> str:
    """Return the address that a phone opens, with its scheme and a stroke at the end; "" for none. Raise
    `typer.BadParameter` where it cannot be known.
    """
    text = typed.strip()
    if not text:
        return ""
    if re.search(r"[\s\x00-\x1f\x7f]", text):
        raise _wrong(typed, "has blanks in it")
    match = _SCHEME.match(text)
    if not match and _NAMED.match(text):
        raise _wrong(typed, "begins with something that is neither http:// nor https://")
    scheme, rest = (match["scheme"].lower(), text[match.end() :]) if match else ("http", text.removeprefix("//"))
    parts = _parts(typed, f"{scheme}://{rest}")
    # One bare word is likelier a slip of the hand than a host; with a scheme or a port, somebody meant it.
    if not match and "." not in (parts.hostname or "") and parts.port is None and parts.hostname != "localhost":
        raise _wrong(typed, "names no host")
    # "host:" is a port that was left out, which urlsplit takes.
    return parts._replace(netloc=parts.netloc.rstrip(":")).geturl().rstrip("/") + "/"


def _parts(typed: str, address: str) -> SplitResult:
    """Return the parts of an address that a phone can open; raise `typer.BadParameter` for any other."""
    try:
        parts = urlsplit(address)
        port, host = parts.port, parts.hostname or ""
    except ValueError as error:
        raise _wrong(typed, "has a host or a port that cannot be") from error
    if port == 0 or not _is_host(host):
        raise _wrong(typed, "has a host or a port that cannot be")
    if parts.query or parts.fragment or "@" in parts.netloc:
        raise _wrong(typed, "holds more than a host, a port and a path")
    return parts


def _is_host(host: str) -> bool:
    # Figures alone are no name: 1.2.3 is an address with a part missing.
    if ":" in host or re.fullmatch(r"[\d.]+", host):
        try:
            return not ip_address(host).is_unspecified  # 0.0.0.0 is where a server listens, and nowhere to go
        except ValueError:
            return False
    return bool(host) and all(_LABEL.fullmatch(label) for label in host.removesuffix(".").split("."))


def _wrong(typed: str, how: str) -> typer.BadParameter:
    return typer.BadParameter(f"“{typed}” {how}. Write it as phones open it, such as {EXAMPLE}")
