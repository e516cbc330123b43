"""A file of polls that is run alone: its mistakes are told by the name that its author knows."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from afterwave.content.places import kit
from afterwave.errors import ContentError
from afterwave.launch.polls_alone import polls_alone
from kit_workshop import kit_workshop

GUIDES = [kit("facilitator_guide") / "poll.md", *sorted(kit("facilitator_guide").glob("*/poll.md"))]
TEA = 'tea: {kind: pick-any, question: "Which tea?", options: [{id: g, label: Green}, {id: b, label: Black}]}\n'


def test_a_file_s_polls_are_the_whole_workshop(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(TEA)
    with polls_alone(None, "", tmp_path / "mine.yaml") as workshop:
        assert (list(workshop.polls), [section.slug for section in workshop.sections]) == (["tea"], ["polls"])
        assert workshop.folder.exists()
    assert not workshop.folder.exists()


def test_without_a_file_the_workshop_s_own_polls_are_asked() -> None:
    with polls_alone(None, "", None) as workshop:
        assert list(workshop.polls) == list(kit_workshop().polls)


@pytest.mark.parametrize("file", GUIDES, ids=[file.parent.name for file in GUIDES])
def test_the_file_that_the_guide_shows_is_run_alone_as_it_stands(tmp_path: Path, file: Path) -> None:
    shown = re.search(r"```yaml my-polls.yaml\n(.*?)```", file.read_text("utf-8"), re.DOTALL)
    assert shown
    (tmp_path / "my-polls.yaml").write_text(shown[1], "utf-8")
    with polls_alone(None, "", tmp_path / "my-polls.yaml") as workshop:
        [poll] = workshop.polls.values()
        assert (poll.question in shown[1], list(poll.option_ids())) == (True, ["quiet", "company", "other"])


def test_quotation_marks_in_a_title_or_a_translation_are_words_like_any_other(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(kit("content"), content)
    (content / "es" / "workshop.yaml").write_text("title: 'Té: \"con\" calma'\n", "utf-8")
    messages = content / "es" / "messages.po"
    asked = 'msgid "A few questions to the group; everybody may pass."\nmsgstr "'
    assert asked in messages.read_text("utf-8")
    messages.write_text(messages.read_text("utf-8").replace(asked, f'{asked}\\"Preguntas\\": '), "utf-8")
    with polls_alone(content, "es", None) as workshop:
        assert workshop.title == 'Té: "con" calma'
        assert workshop.sections[0].content_note.startswith('"Preguntas": ')


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (TEA.replace("]}", "]"), "the YAML breaks off here"),
        (TEA.replace(", {id: b, label: Black}", ""), "tea: needs at least 2 options, has 1"),
        ("- tea\n", "there is no poll here"),
        ("", "there is no poll here"),
        (b"tea: \xff", "the file is not UTF-8 text"),
    ],
    ids=["no YAML", "a poll with one option", "a list", "nothing", "another encoding"],
)
def test_a_mistake_is_told_in_the_author_s_own_file(tmp_path: Path, text: str | bytes, problem: str) -> None:
    file = tmp_path / "mine.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ContentError) as caught, polls_alone(None, "", file):
        pass
    (told,) = caught.value.problems
    assert told.path == file
    assert told.problem.startswith(problem)
