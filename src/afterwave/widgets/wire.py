"""What goes over the wire between Python and the scripts of stage and console, declared once: traits, and what phones
hear.

`wire.d.ts` is written from this, `wire_messages.py` and `wire_readers.py` (tests/wire_types.py), so that TypeScript
holds the scripts to it; tests/presenter/test_wire_types.py holds Python to it. Moments are in seconds since the epoch,
spans in minutes, but for `left`.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from afterwave.content.kinds import Band, Kind, Reason
from afterwave.widgets.wire_readers import HomeJob, HomePaper

State = Literal["waiting", "open", "closed", "revealed"]
"""How far a poll is, as in `poll/status.py`, which stands beside this floor and not below it."""


Signal = Literal["slower", "pause", "outside"]
"""What a colleague can say to the leader without a word."""


class Place(TypedDict):
    """Where the group is: a section's slug, and a step of it, counted from 0."""

    section: str
    step: int


class Props(Place):
    """What lies beside a step's words: when its timer began, which card is turned over, whether the way to join lies
    over it.
    """

    timer: float | None
    card: int | None
    join: bool


class ChangedStep(Place):
    """A step that is another one today: left out, or said in other words, which are given as HTML, or null for its
    own.
    """

    hidden: bool
    html: str | None


class Opens(TypedDict):
    """What a part's first step also says: its title, the minutes at which it is at its best, and what it touches."""

    title: str
    minutes: int
    note: str


class Step(TypedDict):
    """A step of the stage; beyond the first three, each kind has its own. The last two are the console's.

    Whether it is left out or reworded today, the page itself puts there, from `today`.
    """

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
    hidden: NotRequired[bool]
    reworded: NotRequired[bool]
    notes: NotRequired[str]
    more: NotRequired[str]


class SectionFacts(TypedDict):
    """A section of the evening; the last three are the console's."""

    slug: str
    title: str
    steps: list[Step]
    content_note: NotRequired[str | None]
    essential: NotRequired[bool]
    guide: NotRequired[str]


class CellFacts(TypedDict):
    """One bar of a release: the options that it is about, and how many chose them, or in which band that lies."""

    options: list[str]
    labels: NotRequired[list[str]]
    band: Band
    count: int | None


class ReleaseFacts(TypedDict):
    """What may be shown of a poll."""

    kind: Kind
    ballots: int
    shown: list[CellFacts]
    reason: Reason | None


class PictureFacts(TypedDict):
    """What a picture of a release needs."""

    question: str
    margin: int
    release: ReleaseFacts


class PollFacts(TypedDict):
    """A poll as stage and console are told of it; `recount`, and whether it is one's own, are the console's."""

    kind: Kind
    question: str
    state: State
    atLeast: int
    margin: int
    release: ReleaseFacts | None
    slips: NotRequired[int]
    answers: NotRequired[int]
    beside: NotRequired[PictureFacts]
    recount: NotRequired[bool]
    own: NotRequired[bool]


class OwnForm(TypedDict):
    """The form for questions of one's own: what is wrong with the last that was typed, and how many this page kept."""

    wrong: list[str]
    kept: int


class Join(TypedDict):
    """The way in for phones: an address, the same as one types it, its QR code as SVG, and the languages that wait
    there.
    """

    url: str
    short: str
    qr: str
    tongues: str


class LogoFacts(TypedDict):
    """A group's own mark."""

    src: str
    alt: str


class Clock(TypedDict):
    """The evening's time; `sheet` has the minutes of each section, `over` those that no longer fit, the first to go
    first.
    """

    started: float | None
    entered: float | None
    softened: float | None
    length: int
    late: int
    sheet: dict[str, int]
    over: list[str]


class Closing(TypedDict, total=False):
    """Which poll is about to close, in how many seconds, and when, in seconds since the epoch; empty for none."""

    poll: str
    left: int
    at: float


class BoxQuestion(TypedDict):
    """A question out of the question box."""

    key: str
    text: str
    state: str


class Box(TypedDict):
    """The question box."""

    on: bool
    opened: list[BoxQuestion]


class AddressFacts(TypedDict):
    """The URL that phones open, those that they might, and whether it is this machine's own."""

    now: str
    nearby: list[str]
    ours: bool


class ColleagueFacts(TypedDict):
    """How the colleague's door stands, as in `session/colleague.py`: the code while it waits, until when, and the
    signals that nobody has put away.
    """

    door: Literal["shut", "waiting", "late", "guessed", "in"]
    code: str
    until: float
    signals: list[Signal]


class Hand(TypedDict):
    """What stands in the notes' place in a pause."""

    html: str
    danger: str
    numbers: str
    language: str
    direction: str


class AfterwardsFacts(TypedDict, total=False):
    """What can be done once the evening has ended: which sheets there are to print, how the commands go, the sheet that
    was made last, and what was refused; empty before, and where no program is behind the page.
    """

    kinds: list[str]
    jobs: dict[str, HomeJob]
    paper: HomePaper
    refusals: dict[str, list[str]]


class DeskTraits(TypedDict):
    """What stage and console have in common; `over` is the poll of one's own that lies over the step, or ""."""

    sections: list[SectionFacts]
    position: Place
    props: Props
    calm: bool
    ended: bool
    skipped: list[str]
    today: list[ChangedStep]
    omissions: dict[str, list[str]]
    polls: dict[str, PollFacts]
    question: str
    over: str
    channel: str
    notice: str
    language: str
    direction: str
    labels: dict[str, str]


class StageTraits(DeskTraits):
    """The stage."""

    lengths: dict[str, int]
    join: Join
    logo: LogoFacts


class ConsoleTraits(DeskTraits):
    """The console; `closing` and others may come a moment later than the rest."""

    closing: Closing
    hand: Hand
    outlook: dict[str, str]
    clock: Clock
    box: Box
    people: int
    slips: int
    fetched: bool
    astray: str
    addresses: AddressFacts
    slower: bool
    colleague: ColleagueFacts
    own: OwnForm
    after: AfterwardsFacts


class AskedNow(TypedDict):
    """The poll that the group is asked."""

    id: str
    state: State
    closing: NotRequired[bool]


class GroupPlace(TypedDict):
    """Where the group is, as `/events` tells phones."""

    section: str
    step: int
    poll: AskedNow | None
    calm: bool
