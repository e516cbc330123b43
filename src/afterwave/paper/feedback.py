"""Cards for a word about the evening, to leave by the door with a box: three lines, and nothing that names anybody."""

from __future__ import annotations

from afterwave.content.workshop import Workshop
from afterwave.paper.documents import document
from afterwave.paper.typesetting import Document


def feedback(workshop: Workshop) -> Document:
    """Return four feedback cards on one page.

    No age, no gender and no stars: in a small group, each of these is a name.
    """
    say = workshop.speech.say
    facts = {
        "lead": say("No name, please. You can leave any line empty, and put the card into the box, or take it home."),
        "lines": [say("Something that was clear:"), say("Something I would change:")],
        "pass": say("Could you pass whenever you wanted to?"),
        "answers": [say("Yes"), say("Mostly"), say("No")],
    }
    return document(workshop, "feedback", say("How did we do?"), facts)
