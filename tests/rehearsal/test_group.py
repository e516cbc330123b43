"""A simulated group takes part over real HTTP, and every ballot that was thanked is counted, once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

import pytest
from sqlalchemy import select
from tornado.httpclient import HTTPResponse

from afterwave.poll.tables import poll, tally
from afterwave.refusals import NoAddress
from afterwave.rehearsal.group import InventedGroup
from afterwave.rehearsal.phone import Phone
from afterwave.rehearsal.tale import TaleNotes
from afterwave.rehearsal.temperament import temperaments
from afterwave.rehearsal.wire import Form, Wire
from patience import SECONDS
from rehearsal.conftest import House


def counted(house: House, of: str = "care") -> tuple[int, Counter[str]]:
    """Return what the database holds: the poll's ballots, and each option's count above nought."""
    with house.session.store.engine.connect() as connection:
        ballots = connection.execute(select(poll.c.ballots).where(poll.c.id == of)).scalar_one()
        rows = connection.execute(select(tally.c.option, tally.c.count).where(tally.c.poll == of))
        return ballots, Counter({option: count for option, count in rows if count})


def thanked(group: InventedGroup, of: str = "care") -> tuple[int, Counter[str]]:
    sent = [phone.answers[of] for phone in group.phones if of in phone.answers]
    return len(sent), Counter(option for chosen in sent for option in chosen)


def arrived(group: InventedGroup, ballots: int) -> bool:
    """Return whether so many ballots of the group's have been counted."""
    return bool(group.notes.ballots["care"] == ballots)


async def until(true: Callable[[], object], seconds: float = SECONDS) -> None:
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - what is waited for is in a database, and tells nobody
            await asyncio.sleep(0.02)


async def test_the_tally_is_exactly_the_ballots_that_forty_people_were_thanked_for(house: House) -> None:
    house.open()
    group = InventedGroup(house.base, 40, 7, pace=0.02)
    playing = asyncio.create_task(group.run(60, stop := asyncio.Event()))
    await until(partial(arrived, group, send := sum(not person.passes("care") for person in temperaments(40, 7, 60))))
    stop.set()
    tale = await playing
    assert (tale.joined, send >= 30) == (40, True)
    assert tale.sent_twice > 0
    assert counted(house) == thanked(group)


# Some 5 s: so long it takes until the first phones drop off by themselves.
@pytest.mark.prove
async def test_a_group_whose_server_goes_away_for_a_while_loses_nothing(house: House) -> None:
    group = InventedGroup(house.base, 40, 11, pace=0.05)
    playing = asyncio.create_task(group.run(12, stop := asyncio.Event()))
    await until(lambda: group.notes.joined == 40)
    house.open()
    await until(lambda: sum(group.notes.ballots.values()) >= 5)
    await house.stop()
    await asyncio.sleep(0.5)
    await house.start()
    await until(lambda: group.notes.retries and group.notes.dropped and group.notes.ballots["care"] >= 30)
    stop.set()
    await playing
    assert counted(house) == thanked(group)


async def test_the_same_seed_sends_the_same_answers(house: House) -> None:
    house.open()
    answers = []
    for _ in range(2):
        group = InventedGroup(house.base, 12, 3, pace=0.01)
        playing = asyncio.create_task(group.run(60, stop := asyncio.Event()))
        send = sum(not person.passes("care") for person in temperaments(12, 3, 60))
        await until(partial(arrived, group, send))
        stop.set()
        await playing
        answers.append([phone.answers for phone in group.phones])
    assert answers[0] == answers[1]
    assert any(answers[0])


async def test_somebody_needs_a_pause_and_it_is_seen_when_it_comes(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afterwave.rehearsal.group.head_down", lambda _seed, seconds: seconds / 100)
    said: list[str] = []
    group = InventedGroup(house.base, 4, 5, pace=0.01, tell=said.append)
    playing = asyncio.create_task(group.run(60, stop := asyncio.Event()))
    await until(lambda: said)
    assert said == ["Somebody has put their head down. Press b."]
    house.session.soften(on=True)
    await until(lambda: len(said) == 2)
    stop.set()
    tale = await playing
    assert tale.paused_after is not None
    assert len(said) == 2


async def test_a_colleague_comes_in_with_the_code_and_gives_each_silent_signal(house: House) -> None:
    said: list[str] = []
    group = InventedGroup(house.base, 1, 5, pace=0.001, tell=said.append)
    playing = asyncio.create_task(group.run(60, stop := asyncio.Event()))
    group.let_in(house.session.door.open())
    await until(lambda: len(group.notes.signals) == 3)
    assert set(house.session.door.state().signals) == {"slower", "outside", "pause"}
    stop.set()
    tale = await playing
    assert (tale.colleague, tale.signals) == (True, ("slower", "outside", "pause"))
    assert "was let in, and signalled: slower, outside, pause" in tale.as_text()
    assert said[0].startswith("Your colleague is in")


async def test_a_colleague_with_a_wrong_code_stays_outside_and_signals_nothing(house: House) -> None:
    said: list[str] = []
    group = InventedGroup(house.base, 1, 5, pace=0.001, tell=said.append)
    playing = asyncio.create_task(group.run(60, stop := asyncio.Event()))
    code = house.session.door.open()
    group.let_in("".join(str(9 - int(digit)) for digit in code))
    await until(lambda: said)
    stop.set()
    tale = await playing
    assert (tale.colleague, tale.signals, house.session.door.state().state) == (False, (), "waiting")
    assert ("could not come in" in said[0], "was not let in" in tale.as_text()) == (True, True)


async def test_a_colleague_whose_door_is_shut_signals_no_more(house: House) -> None:
    said: list[str] = []
    group = InventedGroup(house.base, 1, 5, pace=0.001, tell=said.append)
    playing = asyncio.create_task(group.run(60, stop := asyncio.Event()))
    fetch = group._wire.post

    async def shut(path: Sequence[str], fields: Sequence[tuple[str, str]]) -> HTTPResponse:
        page = await fetch(path, fields)
        house.session.door.end()
        return page

    group._wire.post = shut  # type: ignore[method-assign]
    group.let_in(house.session.door.open())
    await until(lambda: "Your colleague's page is shut again." in said)
    stop.set()
    assert (await playing).signals == ()


async def test_some_press_slower_and_the_tale_alone_says_how_many(house: House) -> None:
    wire, notes = Wire(house.base), TaleNotes()
    for person in temperaments(3, 3, 9):
        await Phone(wire, person, notes, 0.01).slower()
    await wire.close()
    assert notes.slower == 3
    pressing = [person.presses for person in temperaments(60, 3, 100) if person.presses is not None]
    assert (3 <= len(pressing) <= 20, all(20 <= second <= 70 for second in pressing)) == (True, True)


async def test_a_pause_that_does_not_come_is_told(house: House) -> None:
    tale = await InventedGroup(house.base, 2, 5, pace=0.01).run(0.5)
    assert tale.paused_after is None
    assert "did not come" in tale.as_text()


async def test_a_ballot_that_comes_too_late_is_refused_and_not_tried_for_ever(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.open()
    wire, notes = Wire(house.base), TaleNotes()
    phone = Phone(wire, temperaments(1, 3, 9)[0], notes, 0.01)
    fetch = wire.get

    async def closing(*path: str) -> HTTPResponse:
        page = await fetch(*path)
        house.session.store.close("care")
        return page

    monkeypatch.setattr(wire, "get", closing)
    assert not await phone.vote("care")
    assert (notes.refused, counted(house)) == (1, (0, Counter()))
    await wire.close()


async def test_a_question_is_not_asked_where_there_is_no_box(house: House) -> None:
    wire, notes = Wire(house.base), TaleNotes()
    assert not await Phone(wire, temperaments(1, 3, 9)[0], notes, 0.01).ask("Is it common?")
    assert notes.questions == 0
    await wire.close()


async def test_a_server_that_goes_away_before_it_answers_is_a_server_that_gave_no_answer() -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.close()

    server = await asyncio.start_server(refuse, "127.0.0.1", 0)
    wire = Wire(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
    assert [(await wire.get("follow")).code, (await wire.post(["question"], [])).code] == [599, 599]
    await wire.close()
    server.close()


async def test_no_page_redirect_or_form_leads_a_phone_to_another_host() -> None:
    """A server that says of everything that it is elsewhere is asked again and again, and elsewhere nobody comes."""
    visits: Counter[str] = Counter()

    async def answer(who: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = await reader.readline()
        visits[who] += 1
        away = f"http://127.0.0.1:{ports['elsewhere']}/"
        page = (
            f'<base href="{away}"><form method="post" action="{away}"><input name="ticket" value="t"><input '
            'type="checkbox" name="option" value="a"></form>'
        )
        status = f"303 See Other\r\nLocation: {away}" if first.startswith(b"POST") else f"200 OK\r\nLocation: {away}"
        writer.write(
            (
                f"HTTP/1.1 {status}\r\nRefresh: 0;url={away}\r\nContent-Length: {len(page)}\r\nConnection: "
                f"close\r\n\r\n{page}"
            ).encode()
        )
        await writer.drain()
        writer.close()

    servers = {who: await asyncio.start_server(partial(answer, who), "127.0.0.1", 0) for who in ("here", "elsewhere")}
    ports = {who: server.sockets[0].getsockname()[1] for who, server in servers.items()}
    wire, notes = Wire(f"http://127.0.0.1:{ports['here']}/"), TaleNotes()
    phone = Phone(wire, temperaments(1, 3, 9)[0], notes, 0.01)
    await phone.join()
    assert await phone.vote("care")
    assert await phone.ask("Is it common?")
    await wire.close()
    for server in servers.values():
        server.close()
    assert (visits["here"] >= 6, visits["elsewhere"]) == (True, 0)


@pytest.mark.parametrize("base", ["", "home", "file:///etc/passwd", "ftp://127.0.0.1/"])
def test_what_is_no_web_address_is_refused_with_an_example(base: str) -> None:
    with pytest.raises(NoAddress, match="Give one such as http"):
        InventedGroup(base, 3, 1)


def test_a_form_is_read_with_its_ticket_its_options_and_how_many_may_be_ticked() -> None:
    form = Form(
        '<input type="hidden" name="ticket" value="a.b"><input type="checkbox" name="option" value="x"><input '
        'type="checkbox" name="option" value="y">'
    )
    assert (form.ticket, form.options, form.many) == ("a.b", ["x", "y"], True)
