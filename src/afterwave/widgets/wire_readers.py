"""What goes over the wire to the readers' widgets and to the front door, declared once, as `wire.py` declares what the
dashboards say.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from afterwave.content.kinds import Kind


class WritingTraits(TypedDict):
    """What widgets in which somebody writes have in common, on phones, on the site and in notebooks."""

    key: str
    minutes: float
    shared_origin: NotRequired[bool]
    filename: str
    labels: dict[str, str]


class ReflectionTraits(WritingTraits):
    """A reflection."""

    question: str
    choices: list[str]
    instead: str


class CardTraits(WritingTraits):
    """An aftercare card."""

    invitation: str
    title: str
    lead: str
    forms: list[str]
    parts: list[str]


class CardsTraits(TypedDict):
    """A deck; each card has a front and a back."""

    invitation: str
    cards: list[list[str]]
    labels: dict[str, str]


class BreathingTraits(TypedDict):
    """The pacer."""

    invitation: str
    minutes: float
    labels: dict[str, str]


class PrevalenceTraits(TypedDict):
    """Studies side by side: pictures, each with its caption, and tables as HTML."""

    lead: str
    pictures: list[list[str]]
    tables: str
    labels: dict[str, str]


class HomeChoice(TypedDict):
    """What was chosen on the front door: "" for the kit's own workshop, no country, the likeliest address, the data
    folder, or no file of polls.
    """

    content: str
    language: str
    minutes: int
    people: int
    when: str
    where: str
    spoken: str
    country: str
    host: str
    polls: str
    file: str
    own: str


class HomeJob(TypedDict):
    """A command that the front door runs: how it goes, the addresses that it printed, and what it told."""

    state: Literal["starting", "running", "ending", "done", "refused"]
    facts: dict[str, str]
    told: str


class HomeCheck(TypedDict):
    """One thing that preflight looked at, and what to do where it will not do."""

    name: str
    ok: bool
    found: str
    cure: str


class HomePart(TypedDict):
    """A part of what preflight looks at: what was found, where a phone is to go that is waited for, and why not."""

    part: Literal["content", "support", "machine", "network", "phone", "slips", "projector", "beside"]
    looking: bool
    checks: list[HomeCheck]
    invited: str
    trouble: str


class HomePaper(TypedDict, total=False):
    """The sheet that was made last, and the picture of its first page; nothing before the first."""

    number: int
    kind: str
    name: str
    path: str
    first: str


class HomeSession(TypedDict):
    """How the session of the chosen database stands, or what is wrong with it; `elsewhere` are the pages of an evening
    in another window.
    """

    begun: bool
    ended: bool
    kept: NotRequired[bool]
    slips: NotRequired[int]
    batch_mark: NotRequired[str]
    asked: NotRequired[list[str]]
    shown: NotRequired[bool]
    since: NotRequired[float | None]
    section: NotRequired[str]
    elsewhere: NotRequired[dict[str, str]]
    trouble: NotRequired[str]


class HomePoll(TypedDict):
    """A file of polls of one's own; only one that holds a single poll has a kind and options, for only that can be
    changed in a form.
    """

    name: str
    path: str
    questions: list[str]
    kind: Kind | Literal[""]
    options: list[str]


class HomePolls(TypedDict):
    """The polls of one's own: their folder, how many were written since the front door opened, the file of the last of
    them, and the mark of the press that wrote it.
    """

    folder: str
    files: list[HomePoll]
    saved: int
    last: str
    by: str


class HomeMistake(TypedDict):
    """A mistake in a workshop of one's own: its file with the line, what it is, what cures it, and whether the file is
    there.
    """

    file: str
    line: int
    problem: str
    cure: str
    there: bool


class HomeOwn(TypedDict):
    """A workshop of one's own: its folder, its first file, how often it was looked at, its title where it has no
    mistake, and its mistakes.
    """

    folder: str
    first: str
    looked: int
    title: str
    problems: list[HomeMistake]


HomeLine = TypedDict(
    "HomeLine",
    {
        "name": str,
        "number": str,
        "for": str,
        "hours": str,
        "cost": str,
        "languages": str,
        "called": str,
        "seen": str,
        "said": dict[str, str],
        "told": str,
        "numbers": list[str],
        "how": Literal["ask", "web", "emergency"],
        "due": bool,
    },
)
HomeLine.__doc__ = (
    "A support line as it is listed and as the page says it, the days on which it was called and read, and how one "
    "finds out whether it works."
)


class HomeSupport(TypedDict):
    """The support lines of the chosen country, its emergency numbers, how many entries were written, the mark of the
    press that wrote the last, and the file they go into.
    """

    lines: list[HomeLine]
    emergency: list[str]
    written: int
    by: str
    file: str


class FrontDoorState(TypedDict):
    """All that the front door's page shows; languages and countries in pairs of a code and a name, the discreet title
    of its tab, and the evening for which a practice was ended, "" for none.
    """

    choice: HomeChoice
    language: str
    languages: list[list[str]]
    title: str
    tab: str
    unasked: list[str]
    hosts: list[str]
    countries: list[list[str]]
    jobs: dict[str, HomeJob]
    ended_for: Literal["", "lead", "poll"]
    ready: list[HomePart]
    parts: dict[str, dict[str, bool]]
    paper: HomePaper
    slips: HomePaper
    refusals: dict[str, list[str]]
    session: HomeSession
    pictures: list[str]
    polls: HomePolls
    own: HomeOwn
    support: HomeSupport
    codes: dict[str, str]


class HomeTraits(TypedDict):
    """The front door."""

    state: FrontDoorState
    language: str
    direction: str
    labels: dict[str, str]


HomeMessage = TypedDict(
    "HomeMessage",
    {"do": NotRequired[str], "with": NotRequired[dict[str, str | int | bool | None]], "fetch": NotRequired[int]},
)
HomeMessage.__doc__ = (
    """What the front door's page sends: what is asked for with the facts it needs, or a paper that was made."""
)
