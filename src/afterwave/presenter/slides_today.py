"""What the console may change about a slide for today: leave it out, or say it in other words. The content stays as it
is.
"""

from __future__ import annotations

from afterwave.content.blocks import Block
from afterwave.content.views import steps
from afterwave.content.workshop import Workshop
from afterwave.errors import UnfitWords, UnknownSection
from afterwave.message import Message
from afterwave.session.session import Session
from afterwave.session.state import State
from afterwave.session.today import REWORDED, is_hidden, plain_words

LAST: Message = "Something has to be left to show."
FIXED: Message = "Only the words of a slide, a question for yourself or a talk can be changed here."


def hide(workshop: Workshop, session: Session, section: str, step: int, *, on: bool) -> None:
    """Leave a step out today, or take it in again. A group that stands there goes on to the next that is left, or back
    to the one before.

    Raises `UnknownSection` for a step that there is not, and `UnfitWords` for the last that is left.
    """
    block = _step(workshop, section, step)
    state = session.state()
    places = _places_left(workshop, state)
    others = [place for place in places if place != (section, step)]
    if on and not others:
        raise UnfitWords(LAST)
    session.change_step(section, block.id, hidden=on)
    if on and (state.section, state.step) == (section, step):
        every = [(one.slug, index) for one in workshop.sections for index in range(len(steps(one)))]
        later = [place for place in others if every.index(place) > every.index((section, step))]
        _stand(session, state, *(later[0] if later else others[-1]))


def reword(workshop: Workshop, session: Session, section: str, step: int, text: str) -> None:
    """Say a step in other words today, in plain text; "" gives it its own again.

    Raises `UnknownSection` for a step that there is not, and `UnfitWords` where the words, or the step, are not fit for
    it.
    """
    block = _step(workshop, section, step)
    if block.kind not in REWORDED:
        raise UnfitWords(FIXED)
    session.change_step(section, block.id, text=plain_words(text) if text else "")


def _step(workshop: Workshop, section: str, step: int) -> Block:
    walk = steps(workshop.section(section))
    if not 0 <= step < len(walk):
        raise UnknownSection(section)
    return walk[step]


def _places_left(workshop: Workshop, state: State) -> list[tuple[str, int]]:
    """Return the places that the evening still goes through."""
    # A part that is left out today still holds whoever stands in it.
    sections = (
        section for section in workshop.sections if section.slug not in state.skipped or section.slug == state.section
    )
    return [
        (section.slug, index)
        for section in sections
        for index, block in enumerate(steps(section))
        if not is_hidden(section, block, state)
    ]


def _stand(session: Session, state: State, section: str, step: int) -> None:
    # Going somewhere begins an evening; a slide that is left out beforehand must not.
    if state.started:
        session.go(section, step, lifts_the_end=False)
    else:
        session.stand(section, step)
