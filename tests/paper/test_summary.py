from __future__ import annotations

import pytest

from afterwave.content.render import to_text
from afterwave.content.workshop import Workshop
from afterwave.paper.summary import markdown, summary
from afterwave.paper.typesetting import pdf
from afterwave.poll.disclosure import release
from afterwave.poll.status import Status
from afterwave.widgets.screen_labels import SCREEN
from kit_workshop import kit_workshop
from pdf_text import words


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return kit_workshop()


def revealed(workshop: Workshop, counts: list[int], ballots: int) -> dict[str, Status]:
    poll = workshop.poll("care")
    shown = release(poll.kind, dict(zip(poll.option_ids(), counts, strict=True)), ballots)
    return {"care": Status("care", "revealed", ballots, ballots, release=shown)}


def test_the_summary_says_what_the_group_was_shown_and_bands_as_bands(workshop: Workshop) -> None:
    text = to_text(markdown(workshop, revealed(workshop, [7, 0, 14, 5, 6, 1, 8], 14)))
    assert "Being held close: 7" in text
    assert "Kind, reassuring words: few or none, fewer than" in text
    assert "Breathing together: most or all, at least" in text
    assert "reassuring words: 0" not in text


def test_a_poll_that_was_never_shown_is_not_in_the_summary(workshop: Workshop) -> None:
    text = markdown(workshop, {"care": Status("care", "closed", 14)})
    assert "No picture was shown." in text
    assert "14" not in text


def test_too_few_answers_are_said_without_a_picture(workshop: Workshop) -> None:
    assert "Too few answers" in to_text(markdown(workshop, revealed(workshop, [1, 1, 1, 0, 0, 0, 0], 3)))


def test_minutes_stand_beside_their_sections(workshop: Workshop) -> None:
    assert "| Welcome | 9 min |" in markdown(workshop, {}, {"welcome": 9.2})
    assert "How long" not in markdown(workshop, {})


@pytest.mark.parametrize("code", ["en", "es", "ar"])
def test_answers_that_were_counted_together_are_joined_as_on_the_stage(code: str) -> None:
    held = kit_workshop(code)
    poll = next(poll for poll in held.polls.values() if poll.kind == "scale")
    counts = dict(zip(poll.option_ids(), (1, 5, 7), strict=True))
    shown = release(poll.kind, counts, sum(counts.values()))
    statuses = {poll.id: Status(poll.id, "revealed", shown.ballots, shown.ballots, release=shown)}
    labels = [[poll.labels()[option] for option in cell.options] for cell in shown.shown if len(cell.options) > 1]
    words = f" {held.speech.say(SCREEN['or'])} "
    text = to_text(markdown(held, statuses))
    assert labels
    assert [one for one in labels if f"{words.join(one)}: " not in text] == []


def test_a_label_with_marks_in_it_prints_as_itself(workshop: Workshop) -> None:
    poll = workshop.poll("care")
    odd = poll.model_copy(
        update={"options": (poll.options[0].model_copy(update={"label": "# *a* [b](c) | `d`"}), *poll.options[1:])}
    )
    other = workshop.model_copy(update={"polls": {**workshop.polls, "care": odd}})
    assert "# *a* [b](c) | `d`: 7" in to_text(markdown(other, revealed(workshop, [7, 5, 6, 5, 6, 7, 8], 14)))


def test_the_pdf_says_the_same(workshop: Workshop) -> None:
    statuses = revealed(workshop, [7, 0, 14, 5, 6, 1, 8], 14)
    assert "Being held close: 7" in words(pdf(summary(workshop, statuses)))
