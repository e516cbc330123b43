"""A name says the thing: no function is called by a bare participle or adverb, and no class as another is."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import afterwave

SOURCE = Path(afterwave.__file__).parent
READ = ("cli", "content", "paper", "poll", "session", "errors.py", "message.py", "refusals.py")
"""Where names are held to this."""
PARTICIPLES = """
asked begun bought broken built called caught chosen done drawn driven eaten fallen felt found given gone grown
heard held hidden kept known laid led left lost made meant met paid said seen sent shown spent spoken stood struck
taken taught thrown told torn understood wanted woken won worded worn woven written
"""
ADVERBS = """
above again ahead alone along already apart around aside astray away back before behind below beside beyond
elsewhere ever everywhere forth here inside instead meanwhile nearly never nowhere otherwise outside over somewhere
soon then there together twice under within without
"""
OTHERS = "apply drawing embed feed heading listing mapping need opening reply seed setting string thing wording"
"""Nouns and verbs that look like participles or adverbs."""
WIRE = ("widgets/wire", "server/", "presenter/", "launch/", "rehearsal/")
"""What crosses to scripts is called there as it is here; what answers a page or runs an evening comes later."""


def bare(name: str) -> bool:
    """Return whether a name is one participle or adverb alone."""
    word = name.strip("_")
    if "_" in word or word in OTHERS.split():
        return False
    return word in (PARTICIPLES + ADVERBS).split() or re.fullmatch(r"[a-z]{3,}(ed|ing)|[a-z]{3,}ly", word) is not None


def trees(places: tuple[str, ...]) -> Iterator[tuple[str, ast.Module]]:
    """Yield every module in these places, by its path."""
    for place in places:
        for file in [SOURCE / place] if place.endswith(".py") else sorted((SOURCE / place).rglob("*.py")):
            yield file.relative_to(SOURCE).as_posix(), ast.parse(file.read_text("utf-8"))


@pytest.mark.parametrize("name", ["told", "_kept", "guarded", "flowing", "elsewhere", "nearly"])
def test_a_bare_participle_or_adverb_is_known(name: str) -> None:
    assert bare(name)


@pytest.mark.parametrize("name", ["notes_of", "is_hidden", "read", "drawing", "leads_elsewhere", "shown_of"])
def test_a_name_that_says_a_thing_is_left_alone(name: str) -> None:
    assert not bare(name)


def test_no_function_is_called_by_a_bare_participle_or_adverb() -> None:
    found = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree in trees(READ)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and bare(node.name)
    ]
    assert found == []


def test_a_class_name_means_one_thing() -> None:
    places = defaultdict(set)
    for path, tree in trees(("",)):
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                places[node.name].add(path)
    assert {
        name: sorted(paths)
        for name, paths in places.items()
        if len({path for path in paths if not path.startswith(WIRE)}) > 1
    } == {}
