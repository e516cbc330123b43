"""Every command that the guide names is one that the kit has, with the options the guide gives it."""

from __future__ import annotations

import re
import shlex

import click
import pytest
import typer

from afterwave.cli.main import app
from afterwave.content.guide import chapters
from afterwave.content.places import kit

NAMED = sorted({(chapter.slug, found) for chapter in chapters(kit("facilitator_guide")) for found in re.findall(r"`afterwave ([^`]+)`", chapter.text)})
PROMISED: set[str] = set()
"""Verbs that the guide may name before the kit has them; a verb that is there is held to its options like every other."""


def options(command: click.Command) -> set[str]:
    return {name for parameter in command.params for name in parameter.opts}


@pytest.mark.parametrize(("chapter", "named"), NAMED, ids=[f"{chapter}: {named}" for chapter, named in NAMED])
def test_a_command_the_guide_names_is_there_with_its_options(chapter: str, named: str) -> None:
    verb, *words = shlex.split(named)
    command = getattr(typer.main.get_command(app), "commands").get(verb)  # noqa: B009 - click's group is typed without it
    if command is None:
        assert verb in PROMISED, chapter
        return
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]
    assert {word for word in words if word.startswith("-")} <= options(command)
