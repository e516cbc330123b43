from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
import segno
from PIL import Image

from afterwave.paper.slips import slips, square
from afterwave.paper.typesetting import Paper, pdf, pictures
from afterwave.poll.slips import in_groups, make
from enumeration import daily
from kit_workshop import kit_workshop
from pdf_text import pages

BASE = "http://192.168.1.20:8000/"


def text(codes: tuple[str, ...], paper: Paper = "a4") -> tuple[str, int]:
    printed = pages(pdf(slips(kit_workshop(), codes, BASE), paper))
    return "".join("".join(printed).split()), len(printed)


@pytest.mark.parametrize("count", daily([1, 14, 30, 500], [1, 14, 30]))
def test_every_slip_is_printed_once_with_the_address(count: int) -> None:
    codes = make(b"key", 1, count)
    found, sheets = text(codes)
    assert sorted(re.findall(r"(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", found)) == sorted(
        map(in_groups, codes)
    )
    assert found.count("192.168.1.20:8000/s/") == count
    assert sheets == -(-count // 14)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_fourteen_slips_are_one_sheet(paper: Paper) -> None:
    assert text(make(b"key", 1, 14), paper)[1] == 1


def test_the_square_on_the_page_is_the_one_that_opens_the_poll() -> None:
    code = make(b"key", 1, 1)[0]
    page = Image.open(BytesIO(pictures(slips(kit_workshop(), (code,), BASE), ppi=300)[0])).convert("L")
    wanted = [[bool(module) for module in row] for row in segno.make(f"{BASE}s/{code}", error="m", micro=False).matrix]
    # The square begins somewhere in the first slip's left part: find its dark corner, and read module by module.
    left = page.crop((170, 150, 560, 600))
    box = left.point(lambda shade: 255 if shade < 100 else 0).getbbox()
    assert box
    module = (box[2] - box[0]) / len(wanted)
    shade: Any = left.getpixel  # of a grey picture: one number
    read = [
        [shade((int(box[0] + (x + 0.5) * module), int(box[1] + (y + 0.5) * module))) < 100 for x in range(len(wanted))]
        for y in range(len(wanted))
    ]
    assert read == wanted


def test_a_square_has_a_quiet_zone_of_four_modules() -> None:
    matrix = segno.make(f"{BASE}s/{'0' * 16}", error="m", micro=False)
    assert f'width="{len(matrix.matrix) + 8}"' in square(BASE, "0" * 16)


def test_an_address_without_its_last_slash_leads_to_the_same_place() -> None:
    workshop = kit_workshop()
    assert slips(workshop, ("0" * 16,), BASE.rstrip("/")) == slips(workshop, ("0" * 16,), BASE)
