"""Whether a form was sent from a page of ours, as far as the browser tells.

A browser says so itself in `Sec-Fetch-Site`, but only to https and to its own machine. On plain http over the room's
Wi-Fi `Origin` is all there is. It says "null" of a form that is sent without a script from a page that withholds its
address, so ours does not (`layout.html`). Source: the Fetch standard, "append a request Origin header".
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from tornado.httputil import HTTPHeaders

_PORTS = {"http": ":80", "https": ":443"}
"""What may stand in `Host`, and never stands in `Origin`."""


def from_elsewhere(headers: HTTPHeaders, address: str) -> bool:
    """Return whether a browser says that a form stands on another site's page, or will not say on which.

    `address` is the public one, where it is known. The host alone is compared: with which scheme a proxy was asked,
    nobody tells us for certain. Who is no browser may say anything, or nothing, and gains nothing.
    """
    if site := headers.get("Sec-Fetch-Site"):
        return site.lower() not in {"same-origin", "none"}  # none: a person's own doing, and no page's
    if (origin := headers.get("Origin")) is None:
        return False  # a browser of before 2020, or none at all
    scheme, _, host = origin.lower().partition("://")
    return not host or host not in {name.removesuffix(_PORTS.get(scheme, "")) for name in _hosts(headers, address)}


def _hosts(headers: HTTPHeaders, address: str) -> Iterator[str]:
    """Yield each name that this server goes by, in small letters.

    A proxy that changes `Host` says in another header what it was. No page can send that one along: a browser asks us
    first, and is refused.
    """
    yield headers.get("Host", "").lower()
    yield from (name.strip().lower() for name in headers.get("X-Forwarded-Host", "").split(","))
    yield urlsplit(address).netloc.lower()
