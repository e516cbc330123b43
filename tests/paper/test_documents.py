from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
from PIL import Image
from pypdf import PageObject, PdfReader

from afterwave.content.blocks import CardBuilder
from afterwave.content.emergency import NUMBERS
from afterwave.content.guide import chapters
from afterwave.content.load import load
from afterwave.content.logo import Logo
from afterwave.content.places import kit
from afterwave.content.views import steps
from afterwave.content.workshop import Workshop
from afterwave.errors import NoCard
from afterwave.paper.card import card
from afterwave.paper.feedback import feedback
from afterwave.paper.guide import guide, in_your_hand
from afterwave.paper.handouts import handouts
from afterwave.paper.references import references
from afterwave.paper.run_sheet import clock, rows, run_sheet
from afterwave.paper.slides import slides
from afterwave.paper.slips import slips
from afterwave.paper.summary import summary
from afterwave.paper.support import support
from afterwave.paper.typesetting import Document, Paper, pdf
from afterwave.session.run_sheet import plan
from enumeration import daily
from kit_workshop import kit_workshop
from pdf_text import as_told, drawn, pages, words

GUIDE = kit("facilitator_guide")
CODES = ("0123456789ABCDEF", "GHJKMNPQRSTVWXYZ")
SIZES: dict[Paper, tuple[int, int]] = {"a4": (595, 842), "letter": (612, 792)}
DOCUMENTS: dict[str, Callable[[Workshop], Document]] = {
    "slips": lambda workshop: slips(workshop, CODES, "http://192.168.1.20:8000/"),
    "run-sheet": lambda workshop: run_sheet(workshop, 90),
    "handouts": handouts,
    "card": card,
    "feedback": feedback,
    "references": references,
    "guide": lambda workshop: guide(workshop, GUIDE),
    "in-your-hand": lambda workshop: in_your_hand(workshop, GUIDE),
    "support": support,
    "slides": slides,
    "summary": lambda workshop: summary(workshop, {}),
}


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return kit_workshop()


@cache
def made(name: str) -> Document:
    """Return a document of the kit's workshop: put together once, which takes longer for the guide than to read it."""
    return DOCUMENTS[name](kit_workshop())


_PRINTED: dict[tuple[str, Paper], bytes] = {}
_READ: dict[tuple[str, Paper], PdfReader] = {}


def printed(document: Document, paper: Paper = "a4") -> bytes:
    """Return a document as it is printed: typeset once, however many tests look at it."""
    key = (repr(document), paper)
    if key not in _PRINTED:
        _PRINTED[key] = pdf(document, paper)
    return _PRINTED[key]


def read(document: Document, paper: Paper = "a4") -> PdfReader:
    """Return a document as a reader of PDFs has it."""
    key = (repr(document), paper)
    if key not in _READ:
        _READ[key] = PdfReader(BytesIO(printed(document, paper)))
    return _READ[key]


def said(document: Document, paper: Paper = "a4") -> str:
    return words(printed(document, paper))


def test_a_long_evening_of_one_part_has_a_run_sheet_without_a_break(workshop: Workshop) -> None:
    one = workshop.model_copy(update={"sections": workshop.sections[:1]})
    told = str(run_sheet(one, 150).facts["nodes"])
    assert ("Break:" in told, one.sections[0].title in told) == (False, True)


def test_minutes_that_leave_no_part_at_all_still_have_a_run_sheet_that_says_so(workshop: Workshop) -> None:
    spare = [
        one.model_copy(update={"essential": False, "cut_order": place + 1})
        for place, one in enumerate(workshop.sections[:2])
    ]
    told = str(run_sheet(workshop.model_copy(update={"sections": tuple(spare)}), 1).facts["nodes"])
    assert "Left out, so that the rest has room:" in told


def test_handouts_hold_the_decks_as_lists_and_the_surveys_as_tables(workshop: Workshop) -> None:
    words = said(handouts(workshop))
    assert "Prolactin. It climbs at orgasm" in words
    assert "No clear cause. You do not need a reason" in words
    assert (
        "Women students: 222. felt low, tearful, anxious or restless after sex that was otherwise good (Bird 2011) "
        "32.9 %"
    ) in words.replace("\u00a0", " ")


def fonts(reader: PdfReader) -> dict[str, bool]:
    """Return each font's name, and whether its file is in the document."""
    found = {}
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            found[inner["/BaseFont"]] = any(
                key.startswith("/FontFile") for key in inner["/FontDescriptor"].get_object()
            )
    return found


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_screen_reader_gets_tags_a_language_and_a_title(name: str) -> None:
    reader = read(made(name))
    root: Any = reader.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"], bool(reader.metadata and reader.metadata.title)) == (
        True,
        "en",
        True,
    )
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_font_is_in_the_document_and_is_one_of_ours(name: str) -> None:
    found = fonts(read(made(name)))
    assert found
    assert all(found.values())
    assert all(any(ours in font for ours in ("Atkinson", "DejaVu")) for font in found), found


@pytest.mark.prove
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_facts_give_the_same_bytes(workshop: Workshop, name: str) -> None:
    assert pdf(DOCUMENTS[name](workshop)) == printed(made(name))


@pytest.mark.parametrize("paper", daily(SIZES, ["a4"]))
@pytest.mark.parametrize("name", DOCUMENTS)
def test_pages_have_the_size_that_was_asked_for(name: str, paper: Paper) -> None:
    pages = read(made(name), paper).pages
    wanted = SIZES[paper][::-1] if name == "slides" else SIZES[paper]
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {wanted}


@pytest.mark.parametrize("language", kit_workshop().languages)
def test_the_slides_hold_every_step_of_the_stage_on_a_page_of_its_own_and_no_note(language: str) -> None:
    told = kit_workshop(language)
    walk = [(section, block) for section in told.sections for block in steps(section)]
    sheets = ["".join(sheet.split()) for sheet in pages(printed(slides(told)))]
    assert len(sheets) == len(walk)
    if told.speech.direction == "ltr":  # of joined letters, a reader of PDFs tells forms of its own
        first = ["".join(section.title.split()) for section, block in walk if block is steps(section)[0]]
        assert [title for title in first if not any(sheet.startswith(title) for sheet in sheets)] == []
        questions = [
            ("".join(told.poll(block.id).question.split()), sheet)
            for (_, block), sheet in zip(walk, sheets, strict=True)
            if block.kind == "poll"
        ]
        assert questions
        assert [question for question, sheet in questions if question not in sheet] == []
    notes = [block.text for section in told.sections for block in section.blocks if block.kind == "notes"]
    assert str(slides(told).facts).count(notes[0][:40]) == 0


def test_a_printed_slide_holds_what_the_stage_says_and_a_part_opens_with_its_minutes_and_what_it_touches(
    workshop: Workshop,
) -> None:
    sheets = slides(workshop).facts["slides"]
    openers = [str(sheet["nodes"]) for sheet in sheets if sheet["nodes"][0].get("level") == 1]
    assert len(openers) == len(workshop.sections)
    assert [
        section.slug
        for section, told in zip(workshop.sections, openers, strict=True)
        if section.title not in told or " minutes ·" not in told
    ] == []
    assert {sheet["kind"] for sheet in sheets} == {
        block.kind for section in workshop.sections for block in steps(section)
    }


def test_the_handouts_hold_every_section_every_question_and_every_support_line(workshop: Workshop) -> None:
    text = said(handouts(workshop))
    assert [section.title for section in workshop.sections if section.title not in text] == []
    # Word by word: of a name in two scripts that takes two lines, a reader of PDFs tells words, and the marks between
    # them, in an order of its own.
    names = {line.name: map(as_told, re.findall(r"\w+", line.name)) for line in workshop.support}
    assert [name for name, parts in names.items() if not all(part in text for part in parts)] == []
    squeezed = "".join(text.split())
    assert [line.number for line in workshop.support if "".join(line.number.split()) not in squeezed] == []


def test_the_handouts_hold_nothing_of_the_facilitator_s_notes(workshop: Workshop) -> None:
    text = said(handouts(workshop))
    assert "Watch for" not in text


def test_the_run_sheet_holds_every_section_and_what_to_say(workshop: Workshop) -> None:
    text = said(run_sheet(workshop, 180, 19 * 60))
    assert [section.title for section in workshop.sections if section.title not in text] == []
    assert "Watch for." in text
    assert "22:00" in text


def test_a_short_evening_says_what_it_leaves_out(workshop: Workshop) -> None:
    assert "Left out, so that the rest has room:" in said(run_sheet(workshop, 30))


def test_a_shorter_evening_s_run_sheet_says_which_talks_its_plan_leaves_out_and_does_not_lead_through_them(
    workshop: Workshop,
) -> None:
    told, whole = (str(run_sheet(workshop, minutes).facts["nodes"]) for minutes in (60, 90))
    assert "Left out of this part" in told
    assert "Left out of this part" not in whole
    assert ("One short thing for Ines" in whole, "One short thing for Ines" in told) == (True, False)


@pytest.mark.parametrize(("minutes", "breaks"), [(45, 0), (60, 0), (90, 0), (120, 1), (180, 2)])
def test_a_long_evening_has_a_break_for_each_hour_and_a_half(workshop: Workshop, minutes: int, breaks: int) -> None:
    evening = rows(workshop, plan(workshop.sections, minutes - breaks * 10), breaks)
    assert sum(row.section is None for row in evening) == breaks
    assert evening[-1].section is not None
    assert all(later.begins == row.begins + row.minutes for row, later in pairwise(evening))
    assert said(run_sheet(workshop, minutes)).count("Break: water") == breaks


def test_times_count_from_the_beginning_or_from_a_clock_that_passes_midnight() -> None:
    assert (clock(75, None), clock(75, 19 * 60), clock(75, 23 * 60)) == ("+1:15", "20:15", "00:15")


def test_the_references_hold_every_claim_and_every_doi(workshop: Workshop) -> None:
    foot = re.compile(
        r"What is known, and how well \d+"
    )  # stands between the two halves of a DOI that ends on the next page
    squeezed = "".join(foot.sub("", said(references(workshop))).split())
    assert [reference.doi for reference in workshop.references.values() if reference.doi not in squeezed] == []
    assert "notconfirmed" in squeezed
    starts = ["".join(claim.why.split())[:12] for claim in workshop.claims.values()]
    assert [start for start in starts if start.replace('"', "") not in squeezed.replace("“", "")] == []


def test_the_guide_lists_its_chapters_with_the_pages_they_are_on() -> None:
    sheets = pages(printed(made("guide")))
    first = [" ".join(line.split()) for line in sheets[0].splitlines()]
    for chapter in chapters(GUIDE):
        entry = next(line for line in first if line.startswith(chapter.title))
        page = int(re.findall(r"\d+", entry)[-1])
        assert chapter.title in " ".join(sheets[page - 1].split())


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_what_is_kept_in_the_hand_is_one_page(paper: Paper) -> None:
    assert len(read(made("in-your-hand"), paper).pages) == 1


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(
    "own", [folder for folder in sorted(GUIDE.iterdir()) if folder.is_dir()], ids=lambda folder: folder.name
)
def test_what_is_kept_in_the_hand_is_one_page_in_every_language_that_has_it(own: Path, paper: Paper) -> None:
    assert len(read(in_your_hand(kit_workshop(own.name), own), paper).pages) == 1


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_two_cards_with_every_form_of_care_stand_on_one_page(workshop: Workshop, paper: Paper) -> None:
    text = said(card(workshop), paper)
    assert len(read(card(workshop), paper).pages) == 1
    built = workshop.section("care").block("my-card")
    assert isinstance(built, CardBuilder)
    assert [text.count(words) for words in (*built.forms, *built.parts)] == [2] * (len(built.forms) + len(built.parts))


def test_a_workshop_without_a_card_says_so(workshop: Workshop) -> None:
    with pytest.raises(NoCard, match="card-builder"):
        card(workshop.model_copy(update={"sections": workshop.sections[:1]}))


LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="30" viewBox="0 0 900 30"><path d="M0 0h900v30H0z" '
    'fill="#7a3b69"/></svg>'
)


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """Give the kit's workshop with a logo and colours of its own."""
    folder = tmp_path_factory.mktemp("signed") / "content"
    shutil.copytree(kit("content"), folder)
    with (folder / "workshop.yaml").open("a", encoding="utf-8") as head:
        head.write("logo: logo.svg\nlogo_alt: Lantern House\ntheme: theme.css\n")
    (folder / "logo.svg").write_text(LOGO)
    (folder / "theme.css").write_text(":root { --aw-deep: #5a2a4c; }")
    return load(folder)


@pytest.mark.parametrize("name", ["card", "handouts"])
def test_what_is_printed_begins_with_the_workshop_s_logo_and_its_words(signed: Workshop, name: str) -> None:
    document = DOCUMENTS[name](signed)
    figures = [
        figure for figure in _figures(PdfReader(BytesIO(pdf(document)))) if figure.get("/Alt") == "Lantern House"
    ]
    assert len(figures) == (2 if name == "card" else 1)


def test_a_picture_is_printed_as_well_as_a_drawing(signed: Workshop, workshop: Workshop) -> None:
    drawing = BytesIO()
    Image.new("RGB", (60, 30), (122, 59, 105)).save(drawing, "PNG")
    logo = Logo(signed.folder / "logo.png", "image/png", drawing.getvalue(), "Lantern House")
    printed = [read(card(one)) for one in (signed.model_copy(update={"logo": logo}), workshop)]
    assert [sum(len(page.images) for page in one.pages) for one in printed] == [1, 0], "its two cards share it"


def test_printed_headings_wear_the_workshop_s_colours(signed: Workshop, workshop: Workshop) -> None:
    deep = b"0.3529412 0.16470589 0.29803923"  # 5a2a4c
    inked = [
        any(
            drawn is not None and deep in drawn.get_data()
            for drawn in map(PageObject.get_contents, read(card(one)).pages)
        )
        for one in (signed, workshop)
    ]
    assert inked == [True, False]


def _figures(reader: PdfReader) -> list[dict[str, str]]:
    root: Any = reader.trailer["/Root"]
    found, todo = [], [root["/StructTreeRoot"]]
    while todo:
        node = todo.pop().get_object()
        if isinstance(node, list):
            todo += node
        elif isinstance(node, dict):
            if node.get("/S") == "/Figure":
                found.append(node)
            todo += [node["/K"]] if "/K" in node else []
    return found


@pytest.mark.parametrize("paper", get_args(Paper))
@pytest.mark.parametrize(("language", "country"), [("en", "GB"), ("es", "CA"), ("ar", "EG"), ("en", "IE")])
def test_a_countrys_support_lines_are_one_sheet_with_nothing_on_its_folds_and_no_telling_title(
    paper: Paper, language: str, country: str
) -> None:
    workshop = kit_workshop(language, country)
    found = read(support(workshop), paper)
    text, lines = said(support(workshop), paper), "\n".join(drawn(printed(support(workshop), paper)))
    assert found.metadata
    assert (len(found.pages), found.metadata.title) == (1, workshop.discreet_title)
    assert workshop.title not in text
    assert [
        line.number
        for line in workshop.support
        if line.country in {country, "INT"} and line.number.split(",")[0].replace(" ", "") not in lines
    ] == []
    assert [number for number in NUMBERS[country] if number not in lines] == []


def test_a_support_sheet_says_the_day_of_a_call_or_leaves_a_blank_for_it() -> None:
    workshop = kit_workshop("en", "IE")
    first, *rest = [line for line in workshop.support if line.country == "IE"]
    called = workshop.model_copy(
        update={"support": (first.model_copy(update={"last_verified": date(2026, 11, 1)}), *rest)}
    )
    text = said(support(called))
    assert ("1 November 2026" in text, "not yet called" in text, "____" in text) == (True, False, True)
