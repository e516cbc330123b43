"""A workshop's own logo: what is read of it, what pages get, and every mistake with its cure."""

from __future__ import annotations

from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from afterwave.content.load import load
from afterwave.content.logo import MOST, Logo
from afterwave.launch.polls_alone import workshop_of_polls
from content_folder import Folder

DRAWING = """\
<?xml version="1.0" encoding="UTF-8"?>
<!-- drawn by Anna -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ink="http://ink.example/ns"
  ink:export-filename="/home/anna/logo.png" width="40" height="20" viewBox="0 0 40 20">
  <metadata>Anna</metadata><title>by Anna</title>
  <ink:view name="Anna"/>
  <defs><linearGradient id="g"><stop stop-color="#7a3b69"/></linearGradient><circle id="dot" r="4"/></defs>
  <rect width="40" height="20" style="fill:url(#g)"/>
  <use xlink:href="#dot" x="9" y="9"/>
</svg>
"""
HEAD = "logo: logo.svg\nlogo_alt: Lantern House\n"

SPOILED = [
    (
        "a script",
        "<metadata>",
        "<script>alert(1)</script><metadata>",
        "the drawing holds <script>, and a logo is only looked at",
    ),
    (
        "a page within",
        "<metadata>",
        "<foreignObject/><metadata>",
        "the drawing holds <foreignObject>, and a logo is only looked at",
    ),
    (
        "something that moves",
        "<metadata>",
        '<animate attributeName="x"/><metadata>',
        "the drawing holds <animate>, and a logo is only looked at",
    ),
    ("a handler", "<rect ", '<rect onclick="alert(1)" ', '<rect> would run something ("onclick")'),
    (
        "a picture elsewhere",
        "<metadata>",
        '<image href="https://a.example/x.png"/><metadata>',
        "<image> points to something outside the file",
    ),
    ("a piece elsewhere", "#dot", "other.svg#dot", "<use> points to something outside the file"),
    ("a colour elsewhere", "url(#g)", "url('//a.example/g')", "<rect> points to something outside the file"),
    (
        "a style elsewhere",
        "<metadata>",
        "<style>@import '//a.example/x'</style><metadata>",
        "<style> points to something outside the file",
    ),
    (
        "a drawing in a drawing",
        "<metadata>",
        '<image href="data:image/svg+xml,x"/><metadata>',
        "<image> points to something outside the file",
    ),
    (
        "words",
        "<metadata>",
        "<text>Lantern</text><metadata>",
        "the drawing holds words, which every phone would write in another typeface",
    ),
    (
        "a DOCTYPE",
        "<svg",
        '<!DOCTYPE svg [<!ENTITY a "a">]><svg',
        "the drawing begins with a DOCTYPE, which could stand for anything",
    ),
    ("something cut off", "</svg>", "", "the drawing breaks off here: it is no SVG"),
    ("something else", 'xmlns="http://www.w3.org/2000/svg"', "", "the file is no SVG drawing"),
]


@pytest.fixture
def signed(folder: Folder) -> Folder:
    folder.write("workshop.yaml", (folder.path / "workshop.yaml").read_text() + HEAD)
    folder.write("logo.svg", DRAWING)
    return folder


def logo(folder: Folder) -> Logo:
    found = load(folder.path).logo
    assert found
    return found


def painted(size: tuple[int, int] = (6, 3), **more: object) -> bytes:
    made = BytesIO()
    Image.new("RGBA", size, (120, 60, 100, 128)).save(made, "PNG", **more)
    return made.getvalue()


def test_a_workshop_need_not_have_a_logo(folder: Folder) -> None:
    assert load(folder.path).logo is None


def test_pages_get_the_shapes_of_a_drawing(signed: Folder) -> None:
    data = logo(signed).data.decode()
    for kept in ('viewBox="0 0 40 20"', 'fill:url(#g)"', '<circle id="dot" r="4"', 'href="#dot"'):
        assert kept in data


def test_pages_get_nothing_of_who_drew_it(signed: Folder) -> None:
    data = logo(signed).data.decode().lower()
    assert "anna" not in data
    assert "ink" not in data


def test_a_logo_travels_within_the_page(signed: Folder) -> None:
    found = logo(signed)
    assert (found.kind, found.alt) == ("image/svg+xml", "Lantern House")
    head, _, body = found.address().partition(",")
    assert (head, b64decode(body)) == ("data:image/svg+xml;base64", found.data)


def test_a_picture_keeps_its_points_and_loses_its_notes(signed: Folder) -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Anna")
    signed.replace("workshop.yaml", "logo.svg", "logo.png")
    signed.write("logo.png", painted(pnginfo=notes))
    found = logo(signed)
    assert (found.kind, b"Anna" in found.data) == ("image/png", False)
    assert Image.open(BytesIO(found.data)).getpixel((0, 0)) == (120, 60, 100, 128)


def test_on_paper_a_picture_stands_in_a_drawing_of_its_size(signed: Folder) -> None:
    signed.replace("workshop.yaml", "logo.svg", "logo.png")
    signed.write("logo.png", painted((60, 30)))
    assert 'width="60" height="30"' in logo(signed).drawing()
    assert logo(signed).address() in logo(signed).drawing()


@pytest.mark.parametrize(("old", "new", "expected"), [row[1:] for row in SPOILED], ids=[row[0] for row in SPOILED])
def test_one_mistake_in_a_drawing_is_told_with_a_cure(signed: Folder, old: str, new: str, expected: str) -> None:
    signed.replace("logo.svg", old, new)
    told = [(problem.path.name, problem.problem) for problem in signed.problems()]
    assert told == [("logo.svg", expected)]
    assert all(problem.cure.endswith(".") for problem in signed.problems())


def test_a_drawing_in_another_encoding_is_told_before_anything_in_it_is_expanded(signed: Folder) -> None:
    signed.write(
        "logo.svg",
        DRAWING.replace("UTF-8", "UTF-16").replace("<svg", '<!DOCTYPE svg [<!ENTITY a "a">]><svg').encode("utf-16"),
    )
    assert [problem.problem for problem in signed.problems()] == ["the drawing is not UTF-8 text"]


def test_a_mark_that_some_programs_put_before_their_text_is_no_mistake(signed: Folder) -> None:
    plain = logo(signed).data
    signed.write("logo.svg", DRAWING.encode("utf-8-sig"))
    assert logo(signed).data == plain


@pytest.mark.parametrize(
    "data", [b"no picture", painted()[:-30], DRAWING.encode()], ids=["words", "cut off", "a drawing"]
)
def test_a_picture_that_is_none_is_told(signed: Folder, data: bytes) -> None:
    signed.replace("workshop.yaml", "logo.svg", "logo.png")
    signed.write("logo.png", data)
    assert [problem.problem for problem in signed.problems()] == ["the file is no PNG picture, or a damaged one"]


def test_a_logo_is_a_drawing_or_a_picture(signed: Folder) -> None:
    signed.replace("workshop.yaml", "logo.svg", "logo.jpg")
    signed.write("logo.jpg", b"x")
    assert [problem.problem for problem in signed.problems()] == ["a logo is a drawing (.svg) or a picture (.png)"]


def test_a_logo_that_a_full_room_would_wait_for_is_told(signed: Folder) -> None:
    signed.replace("logo.svg", "<defs>", f'<path d="M0 0{" 1" * MOST}"/><defs>')
    (problem,) = signed.problems()
    assert (problem.problem, problem.cure) == (
        "the logo has 60 kB",
        "Make it smaller, 30 kB at most: every phone in the room loads it.",
    )


def test_a_logo_has_words_for_who_does_not_see_it(signed: Folder) -> None:
    signed.replace("workshop.yaml", "logo_alt: Lantern House\n", "")
    (problem,) = signed.problems()
    assert (problem.problem, problem.cure) == (
        "the logo has no words",
        "Add logo_alt: whose it is, for people who do not see it.",
    )


def test_a_language_says_the_logo_in_its_own_words(signed: Folder) -> None:
    signed.write("en/workshop.yaml", "logo_alt: The House of Lanterns\n")
    assert logo(signed).alt == "The House of Lanterns"


@pytest.mark.parametrize("name", ["../logo.svg", "/etc/logo.svg", "C:logo.svg", "looks/logo.svg"])
def test_a_logo_lies_beside_the_workshop(signed: Folder, name: str) -> None:
    signed.replace("workshop.yaml", "logo: logo.svg", f"logo: {name}")
    (problem,) = signed.problems()
    assert problem.problem.endswith("is not the bare name of a file beside workshop.yaml, such as logo.svg")


def test_a_logo_that_is_not_there_is_told_where_it_is_named(signed: Folder) -> None:
    (signed.path / "logo.svg").unlink()
    lines = (signed.path / "workshop.yaml").read_text("utf-8").split("\n")
    assert [(problem.path.name, problem.line, problem.problem) for problem in signed.problems()] == [
        ("workshop.yaml", lines.index("logo: logo.svg") + 1, 'logo: there is no file "logo.svg"')
    ]


def test_polls_alone_keep_the_workshop_s_logo(signed: Folder, tmp_path: Path) -> None:
    alone = load(workshop_of_polls(tmp_path / "alone", load(signed.path), None)).logo
    assert alone
    assert (alone.data, alone.alt) == (logo(signed).data, "Lantern House")
