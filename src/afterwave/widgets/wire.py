"""What goes over the wire between Python and the scripts, declared once: traits, messages, and what phones hear.

`wire.d.ts` is written from this (tests/wire_types.py), so that TypeScript holds the scripts to it; tests/presenter/test_wire_types.py holds Python to it.
Moments are in seconds since the epoch, spans in minutes, but for `left`.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from afterwave.content.kinds import Band, Kind, Reason

State = Literal["waiting", "open", "closed", "revealed"]
"""How far a poll is, as in `poll/status.py`, which stands beside this floor and not below it."""


class Place(TypedDict):
    """Where the group is: a section's slug, and a step of it, counted from 0."""

    section: str
    step: int


class Props(Place):
    """What lies beside a step's words: when its timer began, which card is turned over, whether the way to join lies over it."""

    timer: float | None
    card: int | None
    join: bool


class Opens(TypedDict):
    """What a part's first step also says: its title, its minutes in words, and what it touches."""

    title: str
    minutes: str
    note: str


class Step(TypedDict):
    """A step of the stage; beyond the first three, each kind has its own. The last two are the console's."""

    kind: str
    id: str
    html: str
    minutes: NotRequired[float | None]
    instead: NotRequired[str]
    people: NotRequired[str | None]
    lead: NotRequired[str]
    cards: NotRequired[list[list[str]]]
    caption: NotRequired[str]
    svg: NotRequired[str]
    look: NotRequired[str]
    drawing: NotRequired[str]
    opens: NotRequired[Opens]
    notes: NotRequired[str]
    more: NotRequired[str]


class Section(TypedDict):
    """A section of the evening; the last three are the console's."""

    slug: str
    title: str
    steps: list[Step]
    content_note: NotRequired[str | None]
    essential: NotRequired[bool]
    guide: NotRequired[str]


class Cell(TypedDict):
    """One bar of a release: the options that it is about, and how many chose them, or in which band that lies."""

    options: list[str]
    labels: NotRequired[list[str]]
    band: Band
    count: int | None


class Release(TypedDict):
    """What may be shown of a poll."""

    kind: Kind
    ballots: int
    shown: list[Cell]
    reason: Reason | None


class Picture(TypedDict):
    """What a picture of a release needs."""

    question: str
    margin: int
    release: Release


class Poll(TypedDict):
    """A poll as stage and console are told of it; `recount` is the console's."""

    kind: Kind
    question: str
    state: State
    atLeast: int
    margin: int
    release: Release | None
    slips: NotRequired[int]
    answers: NotRequired[int]
    beside: NotRequired[Picture]
    recount: NotRequired[bool]


class Join(TypedDict):
    """The way in for phones: an address, the same as one types it, its QR code as SVG, and the languages that wait there."""

    url: str
    short: str
    qr: str
    tongues: str


class Logo(TypedDict):
    """A group's own mark."""

    src: str
    alt: str


class Clock(TypedDict):
    """The evening's time; `sheet` has the minutes of each section, `over` those that no longer fit, the first to go first."""

    started: float | None
    entered: float | None
    softened: float | None
    length: int
    late: int
    sheet: dict[str, int]
    over: list[str]


class Closing(TypedDict, total=False):
    """Which poll is about to close, and in how many seconds; empty for none."""

    poll: str
    left: int


class Asked(TypedDict):
    """A question out of the question box."""

    key: str
    text: str
    state: str


class Box(TypedDict):
    """The question box."""

    on: bool
    opened: list[Asked]


class Addresses(TypedDict):
    """The URL that phones open, those that they might, and whether it is this machine's own."""

    now: str
    nearby: list[str]
    ours: bool


class Hand(TypedDict):
    """What stands in the notes' place in a pause."""

    html: str
    danger: str
    numbers: str
    language: str
    direction: str


class DeskTraits(TypedDict):
    """What stage and console have in common; `closing` and others may come a moment later than the rest."""

    sections: list[Section]
    position: Place
    props: Props
    calm: bool
    ended: bool
    skipped: list[str]
    polls: dict[str, Poll]
    question: str
    channel: str
    notice: str
    language: str
    direction: str
    labels: dict[str, str]


class StageTraits(DeskTraits):
    """The stage."""

    join: Join
    logo: Logo


class ConsoleTraits(DeskTraits):
    """The console."""

    closing: Closing
    hand: Hand
    outlook: dict[str, str]
    clock: Clock
    box: Box
    slips: int
    astray: str
    addresses: Addresses
    slower: bool


class Opening(TypedDict):
    """Which poll opens, for how many people, how many of whom may compare notes, and whether by slips."""

    poll: str
    people: int | None
    insiders: int
    slips: NotRequired[bool | None]


class ThePoll(TypedDict):
    """A poll."""

    poll: str


class Recount(ThePoll):
    """A poll, and how many are in the room by now."""

    people: int | None


class Outlook(Recount):
    """What a poll would show of so many people."""

    insiders: int


class LastCall(ThePoll):
    """A poll that is about to close, or no longer."""

    on: bool


class LeftOut(TypedDict):
    """A section that is left out, or no longer."""

    section: str
    on: bool


class DeskMessage(TypedDict, total=False):
    """What both pages send; `n` numbers what is sent, and is answered."""

    position: Place
    props: Props
    calm: bool
    aside: bool
    ping: int
    n: int


class StageMessage(DeskMessage, total=False):
    """What the stage's page sends: nothing more."""


class ConsoleMessage(DeskMessage, total=False):
    """What the console's page sends besides."""

    open: Opening
    close: ThePoll
    reveal: Recount
    outlook: Outlook
    last_call: LastCall
    leave_out: LeftOut
    length: int
    box: bool
    batch: bool
    ask: str
    address: str
    end: bool


class Answer(TypedDict, total=False):
    """What a kernel sends: the number of what it heard, with the names; or the time, to a ping."""

    heard: list[str]
    n: int
    pong: float


class AskedNow(TypedDict):
    """The poll that the group is asked."""

    id: str
    state: State
    closing: NotRequired[bool]


class Here(TypedDict):
    """Where the group is, as `/events` tells phones."""

    section: str
    step: int
    poll: AskedNow | None
    calm: bool


class Writing(TypedDict):
    """What widgets in which somebody writes have in common, on phones, on the site and in notebooks."""

    key: str
    minutes: float
    shared_origin: NotRequired[bool]
    filename: str
    labels: dict[str, str]


class ReflectionTraits(Writing):
    """A reflection."""

    question: str
    choices: list[str]
    instead: str


class CardTraits(Writing):
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
    """What was chosen on the front door: "" for the kit's own workshop, no country, the likeliest address, the data folder, or no file of polls."""

    content: str
    language: str
    minutes: int
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


class HomePaper(TypedDict, total=False):
    """The sheet that was made last; nothing before the first."""

    number: int
    kind: str
    name: str
    path: str


class HomeSession(TypedDict):
    """How the session of the chosen database stands, or what is wrong with it; `elsewhere` are the pages of an evening in another window."""

    begun: bool
    ended: bool
    kept: NotRequired[bool]
    shown: NotRequired[bool]
    since: NotRequired[float | None]
    section: NotRequired[str]
    elsewhere: NotRequired[dict[str, str]]
    trouble: NotRequired[str]


class HomePoll(TypedDict):
    """A file of polls of one's own; only one that holds a single poll has a kind and options, for only that can be changed in a form."""

    name: str
    path: str
    questions: list[str]
    kind: Kind | Literal[""]
    options: list[str]


class HomePolls(TypedDict):
    """The polls of one's own: their folder, how many were written since the front door opened, and the file of the last of them."""

    folder: str
    files: list[HomePoll]
    saved: int
    last: str


class HomeMistake(TypedDict):
    """A mistake in a workshop of one's own: its file with the line, what it is, and what cures it."""

    file: str
    line: int
    problem: str
    cure: str


class HomeOwn(TypedDict):
    """A workshop of one's own: its folder, its first file, how often it was looked at, its title where it has no mistake, and its mistakes."""

    folder: str
    first: str
    looked: int
    title: str
    problems: list[HomeMistake]


class FrontDoorState(TypedDict):
    """All that the front door's page shows; languages and countries in pairs of a code and a name."""

    choice: HomeChoice
    language: str
    languages: list[list[str]]
    title: str
    hosts: list[str]
    countries: list[list[str]]
    jobs: dict[str, HomeJob]
    checks: list[HomeCheck]
    paper: HomePaper
    refusals: dict[str, list[str]]
    session: HomeSession
    polls: HomePolls
    own: HomeOwn
    codes: dict[str, str]


class HomeTraits(TypedDict):
    """The front door."""

    state: FrontDoorState
    language: str
    direction: str
    labels: dict[str, str]


HomeMessage = TypedDict(
    "HomeMessage", {"do": NotRequired[str], "with": NotRequired[dict[str, str | int | bool | None]], "fetch": NotRequired[int]}
)
HomeMessage.__doc__ = """What the front door's page sends: what is asked for with the facts it needs, or a paper that was made."""
