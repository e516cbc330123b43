"""The workshop as it is for an occasion: which polls are asked follows from how many come, and so do the slides about
them and the minutes.

Pure functions of the workshop and the occasion. A poll whose picture so many people could not be shown, counted as
carefully as the kit counts by itself, is not asked, and nothing leads to it: stage, console, phones, run sheet and
printed slides all read what is left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from afterwave.content.blocks import Block, Discuss, Notes, PollBlock, Slide
from afterwave.content.holding import minutes
from afterwave.content.occasion import Occasion
from afterwave.content.views import steps
from afterwave.content.wording import reword
from afterwave.content.workshop import Section, Workshop
from afterwave.poll.disclosure import outlook
from afterwave.session.session import Session
from afterwave.session.state import State

INSIDERS = 2
"""How many people who compare notes a poll is counted for, unless a facilitator says on the console that everybody came
alone.
"""


def unasked_polls(workshop: Workshop, people: int) -> frozenset[str]:
    """Return the polls whose picture so many people cannot be shown, whatever they answer; none where nobody said how
    many come.
    """
    few = (
        poll.id
        for poll in workshop.polls.values()
        if people and outlook(poll.kind, people, INSIDERS).shows == "nothing"
    )
    return frozenset(few)


def for_occasion(workshop: Workshop, occasion: Occasion) -> Workshop:
    """Return the workshop as it is held on an occasion; the polls themselves stay known, for one may have been asked
    before.
    """
    out = unasked_polls(workshop, occasion.people)
    sections = tuple(_section(section, occasion, out) for section in workshop.sections)
    made = workshop.model_copy(update={"sections": sections, "occasion": occasion})
    if (wording := workshop.wordings.on(occasion)).phrases:
        polls = {name: reword(poll, wording) for name, poll in workshop.polls.items()}
        said = tuple(reword(section, wording) for section in sections)
        made = made.model_copy(update={"sections": said, "polls": polls, "wording": wording})
    vars(made).pop("speech", None)  # which is kept once it was asked for, and says the words of another occasion
    return made


def occasion_of(workshop: Workshop, state: State) -> Occasion:
    """Return the occasion that a session is held on: the one that was said at its start, else the workshop's own."""
    return Occasion.model_validate(state.occasion) if state.occasion else workshop.occasion


def as_held(workshop: Workshop, state: State) -> Workshop:
    """Return a workshop as it came from its folder, for the occasion that a session is held on."""
    return for_occasion(workshop, occasion_of(workshop, state))


def settle(session: Session, workshop: Workshop, **said: object) -> None:
    """Keep with a session what was said of its occasion, if anything was; what was not said stays as the session or the
    workshop has it.
    """
    if any(said.values()):
        hold_on(session, workshop, occasion_of(workshop, session.state()).but(**said))


def hold_on(session: Session, workshop: Workshop, occasion: Occasion) -> None:
    """Keep an occasion with a session; a group that stands at a step goes on standing there, or at the next one that is
    left.
    """
    state = session.state()
    section = next((one for one in workshop.sections if one.slug == state.section), workshop.sections[0])
    before = steps(
        _section(section, occasion_of(workshop, state), unasked_polls(workshop, occasion_of(workshop, state).people))
    )
    after = [block.id for block in steps(_section(section, occasion, unasked_polls(workshop, occasion.people)))]
    own = [block.id for block in steps(section)]
    here = own.index(before[min(state.step, len(before) - 1)].id) if before else 0
    # Counted in the section as it was written, for the very step that the group stands at may leave.
    step = sum(own.index(ident) < here for ident in after)
    # 0 where no step of it is left.
    session.hold_on(occasion.model_dump(mode="json"), max(min(step, len(after) - 1), 0))


def _section(section: Section, occasion: Occasion, out: Collection[str]) -> Section:
    gone = {block.id for block in steps(section) if _goes(block, out)}
    blocks = tuple(_talk_for(block, occasion) for block in _remaining_blocks(section, gone))
    holds = tuple(held for held in section.holds if held.step not in gone)
    # Where nothing leaves, the section's minutes stay: somebody may have written them.
    lasts = minutes(holds) if gone and holds else section.minutes
    return section.model_copy(update={"blocks": blocks, "holds": holds, "minutes": lasts})


def _goes(block: Block, out: Collection[str]) -> bool:
    """Return whether a step leaves: a poll that is not asked, or a slide all of whose polls are not."""
    if isinstance(block, PollBlock):
        return block.id in out
    return isinstance(block, Slide) and bool(block.polls) and set(block.polls) <= set(out)


def _remaining_blocks(section: Section, gone: Collection[str]) -> Iterator[Block]:
    """Yield a section's blocks without the steps that leave, and without the notes that lead through them."""
    walk, out = {block.id for block in steps(section)}, False
    for block in section.blocks:
        out = block.id in gone if block.id in walk else out
        if block.id not in gone and not (out and isinstance(block, Notes)):
            yield block


def _talk_for(block: Block, occasion: Occasion) -> Block:
    """Return a talk in pairs as so many people hold it."""
    return (
        block.model_copy(update={"people": occasion.talks()})
        if isinstance(block, Discuss) and block.people == "pairs"
        else block
    )
