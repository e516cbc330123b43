"""Every error that the kit raises on purpose is a sentence in every language that the kit speaks."""

from __future__ import annotations

import importlib
import inspect
import pickle
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

import afterwave
from afterwave.content.language import language
from afterwave.content.load import languages
from afterwave.content.places import kit
from afterwave.errors import AfterwaveError, ContentError, Mistakes, Problem, UnfitPoll, UnknownBlock

CONTENT = kit("content")
OTHERS = [code for code in languages(CONTENT) if code != "en"]
UNREAD = ("afterwave.lab", "afterwave.example", "afterwave.launch.voila")
"""What cannot be imported where Jupyter's server is not there, or does something when it is."""
SAMPLES: Mapping[str, Any] = {
    "str": "care",
    "Message": "care",
    "int": 3,
    "Path": Path("here"),
    "tuple[str, ...]": ("care", "arriving"),
    "dict[str, str]": {},
}
OF_MISTAKES = {"BadEntry", "BadForm", "ContentError", "HalfAdded"}
"""What an author wrote: the checks say each, with its place."""


def below(root: type[AfterwaveError]) -> Iterator[type[AfterwaveError]]:
    for one in root.__subclasses__():
        yield one
        yield from below(one)


def every_error() -> list[type[AfterwaveError]]:
    """Return every class of the kit's own errors, wherever it stands."""
    for module in pkgutil.walk_packages(afterwave.__path__, "afterwave."):
        if not module.name.startswith(UNREAD) and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found = {one for one in below(AfterwaveError) if one.__module__.startswith("afterwave.")}
    return sorted(found - {Mistakes}, key=lambda one: one.__name__)


ERRORS = every_error()
SENTENCES = [one for one in ERRORS if not issubclass(one, Mistakes)]


def made(error: type[AfterwaveError]) -> AfterwaveError:
    """Return such an error, with facts that fit."""
    if error is UnfitPoll:
        return UnfitPoll([("Write at least two options, one on each line.", {})])
    parameters = list(inspect.signature(error).parameters.values())
    return error(*(SAMPLES[str(one.annotation)] for one in parameters))


def test_every_kind_of_error_is_found() -> None:
    assert len(SENTENCES) > 35
    assert {one.__name__ for one in ERRORS} - {one.__name__ for one in SENTENCES} == OF_MISTAKES


@pytest.mark.parametrize("error", SENTENCES, ids=lambda one: one.__name__)
def test_an_error_says_in_english_what_it_says_of_itself(error: type[AfterwaveError]) -> None:
    one = made(error)
    assert one.message() == str(one)
    assert "{" not in str(one).replace("{card-builder}", "")


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("error", SENTENCES, ids=lambda one: one.__name__)
def test_an_error_is_said_in_every_language(error: type[AfterwaveError], code: str) -> None:
    one, say = made(error), language(CONTENT, code).say
    assert one.message(say) != str(one)
    assert "{" not in one.message(say).replace("{card-builder}", "")


def messages_of(error: type[AfterwaveError]) -> Sequence[str]:
    """Return all that a class may say: its sentence, and what stands beside it."""
    noted = inspect.get_annotations(error)
    return [str(getattr(error, name)) for name, kind in noted.items() if str(kind) == "ClassVar[Message]"]


@pytest.mark.parametrize("code", OTHERS)
def test_whatever_an_error_may_say_is_said_in_every_language(code: str) -> None:
    say = language(CONTENT, code).say
    silent = [one.__name__ for one in SENTENCES for sentence in messages_of(one) if say(sentence) == sentence]
    assert silent == []


def test_a_class_without_a_sentence_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="Mute has no sentence"):

        class Mute(AfterwaveError):
            pass


def test_an_error_is_equal_to_itself_alone_and_goes_from_process_to_process() -> None:
    one, other = UnknownBlock("care", "tray"), UnknownBlock("care", "tray")
    again = pickle.loads(pickle.dumps(one))  # noqa: S301 - what was written a moment ago
    assert (one == other, str(one) == str(other) == str(again), again.block) == (False, True, "tray")


def test_mistakes_are_the_same_in_every_language() -> None:
    error = ContentError([Problem(Path("b.md"), 2, "late", "Mend it."), Problem(Path("a.md"), 1, "early", "Mend it.")])
    assert error.message(language(CONTENT, OTHERS[0]).say) == "a.md:1: early. Mend it.\nb.md:2: late. Mend it."
