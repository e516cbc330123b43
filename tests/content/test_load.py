"""A content folder becomes a workshop, or every mistake in it is told with its line and its cure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from afterwave.content.blocks import CardBuilder, Deck, Discuss, Prompt, Prose
from afterwave.content.load import load
from afterwave.content.occasion import Occasion
from afterwave.errors import UnknownBlock, UnknownPoll, UnknownSection
from content_folder import Folder

LineOf = Callable[[str, str], int]


def test_a_section_is_its_blocks_in_the_order_of_the_file(folder: Folder) -> None:
    blocks = load(folder.path).section("brewing").blocks
    assert [(block.kind, block.id) for block in blocks] == [
        ("prose", "intro"),
        ("slide", "leaf"),
        ("notes", "leaf-notes"),
        ("prose", "hands"),
        ("evidence", "tea-warms"),
        ("prompt", "a-cup"),
        ("discuss", "why-tea"),
        ("poll", "tea"),
    ]


def test_a_block_knows_the_line_it_begins_on(folder: Folder, line_of: LineOf) -> None:
    section = load(folder.path).section("brewing")
    assert section.block("leaf").line == line_of("en/brewing.md", ":::{slide} leaf")
    assert section.block("hands").line == line_of("en/brewing.md", "## Warm hands")


def test_a_directive_s_options_are_typed(folder: Folder) -> None:
    section = load(folder.path).section("brewing")
    prompt, discuss = section.block("a-cup"), section.block("why-tea")
    assert isinstance(prompt, Prompt)
    assert isinstance(discuss, Discuss)
    assert (prompt.choices, prompt.minutes, discuss.people) == (("Green", "Black"), 2, "pairs")


def test_prose_keeps_its_heading_and_loses_the_id_in_it(folder: Folder) -> None:
    prose = load(folder.path).section("brewing").block("hands")
    assert isinstance(prose, Prose)
    assert (prose.heading, prose.text) == ("Warm hands", "A cup warms them.")


def test_a_deck_is_the_line_above_it_and_its_cards_each_in_one_line(folder: Folder) -> None:
    folder.replace("en/brewing.md", ":::{poll} tea", f"{DECK}- **Black.** Left\n  longer\n:::\n\n:::{{poll}} tea")
    deck = load(folder.path).section("brewing").block("two-leaves")
    assert isinstance(deck, Deck)
    assert (deck.lead, deck.deck) == ("Turn them over.", (("Green", "Fresh"), ("Black", "Left longer")))


def test_what_is_not_there_is_named_when_it_is_asked_for(folder: Folder) -> None:
    workshop = load(folder.path)
    with pytest.raises(UnknownSection, match="milk"):
        workshop.section("milk")
    with pytest.raises(UnknownPoll, match="There are: tea"):
        workshop.poll("milk")
    with pytest.raises(UnknownBlock, match="milk"):
        workshop.section("brewing").block("milk")


def test_a_language_s_own_file_stands_before_the_one_all_languages_share(folder: Folder) -> None:
    folder.write("en/references.yaml", "potter1900: {authors: Potter P, year: 1900, title: Of tea}\n")
    assert load(folder.path).references["potter1900"].title == "Of tea"


DECK = ":::{cards} two-leaves\nTurn them over.\n\n- **Green.** Fresh\n"

SPOILED = [
    (
        "an unknown directive",
        "en/brewing.md",
        ":::{slide} leaf",
        ":::{slyde} leaf",
        'the directive "{slyde}" is unknown',
    ),
    (
        "an evidence id that nobody defines",
        "en/brewing.md",
        ":::{evidence} tea-warms",
        ":::{evidence} tea-cools",
        'no claim "tea-cools" is defined',
    ),
    ("a poll that nobody defines", "en/brewing.md", ":::{poll} tea", ":::{poll} milk", 'no poll "milk" is defined'),
    (
        "an id that stands twice",
        "en/brewing.md",
        ":::{prompt} a-cup",
        ":::{prompt} leaf",
        'the id "leaf" stands twice in this section',
    ),
    (
        "a directive without an id",
        "en/brewing.md",
        ":::{prompt} a-cup",
        ":::{prompt}",
        "prompt: id: its name is missing",
    ),
    (
        "minutes that are no number",
        "en/brewing.md",
        ":minutes: 2",
        ":minutes: two",
        'minutes: "two" is no number',
    ),
    ("an option that is not known", "en/brewing.md", ":people: pairs", ":persons: pairs", "persons is not known here"),
    ("minutes out of order", "en/brewing.md", "min: 1, ideal: 5", "min: 6, ideal: 5", "minutes are out of order"),
    ("a missing field", "en/brewing.md", "title: Brewing\n", "", "title is missing"),
    ("a field that is not known", "en/brewing.md", "cut_order: 1", "cut_odor: 1", "cut_odor is not known here"),
    (
        "an essential section that may be cut",
        "en/brewing.md",
        "cut_order: 1",
        "cut_order: 1\nessential: true",
        "an essential section is never cut",
    ),
    (
        "a slug that is not the file's name",
        "en/brewing.md",
        "slug: brewing",
        "slug: boiling",
        'the slug "boiling" is not the file\'s name',
    ),
    (
        "a poll with one option",
        "en/polls.yaml",
        "    - {id: black, label: Black}\n",
        "",
        "tea: needs at least 2 options, has 1",
    ),
    (
        "a poll with the same option twice",
        "en/polls.yaml",
        "id: black",
        "id: green",
        "tea: has two options with the same id",
    ),
    (
        "a source that nobody defines",
        "evidence.yaml",
        "potter1900",
        "kettle1901",
        'claim "tea-warms" names the source "kettle1901", which nobody defines',
    ),
    ("a section without a file", "workshop.yaml", "[brewing]", "[brewing, pouring]", 'no section "pouring" is written'),
    (
        "a section that is listed twice",
        "workshop.yaml",
        "[brewing]",
        "[brewing, brewing]",
        'the section "brewing" is listed twice',
    ),
    (
        "a slide that is a lecture",
        "en/brewing.md",
        "# A leaf",
        "# A leaf\n" + "word " * 50,
        'slide "leaf" has 52 words',
    ),
]


CARD = """
:::{card-builder} my-mug
:title: My mug
:lead: It may change.
:forms: Green | Black
:before: Before
:after: After
:next_day: The next day
:never: Please don't
If you like, write down what you drink.
:::
"""


def test_a_card_to_make_has_its_forms_and_its_parts_in_the_order_of_time(folder: Folder) -> None:
    folder.write("en/brewing.md", (folder.path / "en/brewing.md").read_text() + CARD)
    card = load(folder.path).section("brewing").block("my-mug")
    assert isinstance(card, CardBuilder)
    assert (card.forms, card.parts) == (("Green", "Black"), ("Before", "After", "The next day", "Please don't"))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (":never: Please don't\n", "", 'card-builder "my-mug": never is missing'),
        (":lead: It may change.", ":lead:", 'card-builder "my-mug": lead: no words stand here'),
        ("Green | Black", "Green", 'card-builder "my-mug": forms: this has 1, and needs 2 at least'),
        (":next_day:", ":tomorrow:", 'card-builder "my-mug": tomorrow is not known here'),
        (
            "If you like, write down what you drink.\n",
            "",
            'card-builder "my-mug": text: no words stand here',
        ),
    ],
)
def test_a_card_that_lacks_something_is_told_at_its_line(
    folder: Folder, line_of: LineOf, old: str, new: str, expected: str
) -> None:
    assert old in CARD
    folder.write("en/brewing.md", (folder.path / "en/brewing.md").read_text() + CARD.replace(old, new))
    problem = next(problem for problem in folder.problems() if expected in problem.problem)
    assert problem.line == line_of("en/brewing.md", ":::{card-builder}")


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"), [row[1:] for row in SPOILED], ids=[row[0] for row in SPOILED]
)
def test_one_mistake_is_told_once_with_a_cure(folder: Folder, name: str, old: str, new: str, expected: str) -> None:
    folder.replace(name, old, new)
    problems = [problem for problem in folder.problems() if expected in problem.problem]
    assert len(problems) == 1, folder.problems()
    assert problems[0].cure.endswith(".")


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (f"{DECK}", 'cards "two-leaves": needs at least 2 cards, has 1'),
        (f"{DECK}- Black\n", 'cards "two-leaves": the front or the back of card 2 is missing'),
        (f"{DECK}- **Black.**\n", 'cards "two-leaves": the front or the back of card 2 is missing'),
        (
            f"{DECK}- **Some like it all black.** Yes\n",
            'cards "two-leaves": the front of "Some like it all black" has 5 words',
        ),
        (f"{DECK}- **Black.** {'word ' * 41}\n", 'cards "two-leaves": the back of "Black" has 41 words'),
        (":::{chart} cups\nLook.\n", 'chart "cups": the chart names no window, or one without a caption'),
        (":::{chart} cups\n- **ever.** Ever\n", 'chart "cups": no study with `chart: true` has the window "ever"'),
    ],
)
def test_a_mistake_in_a_deck_or_a_chart_is_told_at_its_line_with_a_cure(
    folder: Folder, line_of: LineOf, block: str, expected: str
) -> None:
    folder.replace("en/brewing.md", ":::{poll} tea", f"{block}:::\n\n:::{{poll}} tea")
    (problem,) = folder.problems()
    assert (problem.problem, problem.line) == (expected, line_of("en/brewing.md", block.splitlines()[0]))
    assert problem.cure.endswith(".")


@pytest.mark.parametrize(("length", "told"), [(39, True), (40, False)])
def test_essential_sections_that_outlast_the_evening_are_told_where_its_length_stands(
    folder: Folder, line_of: LineOf, length: int, *, told: bool
) -> None:
    folder.replace("en/brewing.md", "{min: 1, ideal: 5, max: 9}", "{min: 40, ideal: 45, max: 50}")
    folder.replace("en/brewing.md", "cut_order: 1", "essential: true")
    folder.replace("workshop.yaml", "length: 30", f"length: {length}")
    if not told:
        assert load(folder.path).length == length
        return
    (problem,) = folder.problems()
    assert (problem.path.name, problem.line) == ("workshop.yaml", line_of("workshop.yaml", "length"))
    assert problem.problem == "the essential sections take 40 minutes at least, and the length is 39"
    assert problem.cure == (
        "Write `length: 40` or more, lower a `min`, or give one of them a cut_order in place of essential: brewing 40."
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "at"),
    [
        ("en/brewing.md", "min: 1, ideal: 5", "min: 6, ideal: 5", "minutes:"),
        ("en/brewing.md", "objectives: [Know tea]", "objectives: 3", "objectives"),
        ("en/brewing.md", ":::{poll} tea", ":::{poll} milk", ":::{poll} milk"),
        ("en/polls.yaml", "pick-any", "pick-some", "kind:"),
        ("en/polls.yaml", "label: Black", "label: ''", "id: black"),
        ("evidence.yaml", "potter1900", "kettle1901", "sources"),
    ],
)
def test_a_mistake_is_told_at_its_own_line(
    folder: Folder, line_of: LineOf, name: str, old: str, new: str, at: str
) -> None:
    folder.replace(name, old, new)
    (problem,) = folder.problems()
    assert (problem.path.name, problem.line) == (Path(name).name, line_of(name, at))


def test_a_repeated_key_in_yaml_is_a_mistake_and_not_a_silent_choice(folder: Folder, line_of: LineOf) -> None:
    folder.replace("en/polls.yaml", "  kind: pick-any\n", "  kind: pick-any\n  kind: pick-one\n")
    (problem,) = folder.problems()
    assert (problem.problem, problem.line) == (
        f'"kind" stands here twice, first on line {line_of("en/polls.yaml", "pick-any")}',
        line_of("en/polls.yaml", "pick-one"),
    )


def test_an_unclosed_directive_is_told_where_it_opens(folder: Folder, line_of: LineOf) -> None:
    text = (folder.path / "en/brewing.md").read_text()
    folder.write("en/brewing.md", text.rstrip().removesuffix(":::"))
    (problem,) = folder.problems()
    assert (problem.problem, problem.line) == ("the poll is not closed", line_of("en/brewing.md", ":::{poll}"))


def test_bad_yaml_is_told_with_its_line(folder: Folder) -> None:
    folder.write("en/polls.yaml", "tea:\n  kind: [pick-any\n  question: x\n")
    problems = [problem for problem in folder.problems() if problem.path.name == "polls.yaml"]
    assert [(problem.line, problem.problem.split(":")[0]) for problem in problems] == [(3, "the YAML breaks off here")]


def test_a_key_that_lost_its_place_is_told_where_the_words_under_it_begin(folder: Folder) -> None:
    folder.write("en/polls.yaml", "tea:\n  words that run on\n  and on\n  and on\n  kind: pick-one\n")
    assert [(problem.path.name, problem.line) for problem in folder.problems()] == [("polls.yaml", 2)]


@pytest.mark.parametrize("name", ["en/polls.yaml", "evidence.yaml", "references.yaml"])
@pytest.mark.parametrize("spoiled", ["a: [b\n", "- a\n- b\n", "a: \x00\n"], ids=["broken off", "a list", "no text"])
def test_a_file_that_cannot_be_read_is_told_once_and_not_by_whatever_names_its_entries(
    folder: Folder, name: str, spoiled: str
) -> None:
    folder.write(name, spoiled)
    assert [problem.path.name for problem in folder.problems()] == [Path(name).name]


def test_words_for_a_claim_with_a_mistake_are_not_told_as_words_for_none(folder: Folder) -> None:
    folder.write("en/evidence.yaml", "tea-warms: {claim: Tea warms you.}\ntea-cools: {claim: Tea cools.}\n")
    folder.replace("evidence.yaml", "strength: plausible", "strength: strange")
    told = [problem.problem for problem in folder.problems()]
    assert (len(told), 'no claim "tea-cools" is defined' in told) == (2, True)


def test_bytes_that_are_not_utf_8_are_told_with_their_line(folder: Folder) -> None:
    folder.write(
        "en/brewing.md", (folder.path / "en/brewing.md").read_bytes().replace(b"Tea is a leaf", b"Th\xe9 is a leaf")
    )
    (problem,) = folder.problems()
    assert (problem.line, problem.problem) == (9, "the file is not UTF-8 text")


def test_a_section_without_front_matter_still_has_its_directives_checked(folder: Folder) -> None:
    folder.write("en/brewing.md", "Tea.\n\n:::{slyde} leaf\n:::\n")
    assert [problem.problem for problem in folder.problems()] == [
        "the front matter is missing",
        'the directive "{slyde}" is unknown',
    ]


def test_a_study_s_unknown_source_is_told_at_its_line(folder: Folder, line_of: LineOf) -> None:
    row = (
        "p1: {who: people, n: 9, window: ever, measure: tea, percent: 3, source: kettle1901, verified: true, chart: "
        "true}\n"
    )
    folder.write("prevalence.yaml", row)
    (problem,) = folder.problems()
    assert (problem.problem, problem.line) == (
        'study "p1" names the source "kettle1901", which nobody defines',
        line_of("prevalence.yaml", "kettle1901"),
    )


def test_a_missing_workshop_file_is_one_clear_problem(folder: Folder) -> None:
    (folder.path / "workshop.yaml").unlink()
    (problem,) = folder.problems()
    assert str(problem).startswith(f"{folder.path / 'workshop.yaml'}:1: the file cannot be read")


def test_all_mistakes_are_told_at_once_and_in_order(folder: Folder) -> None:
    folder.replace("en/brewing.md", ":::{slide} leaf", ":::{slyde} leaf")
    folder.replace("en/brewing.md", ":::{poll} tea", ":::{poll} milk")
    folder.replace("en/polls.yaml", "pick-any", "pick-some")
    places = [(problem.path.name, problem.line) for problem in folder.problems()]
    assert places == sorted(places)
    assert [name for name, _ in places] == ["brewing.md", "brewing.md", "polls.yaml"]


def test_a_comment_is_shown_to_nobody_and_moves_no_line(folder: Folder, line_of: LineOf) -> None:
    folder.replace("en/brewing.md", "Tea is a leaf.\n", "Tea is a leaf.\n\n<!-- Two lines\nfor the author. -->\n")
    folder.replace("en/brewing.md", "**Say.** It is a leaf.", "<!-- mine -->\n**Say.** It is a leaf.")
    section = load(folder.path).section("brewing")
    assert [block.text for block in section.blocks[:3]] == ["Tea is a leaf.", "# A leaf", "**Say.** It is a leaf."]
    assert section.block("hands").line == line_of("en/brewing.md", "## Warm hands")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("evening", Occasion(when="evening")),
        ("workshop", Occasion(when="day")),
        (
            "{people: 4, when: day, where: campus, languages: [es, ar]}",
            Occasion(people=4, when="day", where="campus", languages=("es", "ar")),
        ),
    ],
)
def test_an_occasion_is_a_word_or_how_many_when_and_where(folder: Folder, written: str, found: Occasion) -> None:
    folder.replace("workshop.yaml", "title:", f"occasion: {written}\ntitle:")
    assert load(folder.path).occasion == found


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "workshop.yaml",
            "title:",
            "occasion: party\ntitle:",
            '"party" is no word for an occasion. Write one of evening, workshop',
        ),
        ("workshop.yaml", "title:", "occasion: {people: -1}\ntitle:", "occasion, people"),
        (
            "en/brewing.md",
            "{slide} leaf\n",
            "{slide} leaf\n:polls: coffee\n",
            'names the poll "coffee", which no section asks',
        ),
    ],
)
def test_an_occasion_that_is_none_and_a_slide_about_no_poll_are_told(
    folder: Folder, file: str, old: str, new: str, said: str
) -> None:
    folder.replace(file, old, new)
    (told,) = [str(problem) for problem in folder.problems()]
    assert said in told
