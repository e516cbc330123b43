from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterwave.poll.errors import BadTicket
from afterwave.poll.tickets import check, digest, issue, new_key

KEY, OTHER = new_key(), new_key()
TICKET = issue(KEY, "care")


def test_a_ticket_is_good_for_its_key_and_scope() -> None:
    check(KEY, "care", TICKET)


@pytest.mark.parametrize(
    ("key", "scope"),
    [(KEY, "arriving"), (OTHER, "care"), (KEY, "")],
    ids=["another poll", "another session", "no poll"],
)
def test_a_ticket_is_good_for_nothing_else(key: bytes, scope: str) -> None:
    with pytest.raises(BadTicket):
        check(key, scope, TICKET)


@given(st.integers(0, len(TICKET) - 1), st.characters())
def test_a_ticket_with_one_character_changed_is_refused(place: int, character: str) -> None:
    changed = TICKET[:place] + character + TICKET[place + 1 :]
    if changed != TICKET:
        with pytest.raises(BadTicket):
            check(KEY, "care", changed)


@given(
    st.text(st.characters(exclude_categories=[]), max_size=60)
    | st.sampled_from([TICKET + "=", TICKET + "\n", TICKET[:-1], " " + TICKET])
)
def test_what_was_never_issued_is_refused(ticket: str) -> None:
    with pytest.raises(BadTicket):
        check(KEY, "care", ticket)


def test_no_two_tickets_are_the_same() -> None:
    assert len({issue(KEY, "care") for _ in range(500)}) == 500


def test_a_ticket_is_spelled_in_characters_that_fit_a_form_and_a_code() -> None:
    assert len(TICKET) == 48
    assert TICKET.replace("-", "").replace("_", "").isalnum()


def test_a_digest_depends_on_the_poll_s_key() -> None:
    assert digest(KEY, TICKET) == digest(KEY, TICKET)
    assert digest(KEY, TICKET) != digest(OTHER, TICKET)
    assert len(digest(KEY, TICKET)) == 16
