"""Whatever is said to polls in whatever order, they agree with a model that keeps ballots in a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import text

from afterwave.content.polls import Poll
from afterwave.poll import tickets
from afterwave.poll.ballot import Ballot, cast
from afterwave.poll.counting import Outcome
from afterwave.poll.disclosure import release, threshold_for
from afterwave.poll.engine import connect
from afterwave.poll.errors import StepBack, TooManyBallots
from afterwave.poll.status import STATES
from afterwave.poll.store import Store

LABELS = [{"id": option, "label": option} for option in ("one", "two", "three", "four", "five")]
POLLS = {
    kind: Poll.model_validate({"id": kind, "kind": kind, "question": "?", "options": LABELS})
    for kind in ("pick-any", "pick-one", "scale")
}
polls = st.sampled_from(sorted(POLLS))


class Polls(RuleBasedStateMachine):
    """Three polls, and what a list of ballots says that they must show."""

    @initialize()
    def begin(self) -> None:
        self.store = Store(connect("sqlite://"))
        self.store.prepare()
        self.states = dict.fromkeys(POLLS, "waiting")
        self.sent: dict[str, list[Ballot]] = {kind: [] for kind in POLLS}
        self.opened: dict[str, tuple[int | None, int]] = {}

    @rule(kind=polls, people=st.none() | st.integers(5, 12), insiders=st.sampled_from([1, 2]))
    def open(self, kind: str, people: int | None, insiders: int) -> None:
        if self._steps(kind, "open", lambda: self.store.open(POLLS[kind], people=people, insiders=insiders)):
            self.opened[kind] = (people, insiders)

    @rule(kind=polls)
    def close(self, kind: str) -> None:
        self._steps(kind, "closed", lambda: self.store.close(kind))

    @rule(kind=polls, people=st.none() | st.integers(5, 60))
    def reveal(self, kind: str, people: int | None) -> None:
        here = people or self.opened.get(kind, (None, 2))[0]
        try:
            self._steps(kind, "revealed", lambda: self.store.reveal(kind, people=people))
        except TooManyBallots:
            assert here is not None
            assert len(self.sent[kind]) > here

    @rule(
        kind=polls,
        choices=st.lists(st.lists(st.sampled_from(POLLS["scale"].option_ids()), max_size=3), min_size=1, max_size=12),
    )
    def vote(self, kind: str, choices: list[list[str]]) -> None:
        chosen = [options if kind == "pick-any" else [*options, "five"][:1] for options in choices]
        ballots = [cast(POLLS[kind], tickets.issue(self.store.ticket_key, kind), options) for options in chosen]
        is_open = self.states[kind] == "open"
        assert set(self.store.commit(ballots)) == {Outcome.COUNTED if is_open else Outcome.CLOSED}
        self.sent[kind] += ballots if is_open else []

    @rule(kind=polls)
    def send_again(self, kind: str) -> None:
        outcomes = set(self.store.commit(self.sent[kind]))
        assert outcomes <= {Outcome.AGAIN if self.states[kind] == "open" else Outcome.CLOSED}

    @invariant()
    def says_what_the_ballots_say(self) -> None:
        for kind, state in self.states.items():
            found = self.store.status(kind)
            ballots = len(self.sent[kind])
            assert (found.state, found.ballots) == (state, ballots - ballots % 3 if state == "open" else ballots)
            assert found.release == (self._expected(kind) if state == "revealed" else None)

    @invariant()
    def keeps_no_ticket_of_a_poll_that_has_closed(self) -> None:
        with self.store.engine.connect() as connection:
            kept = set(
                connection.scalars(text("SELECT poll FROM spent UNION SELECT id FROM poll WHERE key IS NOT NULL"))
            )
        assert kept == {kind for kind, state in self.states.items() if state == "open"}

    def teardown(self) -> None:
        self.store.engine.dispose()

    def _steps(self, kind: str, wanted: str, say: Callable[[], object]) -> bool:
        """Say a verb; return whether the poll took a step, which it must when it is the next one."""
        step = STATES.index(wanted) - STATES.index(self.states[kind])
        try:
            say()
        except StepBack:
            assert step not in {0, 1}
            return False
        assert step in {0, 1}
        self.states[kind] = wanted
        return step == 1

    def _expected(self, kind: str) -> object:
        people, insiders = self.opened[kind]
        ticks = Counter(choice for ballot in self.sent[kind] for choice in ballot.choices)
        counts = {option: ticks[option] for option in POLLS[kind].option_ids()}
        return release(
            POLLS[kind].kind, counts, len(self.sent[kind]), threshold=threshold_for(people, insiders), insiders=insiders
        )


TestPolls = Polls.TestCase
TestPolls.settings = settings(max_examples=40, stateful_step_count=25)
