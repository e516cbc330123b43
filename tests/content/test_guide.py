"""The facilitator's guide: how its chapters are read, what they show of the workshop, and whether the kit's own guide
holds together.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import afterwave
from afterwave.content.evidence import BADGES, citation
from afterwave.content.guide import Chapter, anchor, anchors, chapters, contents, with_places
from afterwave.content.kinds import Kind
from afterwave.content.language import ENGLISH
from afterwave.content.places import kit
from afterwave.content.translation import mark, sha
from afterwave.content.workshop import Workshop
from afterwave.errors import ContentError, Problem
from afterwave.poll.disclosure import outlook
from afterwave.session.run_sheet import plan, shortest
from kit_workshop import kit_workshop

FOLDER = kit("facilitator_guide")
WORKSHOP = kit_workshop()
GUIDE = chapters(FOLDER)
SHEETS = [ENGLISH, *sorted(file.parent.name for file in FOLDER.glob("*/run-sheets.md"))]
LINK = re.compile(r"\[(?P<words>[^\]]+)\]\((?P<file>[^)#\s]*)(?:#(?P<anchor>[^)\s]+))?\)")
LINKS = [(chapter, found) for chapter in GUIDE for found in LINK.finditer(chapter.text)]
THERE = {chapter.slug for chapter in GUIDE}
FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
WORDS_A_MINUTE = 200
WORDS_ON_A_PAGE = 330

GOOD = "---\ntitle: Tea\nminutes: 1\norder: 1\n---\n# Tea\n\nBoil it.\n"


def slug(chapter: Chapter) -> str:
    return chapter.slug


def chapter_of(name: str) -> Chapter:
    return next(chapter for chapter in GUIDE if chapter.slug == name)


def words(markdown: str) -> int:
    """Return how many words people read: marks, addresses and places left out."""
    plain = re.sub(r"```[a-z]*\n|```|<!--.*?-->|\]\([^)]*\)", " ", markdown)
    return len(re.findall(r"\w[\w'\u2019-]*", plain))


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        chapters(folder)
    return caught.value.problems


# -- how chapters are read


def test_chapters_come_in_their_order_and_not_in_that_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "brew.md").write_text(GOOD.replace("order: 1", "order: 2"))
    (tmp_path / "tea.md").write_text(GOOD)
    assert [chapter.slug for chapter in chapters(tmp_path)] == ["tea", "brew"]


def test_a_chapter_s_text_begins_after_its_front_matter(tmp_path: Path) -> None:
    (tmp_path / "tea.md").write_text(GOOD)
    assert chapters(tmp_path) == (Chapter(title="Tea", minutes=1, order=1, slug="tea", text="# Tea\n\nBoil it."),)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("minutes: 1\n", "", 2, "minutes is missing"),
        ("minutes: 1", "minutes: many", 3, "minutes"),
        ("order: 1", "order: 1\nauthor: me", 5, "author is not known here"),
        ("title: Tea", "title: Tea: green", 2, "the front matter breaks off here"),
        ("---\ntitle", "title", 1, "the front matter is missing"),
        ("Boil it.", "<!-- kettle -->", 8, 'nothing fills the place "kettle"'),
    ],
)
def test_a_mistake_in_a_chapter_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    (tmp_path / "tea.md").write_text(GOOD.replace(old, new, 1))
    [problem, *_] = problems(tmp_path)
    assert (problem.path.name, problem.line) == ("tea.md", line)
    assert says in problem.problem


def test_two_chapters_on_one_place_are_told(tmp_path: Path) -> None:
    for name in ("tea", "tray"):
        (tmp_path / f"{name}.md").write_text(GOOD)
    [problem] = problems(tmp_path)
    assert problem.problem == "the order 1 is also that of tea.md"


def test_every_chapter_s_mistakes_are_told_at_once(tmp_path: Path) -> None:
    for name in ("tea", "tray"):
        (tmp_path / f"{name}.md").write_text("Boil it.")
    assert [problem.path.name for problem in problems(tmp_path)] == ["tea.md", "tray.md"]


def test_a_folder_without_chapters_is_told(tmp_path: Path) -> None:
    [problem] = problems(tmp_path)
    assert problem.problem == "there are no chapters here"


def test_the_contents_name_every_chapter_and_all_the_minutes(tmp_path: Path) -> None:
    (tmp_path / "tea.md").write_text(GOOD)
    (tmp_path / "brew.md").write_text(GOOD.replace("order: 1", "order: 2").replace("minutes: 1", "minutes: 4"))
    assert (
        contents(chapters(tmp_path)) == "- [Tea](tea.md), 1 minute\n- [Tea](brew.md), 4 minutes\n- All of it: 5 minutes"
    )


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("When somebody cries", "when-somebody-cries"),
        ("“Is this common?”", "is-this-common"),
        ("Nina's voice", "ninas-voice"),
        ("One - two", "one---two"),
    ],
)
def test_a_heading_s_anchor_is_the_one_code_hosts_make(heading: str, expected: str) -> None:
    assert anchor(heading) == expected


def test_a_heading_inside_a_fence_is_no_anchor() -> None:
    assert list(anchors("# Tea\n\n```\n# not one\n```\n\n## Cups\n\n## Cups")) == ["tea", "cups", "cups-1"]


# -- the kit's own guide


@pytest.mark.parametrize("chapter", GUIDE, ids=slug)
def test_a_chapter_says_how_long_it_takes_to_read(chapter: Chapter) -> None:
    assert abs(chapter.minutes - words(chapter.text) / WORDS_A_MINUTE) <= 1


@pytest.mark.parametrize("chapter", GUIDE, ids=slug)
def test_a_chapter_begins_with_its_title(chapter: Chapter) -> None:
    assert chapter.text.startswith(f"# {chapter.title}\n")


@pytest.mark.parametrize(
    ("chapter", "link"), LINKS, ids=[f"{chapter.slug}: {link['words']}" for chapter, link in LINKS]
)
def test_a_link_leads_to_a_chapter_and_a_heading_that_are_there(chapter: Chapter, link: re.Match[str]) -> None:
    name = link["file"].removesuffix(".md") or chapter.slug
    assert name in THERE
    assert link["anchor"] is None or link["anchor"] in set(anchors(with_places(chapter_of(name), WORKSHOP)))


def test_no_link_leads_to_another_host() -> None:
    named = r'(?<!xmlns=")https?://\S+'  # a drawing says its kind by a name that looks like an address
    assert [found[0] for chapter in GUIDE for found in re.finditer(named, chapter.text)] == []


def test_the_first_chapter_names_all_the_others() -> None:
    named = {link["file"].removesuffix(".md") for chapter, link in LINKS if chapter.slug == "start-here"}
    assert THERE - named == {"start-here"}


def test_the_chapters_stand_in_the_order_in_which_the_first_one_names_them() -> None:
    text = chapter_of("start-here").text.split("## The chapters")[1]
    named = [link["file"].removesuffix(".md") for link in LINK.finditer(text) if link["file"]]
    assert [name for name in named if name in THERE] == [
        chapter.slug for chapter in GUIDE if chapter.slug != "start-here"
    ]


def test_the_page_for_the_hand_fits_on_one_page() -> None:
    assert words(chapter_of("in-your-hand").text) <= WORDS_ON_A_PAGE


@pytest.mark.parametrize("said", ["Notice", "Ground", "Choose", "Refer", "`b` calm", "`j` how to join", "`?` all keys"])
def test_the_page_for_the_hand_has_the_four_steps_and_the_three_keys(said: str) -> None:
    assert said in chapter_of("in-your-hand").text


@pytest.mark.parametrize("key", ["b", "j", "?"])
def test_the_keys_on_the_page_for_the_hand_are_keys_of_the_stage(key: str) -> None:
    stage = (Path(afterwave.__file__).parent / "widgets" / "stage.js").read_text()
    table = stage.split("const keys = {")[1].split("};")[0]
    assert re.search(rf'^\s*"?{re.escape(key)}"?: ', table, re.MULTILINE)


def test_every_section_has_its_card_in_the_chapter_on_sections() -> None:
    there = set(anchors(with_places(chapter_of("sections"), WORKSHOP)))
    assert [section.slug for section in WORKSHOP.sections if anchor(section.title) not in there] == []


def test_every_claim_and_every_source_stands_in_the_chapter_on_evidence() -> None:
    text = with_places(chapter_of("evidence"), WORKSHOP)
    assert [claim.id for claim in WORKSHOP.claims.values() if claim.claim not in text] == []
    assert [reference.key for reference in WORKSHOP.references.values() if citation(reference) not in text] == []


def test_a_source_that_nobody_confirmed_says_so_in_the_guide() -> None:
    text = with_places(chapter_of("evidence"), WORKSHOP)
    unsure = [reference for reference in WORKSHOP.references.values() if reference.unverified or reference.memory]
    assert text.count("(not confirmed: ") + text.count("(from memory, not seen)") == len(unsure) > 0


def test_every_strength_of_evidence_is_explained() -> None:
    assert [word for word in BADGES.values() if f"| {word} |" not in chapter_of("evidence").text] == []


def run_sheets(language: str) -> tuple[Workshop, str]:
    """Return the workshop in a language, and the chapter on run sheets in it."""
    folder = FOLDER if language == ENGLISH else FOLDER / language
    return kit_workshop(language), next(chapter.text for chapter in chapters(folder) if chapter.slug == "run-sheets")


@pytest.mark.parametrize("language", SHEETS)
def test_the_run_sheets_show_the_minutes_that_the_kit_plans(language: str) -> None:
    workshop, text = run_sheets(language)
    [head, *rows] = re.findall(r"^\| ([^|]+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", text, re.MULTILINE)
    plans = [plan(workshop.sections, int(minutes)) for minutes in head[1:]]
    expected = [(one.title, *(str(made.of(one.slug)) for made in plans)) for one in workshop.sections]
    assert rows == expected


@pytest.mark.parametrize("language", SHEETS)
def test_the_evening_on_the_clock_is_the_one_the_kit_plans(language: str) -> None:
    workshop, text = run_sheets(language)
    rows = re.findall(r"^\| (\d\d):(\d\d) \| ([^|]+) \|", text, re.MULTILINE)
    [_, *starts] = [(title, int(hour) * 60 + int(minute)) for hour, minute, title in rows]
    made, now = plan(workshop.sections, 90), starts[0][1]
    for slot, start in zip(made.slots, starts[:-1], strict=True):
        assert (slot.title, now) == start
        now += slot.minutes
    assert starts[-1][1] == now


@pytest.mark.parametrize("language", SHEETS)
def test_what_the_guide_says_may_go_goes_in_that_order(language: str) -> None:
    workshop, text = run_sheets(language)
    parts = text.split("\n## ")[3].split("\n\n")
    cut = sorted((one for one in workshop.sections if one.cut_order), key=lambda one: one.cut_order or 0)
    said = re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", " ".join(parts[1].split()))
    assert [section.title.startswith(name) for section, name in zip(cut, said, strict=True)] == [True] * len(cut)
    assert re.findall(r"\d+", parts[-1]) == [str(shortest(workshop.sections))]


@pytest.mark.parametrize("people", [8, 10, 12, 20])
def test_what_so_many_people_can_see_is_what_the_poll_will_show(people: int) -> None:
    seen = outlook("pick-any", people, 2)
    numbers = (
        f"exactly {seen.exact_from}"
        if seen.exact_from == seen.exact_to
        else f"from {seen.exact_from} to {seen.exact_to}"
    )
    [row] = re.findall(rf"^\| {people} \| (.+) \|$", chapter_of("poll").text, re.MULTILINE)
    assert numbers in row
    assert outlook("scale", people, 2) == seen


def test_seven_people_see_what_the_guide_says() -> None:
    assert "| fewer than 7 | nothing |" in chapter_of("poll").text
    asked: tuple[tuple[int, Kind], ...] = ((6, "pick-any"), (7, "pick-any"), (7, "scale"))
    assert [outlook(kind, people, 2).shows for people, kind in asked] == [
        "nothing",
        "bands",
        "nothing",
    ]


# -- chapters in other languages

TRANSLATED = sorted(FOLDER.glob("*/*.md"))
LANGUAGES = sorted({file.parent.name for file in TRANSLATED})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_that_has_a_guide_has_every_chapter_of_it(language: str) -> None:
    assert [chapter.slug for chapter in chapters(FOLDER / language)] == [chapter.slug for chapter in GUIDE]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translated_guide_shows_the_cards_claims_and_sources_of_its_own_workshop(language: str) -> None:
    workshop = kit_workshop(language)
    shown = {
        "sections": [section.title for section in workshop.sections],
        "evidence": [claim.claim for claim in workshop.claims.values()]
        + [citation(reference, workshop.speech.say) for reference in workshop.references.values()],
    }
    for chapter in chapters(FOLDER / language):
        text = with_places(chapter, workshop)
        assert [said for said in shown.get(chapter.slug, []) if said not in text] == []
        assert [said for said in (" and others ", "(not confirmed: ", "(from memory") if said in text] == []
        assert re.findall(r"<!--.*?-->", chapter.text) == re.findall(r"<!--.*?-->", chapter_of(chapter.slug).text)


def _own(file: Path) -> Chapter:
    return next(chapter for chapter in chapters(file.parent) if chapter.slug == file.stem)


def set_apart(markdown: str, language: str = ENGLISH) -> list[str]:
    """Return what every language shows alike: blocks of code, code in lines wherever the line ends, blanks to fill.

    A block that is a file of words may say them in its own language, in that language's folder: of it, its name and
    its number of lines.
    """
    markdown = re.sub(r"(`logo_alt: )[^`]+", r"\1", markdown.replace(f"{language}/", f"{ENGLISH}/"))
    inline = re.findall(r"`[^`]+`|(?:\\_)+", FENCED.sub("", markdown))
    blocks = [found[0] for found in FENCED.finditer(markdown)]
    alike = [
        f"{one.splitlines()[0]} {one.count(chr(10))}" if re.match(r"```(yaml|markdown) ", one) else one
        for one in blocks
    ]
    return alike + [" ".join(code.split()) for code in inline]


@pytest.mark.parametrize("file", TRANSLATED, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_translated_chapter_was_compared_with_the_english_as_it_stands(file: Path) -> None:
    own, english = _own(file), chapter_of(file.stem)
    assert own.source_sha == sha(FOLDER / file.name), f"Compare the two, then run: afterwave check --translated {file}"
    assert (own.minutes, own.order) == (english.minutes, english.order)
    shapes = [
        [line.split(" ")[0] for line in chapter.text.splitlines() if re.match(r"#|- |\d+\. |\|", line)]
        for chapter in (own, english)
    ]
    assert shapes[0] == shapes[1]
    assert set_apart(own.text, file.parent.name) == set_apart(english.text)


def numbers(markdown: str) -> list[str]:
    """Return the times and the numbers of two or three figures in a text; a thousand is written in as many ways."""
    return re.findall(r"\d\d:\d\d|\b\d\d\d?\b", re.sub(r"<!--.*?-->|(?<=\d),(?=\d{3}\b)", "", markdown))


@pytest.mark.parametrize("file", TRANSLATED, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_translated_chapter_keeps_what_stands_out_and_says_as_much_as_the_english(file: Path) -> None:
    own, english = (chapter.text for chapter in (_own(file), chapter_of(file.stem)))
    assert own.startswith(f"# {_own(file).title}\n")
    assert len(re.findall(r"\*\*.+?\*\*", own, re.DOTALL)) == len(re.findall(r"\*\*.+?\*\*", english, re.DOTALL))
    assert [part.count("\n\n") for part in re.split(r"^## ", own, flags=re.MULTILINE)] == [
        part.count("\n\n") for part in re.split(r"^## ", english, flags=re.MULTILINE)
    ]
    assert numbers(own) == numbers(english)


@pytest.mark.parametrize("file", TRANSLATED, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_translated_chapter_leads_to_its_own_language_where_there_is_a_chapter(file: Path) -> None:
    own = _own(file).text
    named = [link["file"].rpartition("/")[2] for link in LINK.finditer(own)]
    assert named == [link["file"].rpartition("/")[2] for link in LINK.finditer(chapter_of(file.stem).text)]
    for link in LINK.finditer(own):
        target = (file.parent / link["file"]).resolve()
        assert target.exists()
        assert target.parent == file.parent.resolve() or not (file.parent / target.name).exists()
        assert link["anchor"] is None or link["anchor"] in set(anchors(target.read_text("utf-8")))


def test_a_translated_chapter_says_what_it_was_made_from(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "es"):
        folder.mkdir(exist_ok=True)
        (folder / "tea.md").write_text(GOOD)
    (tmp_path / "es" / "tea.md").write_text(f"{GOOD}\nOtra taza.\n")
    assert chapters(tmp_path / "es")[0].source_sha == ""
    assert mark(tmp_path / "es" / "tea.md") == chapters(tmp_path / "es")[0].source_sha == sha(tmp_path / "tea.md")
