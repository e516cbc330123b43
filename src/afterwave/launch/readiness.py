"""What preflight looks at. Each check is a function of facts: it gives what was found and, where that will not do, what
to do about it.
"""

from __future__ import annotations

import os
import shutil
import urllib.request
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from afterwave.content.helplines import SupportLine
from afterwave.session.networks import LOOPBACK

MEGABYTE = 1 << 20
DASHBOARDS = 700
"""Megabytes that the stage, the console, their kernels and the server take together, with room to breathe."""
# In megabytes, and generous: bench/HALL.md measures 0.004 for a phone that follows and votes.
PER_PHONE = 0.2
DISK = 200
"""Megabytes to have free: a session takes less than one, the rest is for the system."""
PATIENCE = 5.0


class ReadinessPart(StrEnum):
    """What can be looked at by itself."""

    CONTENT = "content"
    SUPPORT = "support"
    MACHINE = "machine"
    NETWORK = "network"
    PHONE = "phone"
    SLIPS = "slips"
    PROJECTOR = "projector"
    BESIDE = "beside"


PARTS = {
    ReadinessPart.CONTENT: ("content",),
    ReadinessPart.SUPPORT: ("support lines",),
    ReadinessPart.MACHINE: ("memory", "disk"),
    ReadinessPart.NETWORK: ("address", "exit page"),
    ReadinessPart.PHONE: ("first phone",),
    ReadinessPart.SLIPS: ("slips",),
    ReadinessPart.PROJECTOR: ("projector",),
    ReadinessPart.BESIDE: ("colleague", "quiet room"),
}
"""The names of the checks that each part is made of."""


@dataclass(frozen=True)
class Check:
    """One thing looked at: its name, whether it will do, what was found, and what to do where it will not."""

    name: str
    ok: bool
    found: str
    cure: str = ""

    def as_dict(self) -> dict[str, object]:
        """Return it for JSON; a cure only where one is needed."""
        return asdict(self) | {"cure": "" if self.ok else self.cure}


def part_of(name: str) -> ReadinessPart:
    """Return the part that a check of this name belongs to."""
    return next(part for part, names in PARTS.items() if name in names)


def content(mistakes: int) -> Check:
    """Return whether the content can be read without a mistake."""
    found = "no mistakes" if not mistakes else "1 mistake" if mistakes == 1 else f"{mistakes} mistakes"
    return Check("content", not mistakes, found, "Run `afterwave check`; it names each with its file and line.")


def support(lines: Sequence[SupportLine], country: str, today: date) -> Check:
    """Return whether there are support lines for a country, and a person called each within the last year."""
    local = [line for line in lines if line.country == country]
    if not country:
        return Check(
            "support lines",
            ok=False,
            found="no country was named",
            cure="Name where the evening is, such as --country GB.",
        )
    if not local:
        return Check(
            "support lines",
            ok=False,
            found=f"none for {country}",
            cure=f"Add one that you called with `afterwave support --country {country}`.",
        )
    # A day to come is a slip of the hand, and counts as no call.
    unheard = [
        line.name for line in local if line.last_verified is None or line.last_verified > today or line.overdue(today)
    ]
    if unheard:
        cure = (
            f"Call {'it' if len(unheard) == 1 else 'each'}; `afterwave support --country {country}` leads you through: "
            f"{', '.join(unheard)}."
        )
        return Check(
            "support lines",
            ok=False,
            found=f"{len(unheard)} of {len(local)} for {country} not called within a year",
            cure=cure,
        )
    return Check("support lines", ok=True, found=f"{len(local)} for {country}, each called within a year")


def memory(available: int | None, people: int) -> Check:
    """Return whether this much memory, in bytes, is enough for the dashboards and so many phones; None is not known,
    and is said.
    """
    need = round(DASHBOARDS + PER_PHONE * people)
    if available is None:
        return Check("memory", ok=True, found=f"not known on this system; {need} MB are wanted")
    free = available // MEGABYTE
    return Check(
        "memory", free >= need, f"{free} MB free, {need} MB wanted", "Close other programs, browser tabs first."
    )


def disk(free: int | None) -> Check:
    """Return whether this much space, in bytes, is enough for a session; None stands for a database that is no file
    here.
    """
    if free is None:
        return Check("disk", ok=True, found="the session is not a file on this machine")
    return Check(
        "disk",
        free // MEGABYTE >= DISK,
        f"{free // MEGABYTE} MB free, {DISK} MB wanted",
        "Delete or move large files, or name another --database.",
    )


def address(base: str, *, reached: bool, why: str = "") -> Check:
    """Return whether participants' phones can reach the server, as far as this machine can tell."""
    if why:
        return Check("address", ok=False, found=why, cure="Then run this again.")
    if urlsplit(base).hostname in {LOOPBACK, "localhost", "::1"}:
        return Check(
            "address",
            ok=False,
            found=f"{base} is this machine's own",
            cure="Join the room's Wi-Fi, or open a hotspot, so that phones can reach it.",
        )
    cure = "Allow Python in the firewall, or choose another --port; for a tunnel or a proxy, see that it is up."
    return Check("address", reached, f"{base} {'answers' if reached else 'does not answer'}", cure)


def exit_page(url: str, *, answers: bool) -> Check:
    """Return whether the page that a quick exit lands on is there."""
    cure = "Empty `exit_url` in content/workshop.yaml for the kit's own page, or name a page that answers."
    return Check("exit page", answers, f"{url} {'answers' if answers else 'does not answer'}", cure)


def phone(*, came: bool | None, why: str = "") -> Check:
    """Return whether a first phone reached this machine; None is not tried, which is said and does not stop anybody."""
    if came is None:
        return Check("first phone", ok=True, found=f"not tried: {why}")
    cure = (
        "See that the phone is in the same Wi-Fi, and that it lets devices see each other (guest networks often do "
        "not). A hotspot of your own does."
    )
    return Check("first phone", came, "a phone reached this machine" if came else "no phone came", cure)


def slips(count: int, astray: str, here: str) -> Check:
    """Return whether so many printed slips lead to where phones will be; `astray` is the address on them where they do
    not.
    """
    cure = (
        "Print them anew in the room's network with `afterwave print slips`, or start at the address that stands on "
        "them."
    )
    return Check(
        "slips",
        not astray,
        f"{count} printed for {astray}, and phones will open {here}" if astray else f"{count} printed for {here}",
        cure,
    )


def projector(*, seen: bool) -> Check:
    """Return whether somebody sees the stage on the projector: no program can see that for them."""
    cure = (
        "Start `afterwave present`, move the stage to the projector, press F11, then run this again with --projector."
    )
    return Check("projector", seen, "you see the stage on it" if seen else "nobody said that the stage is open", cure)


def colleague(*, there: bool) -> Check:
    """Return whether somebody says that a second person looks after the room: no program can see that for them."""
    cure = (
        "Find somebody who looks after the room while you lead, then run this again with --colleague. Where there is "
        "nobody, move the evening."
    )
    found = "somebody looks after the room while you lead" if there else "nobody said that there are two of you"
    return Check("colleague", there, found, cure)


def quiet_room(*, there: bool) -> Check:
    """Return whether somebody says that there is a quiet room: no program can see that for them."""
    cure = "Find one next door, with a chair, water and a lamp, then run this again with --quiet-room."
    return Check("quiet room", there, "there is one" if there else "nobody said that there is one", cure)


VOUCHED: dict[ReadinessPart, Callable[[Collection[str]], list[Check]]] = {
    ReadinessPart.PROJECTOR: lambda said: [projector(seen="projector" in said)],
    ReadinessPart.BESIDE: lambda said: [colleague(there="colleague" in said), quiet_room(there="room" in said)],
}
"""The parts that no program can look at, each with what is found of it where somebody said so much."""


def table(found: Sequence[Check]) -> str:
    """Return all of it for a terminal: aligned, in words, and with a last line that says how it stands."""
    wide = max(len(check.name) for check in found)
    lines = []
    for check in found:
        lines.append(f"  {'ok     ' if check.ok else 'not yet'}  {check.name:<{wide}}  {check.found}")
        if not check.ok:
            lines.append(f"  {'':7}  {'':{wide}}  {check.cure}")
    count = sum(not check.ok for check in found)
    last = "Ready." if not count else f"Not ready yet: {count} {'thing needs' if count == 1 else 'things need'} you."
    return "\n".join([*lines, "", last])


def available_memory() -> int | None:
    """Return the bytes of memory that programs can still have, or None where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration, ValueError):
        pass
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return None


def free_disk(folder: Path | None) -> int | None:
    """Return the free bytes where a folder is, or would be; None for no folder."""
    if folder is None:
        return None
    # The first evening's folder is made only when it begins.
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    return shutil.disk_usage(nearest).free


def fetch(url: str) -> str | None:
    """Return a page's text, or None where none is to be had within a few seconds."""
    if urlsplit(url).scheme not in {"http", "https"}:
        return None
    # No proxy of the environment: what phones reach is asked for, and nothing between.
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with straight.open(url, timeout=PATIENCE) as answer:
            # Only the beginning: what answers may be anything, and may never end.
            return str(answer.read(1 << 16).decode("utf-8", "replace"))
    except (OSError, ValueError):
        return None
