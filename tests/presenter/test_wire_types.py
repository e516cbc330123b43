"""What Python and the scripts say to each other is what `widgets/wire*.py` declare."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from types import NoneType, UnionType
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

import pytest
from anywidget import AnyWidget

from afterwave.content.kinds import KINDS
from afterwave.content.occasion import MOST_PEOPLE
from afterwave.poll.ballot import cast
from afterwave.poll.status import State
from afterwave.poll.tickets import issue
from afterwave.presenter.console import console
from afterwave.presenter.environment import Environment
from afterwave.presenter.scenes import console_sections, stage_sections
from afterwave.presenter.stage import stage
from afterwave.server.event_stream import place_json
from afterwave.widgets import wire, wire_messages, wire_readers
from afterwave.widgets.breathing import Breathing
from afterwave.widgets.card import AftercareCard
from afterwave.widgets.cards import CardDeck
from afterwave.widgets.home import Home
from afterwave.widgets.modules import FOLDER
from afterwave.widgets.prevalence import PrevalenceChart
from afterwave.widgets.reflection import Reflection
from kit_workshop import kit_workshop
from wire_types import FILE, written

DASHBOARDS = {
    "stage": (stage, wire.StageTraits, wire_messages.StageMessage),
    "console": (console, wire.ConsoleTraits, wire_messages.ConsoleMessage),
}
READERS = {
    Reflection: wire_readers.ReflectionTraits,
    AftercareCard: wire_readers.CardTraits,
    CardDeck: wire_readers.CardsTraits,
    Breathing: wire_readers.BreathingTraits,
    PrevalenceChart: wire_readers.PrevalenceTraits,
    Home: wire_readers.HomeTraits,
}
_SENT = re.compile(r"\bsend\(\{ (?P<name>\w+)|\bsend\(\w+ \? \{ (?P<one>\w+).*? : \{ (?P<other>\w+)")


def refused(shape: Any, value: object, place: str = "") -> Iterator[str]:  # noqa: ANN401 - a form of type, which has no type
    """Yield where a value is not as declared, or holds what is not declared; before Python 3.12 pydantic reads no
    TypedDict of `typing`.
    """
    origin, inner = get_origin(shape), get_args(shape)
    if is_typeddict(shape):
        yield from _refused_keys(shape, value, place)
    elif origin is NotRequired:
        yield from refused(inner[0], value, place)
    elif (origin is Literal and value in inner) or (
        origin in {UnionType, Union} and any(not list(refused(one, value)) for one in inner)
    ):
        return
    elif origin in {list, dict} and isinstance(value, origin):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from refused(inner[-1], one, f"{place}.{key}")
    elif not (type(value) is shape or (shape is float and type(value) is int) or shape is NoneType is type(value)):
        yield f"{place}: {value!r} is no {shape}"


def _refused_keys(shape: Any, value: object, place: str) -> Iterator[str]:  # noqa: ANN401 - the same
    if not isinstance(value, dict):
        yield f"{place}: {value!r} is no {shape}"
        return
    hints = get_type_hints(shape, include_extras=True)
    needed = {name for name, hint in hints.items() if shape.__total__ and get_origin(hint) is not NotRequired}
    for name in sorted(value.keys() - hints.keys()) + sorted(needed - value.keys()):
        yield f"{place}.{name}: {'not declared' if name in value else 'missing'}"
    for name in sorted(value.keys() & hints.keys()):
        yield from refused(hints[name], value[name], f"{place}.{name}")


def own_traits(widget: AnyWidget) -> set[str]:
    """Return the names of a widget's own traits that go to its page."""
    return {name for name in widget.trait_names(sync=True) if not name.startswith("_")} - set(
        AnyWidget.class_trait_names(sync=True)
    )


def test_what_typescript_reads_is_written_from_what_python_declares() -> None:
    assert FILE.read_text("utf-8") == written(), "run: make types"


def declared(traits: Any) -> frozenset[str]:  # noqa: ANN401 - the same
    """Return the names that a TypedDict declares."""
    names: frozenset[str] = traits.__required_keys__ | traits.__optional_keys__
    return names


@pytest.mark.parametrize("name", DASHBOARDS)
def test_a_dashboard_has_the_traits_that_are_declared(room: Environment, name: str) -> None:
    make, traits, _ = DASHBOARDS[name]
    assert own_traits(make(room)) == declared(traits)


@pytest.mark.parametrize("widget", READERS, ids=lambda widget: widget.__name__)
def test_a_readers_widget_has_the_traits_that_are_declared(widget: type[AnyWidget]) -> None:
    assert own_traits(widget()) == declared(READERS[widget])


@pytest.mark.parametrize("name", DASHBOARDS)
def test_a_kernel_knows_every_message_that_is_declared_and_no_other(room: Environment, name: str) -> None:
    make, _, message = DASHBOARDS[name]
    assert make(room).desk.acts.keys() == message.__optional_keys__ - {"n", "at"}


@pytest.mark.parametrize("name", DASHBOARDS)
def test_a_dashboard_tells_what_is_declared_through_a_whole_poll(
    room: Environment, hear: Callable[..., None], name: str
) -> None:
    make, traits, _ = DASHBOARDS[name]
    widget, store, poll = make(room), room.session.store, room.workshop.poll("tea")
    steps: list[Callable[[], object]] = [
        lambda: None,
        lambda: hear(widget, position={"section": "brewing", "step": 3}),
        lambda: store.open(poll, people=12, insiders=2),
        lambda: store.commit([cast(poll, issue(store.ticket_key, poll.id), ["green"]) for _ in range(9)]),
        lambda: room.session.last_call(poll.id, on=True),
        lambda: store.close(poll.id),
        lambda: store.reveal(poll.id),
    ]
    told = []
    for step in steps:
        step()
        widget.desk.refresh()
        told.append(widget.polls["tea"]["state"])
        assert (
            list(
                refused(traits, json.loads(json.dumps({trait: getattr(widget, trait) for trait in own_traits(widget)})))
            )
            == []
        )
    assert told == ["waiting", "waiting", "open", "open", "open", "closed", "revealed"]


def test_every_step_of_the_kits_own_workshop_is_declared() -> None:
    workshop = kit_workshop()
    assert [
        *refused(list[wire.SectionFacts], stage_sections(workshop)),
        *refused(list[wire.SectionFacts], console_sections(workshop)),
    ] == []


def test_phones_hear_what_is_declared(room: Environment) -> None:
    poll = room.workshop.poll("tea")
    room.session.store.open(poll, people=12, insiders=2)
    room.session.last_call(poll.id, on=True)
    heard = json.loads(place_json(room.workshop, room.session.state()))
    assert (heard["poll"]["closing"], list(refused(wire.GroupPlace, heard))) == (True, [])


def test_what_is_not_declared_is_refused() -> None:
    assert [*refused(wire.Place, {"step": "1", "who": "?"})] == [
        ".who: not declared",
        ".section: missing",
        ".step: '1' is no <class 'int'>",
    ]


def test_every_message_that_a_script_sends_is_declared() -> None:
    known = (
        wire_messages.StageMessage.__optional_keys__
        | wire_messages.ConsoleMessage.__optional_keys__
        | wire_readers.HomeMessage.__annotations__.keys()
    )
    sent = {
        name
        for script in FOLDER.glob("*.js")
        for found in _SENT.finditer(script.read_text("utf-8"))
        for name in found.groups()
        if name
    }
    assert sent <= known
    assert {"aside", "ask", "box", "end", "outlook", "ping"} <= sent


def test_a_polls_states_are_those_of_the_store() -> None:
    assert get_args(wire.State) == get_args(State)


def test_the_forms_for_a_poll_offer_every_kind_that_there_is() -> None:
    offered = re.search(r"KINDS = \[(.*)\]", (FOLDER / "pollkinds.js").read_text("utf-8"))
    assert offered
    assert sorted(re.findall(r'"([\w-]+)"', offered[1])) == sorted(KINDS)


def test_the_forms_for_people_take_as_many_as_an_occasion_has() -> None:
    most = re.search(r"MOST_PEOPLE = ([\d_]+);", (FOLDER / "mostpeople.js").read_text("utf-8"))
    assert most
    assert int(most[1]) == MOST_PEOPLE
