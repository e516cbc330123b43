"""A kind of poll is declared once, and whatever has to know it is asked for when it is imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from afterwave.cli import poll as commands
from afterwave.content.kinds import BANDS, KINDS, REASONS, kinds_taking
from afterwave.content.places import EXAMPLE, kit
from afterwave.content.polls import Poll
from afterwave.rehearsal.wire import Form
from afterwave.server.templating import templates
from kit_workshop import kit_workshop

ADDED = """
import sys, typing
from importlib import import_module

def told(name, *modules):
    for module in modules:
        for found in [one for one in sys.modules if one.startswith("afterwave")]:
            del sys.modules[found]
        kinds = import_module("afterwave.content.kinds")
        if name == "kind":
            kinds.KINDS["rank"] = kinds.Nature("one")
        else:
            setattr(kinds, name, (*getattr(kinds, name), "new"))
        try:
            import_module("afterwave." + module)
        except Exception as error:
            print(error)
        else:
            print(name, module, "did not notice")
"""

KNOWN = {
    "kind": {
        "poll.disclosure": 'RULES in poll/disclosure.py lacks "rank"',
        "widgets.screen_labels": 'ON_CONSOLE in widgets/screen_labels.py lacks "outlook_rank"',
    },
    "TAKES": {
        "poll.ballot": 'HOLDS in poll/ballot.py lacks "new"',
        "server.macros": 'server/templates/forms.html lacks "new"',
        "rehearsal.wire": 'INPUTS in rehearsal/wire.py lacks "new"',
    },
    "BANDS": {
        "widgets.stage": 'BANDS in widgets/release.js lacks "new"',
        "server.picture": 'EXTENTS in server/picture.py lacks "new"',
        "server.macros": 'the macro `said` in server/templates/parts.html lacks "new"',
        "paper.summary": 'AMOUNTS in paper/summary.py lacks "new"',
    },
    "REASONS": {
        "widgets.screen_labels": 'SCREEN in widgets/screen_labels.py lacks "new"',
        "server.macros": 'the macro `unseen` in server/templates/parts.html lacks "new"',
        "paper.summary": '_REASONS in paper/summary.py lacks "new"',
    },
}
"""What is told where a kind, a thing that ballots hold, a band or a reason is added and nothing else: by module."""


def test_whatever_has_to_know_a_kind_of_poll_says_so_when_the_program_is_imported() -> None:
    calls = "\n".join(f"told({name!r}, *{list(modules)!r})" for name, modules in KNOWN.items())
    done = subprocess.run([sys.executable, "-c", ADDED + calls], capture_output=True, text=True, check=True)
    told = [line.partition(". The recipes")[0] for line in done.stdout.splitlines()]
    assert told == [words for modules in KNOWN.values() for words in modules.values()]


def test_the_command_line_tells_every_band_and_every_reason() -> None:
    assert (set(commands.AMOUNTS), set(commands._REASONS)) == (set(BANDS), set(REASONS))


@pytest.mark.parametrize("kind", KINDS)
def test_the_form_of_each_kind_asks_for_what_its_ballot_holds_and_rehearsals_read_it(kind: str) -> None:
    options = [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}]
    poll = Poll.model_validate({"id": "tea", "kind": kind, "question": "Which?", "options": options})
    page = templates(kit_workshop()).get_template("forms.html").module
    form = Form(str(getattr(page, poll.takes)(poll)))
    assert (form.options, form.many) == (["a", "b"], kind in kinds_taking("any"))


@pytest.mark.parametrize("file", [EXAMPLE / "en" / "polls.yaml", kit("facilitator_guide") / "adapting.md"])
def test_whoever_writes_a_poll_is_told_of_every_kind(file: Path) -> None:
    assert [kind for kind in KINDS if kind not in file.read_text("utf-8")] == []
