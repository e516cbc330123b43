"""Finds whatever in a script could send something away, open something elsewhere, or keep something: no page that
promises to send nothing may hold it.

A page's own policy stops most of it in the browser. It does not stop a page that navigates away with words in the
address, nor a peer-to-peer connection.
"""

from __future__ import annotations

import re
from collections import Counter

WAYS = {
    "fetch": r"\bfetch\b",
    "XMLHttpRequest": r"XMLHttpRequest|ActiveXObject",
    "beacon": r"sendBeacon|\bping\b|reportError|ReportingObserver",
    "socket": r"WebSocket|WebTransport|EventSource",
    "peer": r"RTC[A-Z]\w+|webkitRTC|mediaDevices",
    "worker": r"serviceWorker|SharedWorker|\bWorker\b|importScripts|\.register\(",
    "import": r"\bimport\b",
    "message": r"postMessage|BroadcastChannel|MessageChannel",
    "network facts": (
        r"navigator\.(?:connection|userAgent|languages?|geolocation|getBattery|plugins|credentials|permissions|"
        r"bluetooth|usb|clipboard|share)"
    ),
    "form": r"\.action\b|\.submit\(|requestSubmit|<form|FormData|URLSearchParams",
    "source": (
        r"\bsrc(?:set|doc)?\b|new "
        r"Image|\bposter\b|\.data\s*=|<(?:img|iframe|object|embed|audio|video|link|script|base|meta)\b|@import|"
        r"FontFace"
    ),
    "element that loads": (
        r"createElement\(\s*[\"'`](?:img|iframe|object|embed|audio|video|link|script|form|base|meta|portal)\b|"
        r"createElementNS"
    ),
    "address": r"\bhref\b",
    "navigation": r"\blocation\b|\bopen\(|\bnavigation\b|history\.|window\.name|document\.(?:URL|referrer|domain)",
    "object address": r"createObjectURL|\bdata:",
    "html": r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|setHTMLUnsafe|createContextualFragment",
    "code from text": r"\beval\b|\bFunction\(|set(?:Timeout|Interval)\(\s*[\"'`]",
    "storage": r"\w+Storage\b|indexedDB|\.cookie\b|cookieStore|\bcaches\b|storage\.",
    "another host": r"(?:https?|wss?|stun|turn):|[\"'`]//\w",
    "hidden name": (
        r"\bglobalThis\[|\bwindow\[|\bself\[|\bnavigator\[|\bdocument\[|\\x[0-9a-f]{2}|\\u00|fromCharCode|"
        r"\batob\b"
    ),
}
"""What to look for, by the name that an allow-list uses."""


def ways(script: str) -> Counter[str]:
    """Return how often a script mentions each way."""
    return Counter({name: found for name, pattern in WAYS.items() if (found := len(re.findall(pattern, script)))})


def beyond(script: str, allowed: dict[str, int]) -> dict[str, list[str]]:
    """Return the lines of every way that a script mentions more often than it may."""
    too_many = [name for name, found in ways(script).items() if found > allowed.get(name, 0)]
    return {name: [line.strip() for line in script.splitlines() if re.search(WAYS[name], line)] for name in too_many}
