from __future__ import annotations

import pytest

from afterwave.content.polls import Poll
from afterwave.poll.ballot import cast
from afterwave.poll.errors import BadBallot, UnknownOption


def test_pick_any_takes_none_some_or_all(care: Poll) -> None:
    for options in ((), ("hold",), care.option_ids()):
        assert cast(care, "t", options).choices == set(options)


def test_an_option_named_twice_is_chosen_once(moment: Poll) -> None:
    assert cast(moment, "t", ["tea", "tea"]).choices == {"tea"}


@pytest.mark.parametrize("options", [(), ("tea", "walk")])
def test_pick_one_takes_exactly_one(moment: Poll, options: tuple[str, ...]) -> None:
    with pytest.raises(BadBallot, match="exactly one"):
        cast(moment, "t", options)


def test_an_option_that_the_poll_does_not_have_is_named(care: Poll) -> None:
    with pytest.raises(UnknownOption) as refused:
        cast(care, "t", ["hold", "kite"])
    assert (refused.value.poll, refused.value.option) == ("pick-any", "kite")


def test_a_ballot_never_prints_its_ticket_or_its_choices(care: Poll) -> None:
    printed = repr(cast(care, "my-ticket", ["hold"]))
    assert ("my-ticket" in printed, "hold" in printed) == (False, False)
