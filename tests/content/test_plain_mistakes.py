"""An author's mistake is told in the kit's own words: whatever a validator or a parser says, it says to programmers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core.core_schema import ErrorType

from afterwave.content import yamlfile
from afterwave.content.blocks import DIRECTIVES, Prose
from afterwave.content.calls import Call
from afterwave.content.cures import KINDS, UNKNOWN, cure_of, problem_of, wrong_of
from afterwave.content.heads import ClaimWords, StudyWords, Titles, WorkshopHead
from afterwave.content.helplines import RedFlags, SupportLine
from afterwave.content.polls import Poll
from afterwave.content.wording import Wordings
from afterwave.content.workshop import Claim, Reference, SectionHead, Study
from afterwave.content.yamlwords import UNKNOWN as UNREADABLE
from afterwave.content.yamlwords import break_of
from enumeration import daily

MODELS: list[type[BaseModel]] = [
    *DIRECTIVES.values(), Prose, Call, ClaimWords, StudyWords, Titles, WorkshopHead, RedFlags, SupportLine, Poll,
    Wordings, Claim, Reference, SectionHead, Study,
]  # fmt: skip
WRITTEN: list[Any] = [
    None, True, 0, 1, -1, 10**400, 61, 1.5, float("inf"), float("nan"), "", "x", "A b!", "12", "9" * 5000, "2030-13-99",
    date(2030, 1, 31), datetime(2030, 1, 31, 9, tzinfo=UTC), [], [None], [1, "a"], [{}], {}, {"a": "b"}, {1: 2},
    {"id": 1}, [[]], [{"id": "a", "label": None}], {"min": "a", "ideal": 1.5, "max": None},
]  # fmt: skip
"""What an author may write in the place of a value, by mistake."""
LIBRARYS = re.compile(
    r"(?i)input should|valid (string|integer|number|boolean|date)|tuple|parse|pattern|validation|dict"
)


def mistakes() -> Iterator[tuple[type[BaseModel], Any]]:
    """Yield every mistake that pydantic finds where a value of each kind stands in each field of our models."""
    for model in MODELS:
        for own, field in model.model_fields.items():
            for value in WRITTEN:
                with pytest.raises(ValidationError) as caught:
                    model.model_validate({field.alias or own: value, "no-such-field": 1})
                yield from ((model, detail) for detail in caught.value.errors() if not wrong_of(detail))


def test_every_kind_of_mistake_that_a_field_can_have_is_told_in_our_words() -> None:
    found = set()
    for model, detail in mistakes():
        found.add(detail["type"])
        if detail["type"] != "extra_forbidden":
            assert not LIBRARYS.search(problem_of(detail)), problem_of(detail)
        assert cure_of(detail, model).endswith(".")
    assert found - {"extra_forbidden"} - {*KINDS} == set()


def test_a_kind_that_a_newer_validator_has_is_told_in_a_plain_sentence() -> None:
    known = {*get_args(ErrorType)}
    for kind in known - KINDS.keys() - {"extra_forbidden"}:
        detail: Any = {"type": kind, "loc": ("tea",), "msg": "Input should be a frobnicate", "input": 1}
        assert problem_of(detail) == UNKNOWN.problem({}, 1)
        assert cure_of(detail, Poll) == UNKNOWN.cure({}, 1)


SIGNS = ":\"'{}[],-|>#&*!%@`?\\\t <"
TEXT = (
    "title: It is tea\nlist: [en, 'pl']\nparts:\n  - {id: a, label: \"Two cups\"}\n  - {id: b}\n"
    "more:\n  - Say so\n  - day: 2030-01-31\nnote: >-\n  A cup\n  warms.\n"
)


def slips() -> Iterator[str]:
    """Yield a text with each slip of a single key: a letter left out, twice, or a sign too many."""
    for at in range(len(TEXT)):
        yield TEXT[:at] + TEXT[at + 1 :]
        yield TEXT[: at + 1] + TEXT[at:]
        yield from (TEXT[:at] + sign + TEXT[at:] for sign in SIGNS)


def broken_at(text: str) -> yamlfile.BadYaml | None:
    try:
        yamlfile.parse(text, Path("tea.yaml"))
    except yamlfile.BadYaml as error:
        return error
    return None


@pytest.mark.parametrize(
    "loader", daily([yamlfile.Loader, yaml.SafeLoader], [yamlfile.Loader]), ids=["the fast parser", "Python's"]
)
def test_every_slip_of_one_key_in_yaml_is_told_in_our_words(
    loader: type[yaml.SafeLoader], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yamlfile, "Loader", loader)
    breaks = [broken for text in slips() if (broken := broken_at(text))]
    parsers = [getattr(broken.__cause__, "problem", None) for broken in breaks]
    assert {words for words in parsers if words and break_of(words) is UNREADABLE} == set()
    assert {str(broken) for broken in breaks} & {words for words in parsers if words} == set()
    assert len({str(broken) for broken in breaks}) > 15


def test_words_that_a_newer_parser_has_are_told_in_a_plain_sentence() -> None:
    assert break_of("found a frobnicated scalar") == UNREADABLE


@pytest.mark.parametrize(
    ("line", "cure"),
    [
        ("title: Care: afterwards", 'Put all of them in quotes: title: "Care: afterwards".'),
        ('  - label: The "end": soon', r'Put all of them in quotes: label: "The \"end\": soon".'),
    ],
)
def test_words_with_a_colon_are_told_as_they_are_to_be_written(line: str, cure: str) -> None:
    with pytest.raises(yamlfile.BadYaml) as caught:
        yamlfile.parse(line, Path("tea.yaml"))
    assert (str(caught.value), caught.value.cure) == ("a colon stands within the words", cure)
    written = cure.partition("quotes: ")[2].removesuffix(".")
    assert next(iter(yamlfile.parse(written, Path("tea.yaml")).data.values())) == line.partition(": ")[2]


def test_a_field_without_its_colon_is_told_so_and_not_of_one_too_many() -> None:
    with pytest.raises(yamlfile.BadYaml) as caught:
        yamlfile.parse("slug tea\ntitle: Tea\n", Path("tea.yaml"))
    assert (caught.value.line, str(caught.value)) == (
        1,
        "a colon and a blank are missing here, or stand in the words below",
    )
