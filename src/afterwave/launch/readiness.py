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
from afterwave.launch.page_language import page_words
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
    say = page_words()
    one = say("no mistakes") if not mistakes else say("1 mistake")
    found = one if mistakes <= 1 else say("{count} mistakes", count=mistakes)
    return Check("content", not mistakes, found, "Run `afterwave check`; it names each with its file and line.")


def support(lines: Sequence[SupportLine], country: str, today: date) -> Check:
    """Return whether there are support lines for a country, and a person called each within the last year."""
    say = page_words()
    local = [line for line in lines if line.country == country]
    if not country:
        return Check(
            "support lines",
            ok=False,
            found=say("no country was named"),
            cure="Name where the evening is, such as --country GB.",
        )
    if not local:
        return Check(
            "support lines",
            ok=False,
            found=say("none for {country}", country=country),
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
            found=say(
                "{unheard} of {count} for {country} not called within a year",
                unheard=len(unheard),
                count=len(local),
                country=country,
            ),
            cure=cure,
        )
    called = say("{count} for {country}, each called within a year", count=len(local), country=country)
    return Check("support lines", ok=True, found=called)


def memory(available: int | None, people: int) -> Check:
    """Return whether this much memory, in bytes, is enough for the dashboards and so many phones; None is not known,
    and is said.
    """
    say, need = page_words(), round(DASHBOARDS + PER_PHONE * people)
    if available is None:
        return Check("memory", ok=True, found=say("not known on this system; {need} MB are wanted", need=need))
    free = available // MEGABYTE
    found = say("{free} MB free, {need} MB wanted", free=free, need=need)
    return Check("memory", free >= need, found, say("Close other programs, browser tabs first."))


def disk(free: int | None) -> Check:
    """Return whether this much space, in bytes, is enough for a session; None stands for a database that is no file
    here.
    """
    say = page_words()
    if free is None:
        return Check("disk", ok=True, found=say("the session is not a file on this machine"))
    return Check(
        "disk",
        free // MEGABYTE >= DISK,
        say("{free} MB free, {need} MB wanted", free=free // MEGABYTE, need=DISK),
        "Delete or move large files, or name another --database.",
    )


def address(base: str, *, reached: bool, why: str = "") -> Check:
    """Return whether participants' phones can reach the server, as far as this machine can tell."""
    say = page_words()
    if why:
        return Check("address", ok=False, found=why, cure="Then run this again.")
    if urlsplit(base).hostname in {LOOPBACK, "localhost", "::1"}:
        return Check(
            "address",
            ok=False,
            found=say("{address} is this machine's own", address=base),
            cure=say("Join the room's Wi-Fi, or open a hotspot, so that phones can reach it."),
        )
    cure = "Allow Python in the firewall, or choose another --port; for a tunnel or a proxy, see that it is up."
    return Check("address", reached, _reply(base, answers=reached), cure)


def exit_page(url: str, *, answers: bool) -> Check:
    """Return whether the page that a quick exit lands on is there."""
    say = page_words()
    cure = say("Empty `exit_url` in `content/workshop.yaml` for the kit's own page, or name a page that answers.")
    return Check("exit page", answers, _reply(url, answers=answers), cure)


def _reply(address: str, *, answers: bool) -> str:
    say = page_words()
    return say("{address} answers", address=address) if answers else say("{address} does not answer", address=address)


def phone(*, came: bool | None, why: str = "") -> Check:
    """Return whether a first phone reached this machine; None is not tried, which is said and does not stop anybody."""
    say = page_words()
    if came is None:
        return Check("first phone", ok=True, found=say("not tried: {why}", why=why))
    cure = say(
        "See that the phone is in the same Wi-Fi, and that it lets devices see each other (guest networks often do "
        "not). A hotspot of your own does."
    )
    return Check("first phone", came, say("a phone reached this machine") if came else say("no phone came"), cure)


def slips(count: int, astray: str, here: str) -> Check:
    """Return whether so many printed slips lead to where phones will be; `astray` is the address on them where they do
    not.
    """
    say = page_words()
    cure = (
        "Print them anew in the room's network with `afterwave print slips`, or start at the address that stands on "
        "them."
    )
    found = say("{count} printed for {here}", count=count, here=here)
    if astray:
        found = say("{count} printed for {astray}, and phones will open {here}", count=count, astray=astray, here=here)
    return Check("slips", not astray, found, cure)


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
