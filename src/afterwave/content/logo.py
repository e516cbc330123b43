"""A workshop's own logo: a small drawing (SVG) or picture (PNG). What pages get is written anew from what was read.

So nothing that runs, fetches, or names the person who drew it travels with it: drawing programs leave accounts' names
and folders in their files.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

from afterwave.content.report import Report

MOST = 30_000
"""Bytes: every phone in a full room loads it over one small access point."""

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_KINDS = {".svg": "image/svg+xml", ".png": "image/png"}
_NOT_SEEN = {f"{_SVG}metadata", f"{_SVG}title", f"{_SVG}desc"}
_ACTIVE = {
    f"{_SVG}{name}"
    for name in (
        "script",
        "foreignObject",
        "a",
        "animate",
        "animateMotion",
        "animateTransform",
        "set",
        "audio",
        "video",
        "iframe",
    )
}
_ELSEWHERE = re.compile(r"""@import|url\(\s*["']?(?!#)""", re.IGNORECASE)
_WITHIN = re.compile(r"#|data:image/(?:png|jpeg);base64,")
_PLAIN = "Export it as plain SVG, words turned into paths, or as PNG."


@dataclass(frozen=True)
class Logo:
    """A logo as pages show it: its content type, its bytes, the words for whoever does not see it, and the file it was
    read from.
    """

    path: Path
    kind: str
    data: bytes
    alt: str

    def address(self) -> str:
        """Return it as a `data:` address, so that a page needs no second file."""
        return f"data:{self.kind};base64,{b64encode(self.data).decode()}"

    def drawing(self) -> str:
        """Return it as SVG, which is what paper takes; a picture stands in a drawing of its own size."""
        if self.kind == _KINDS[".svg"]:
            return self.data.decode()
        from PIL import Image  # noqa: PLC0415 - only who has a picture pays for it

        width, height = Image.open(BytesIO(self.data)).size
        sized = f'width="{width}" height="{height}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {sized} viewBox="0 0 {width} {height}"><image {sized} '
            f'href="{self.address()}"/></svg>'
        )


def read_logo(data: bytes, path: Path, alt: str, report: Report) -> Logo | None:
    """Return the logo in a file's bytes, or None once it is noted what is wrong with it."""
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        report.add(path, 1, "a logo is a drawing (.svg) or a picture (.png)", _PLAIN)
        return None
    clean = _clean_drawing(data, path, report) if kind == _KINDS[".svg"] else _clean_picture(data, path, report)
    if clean is not None and len(clean) > MOST:
        cure = f"Make it smaller, {MOST // 1000} kB at most: every phone in the room loads it."
        report.add(path, 1, f"the logo has {len(clean) / 1000:.0f} kB", cure)
        return None
    return None if clean is None else Logo(path, kind, clean, alt)


def _clean_drawing(data: bytes, path: Path, report: Report) -> bytes | None:
    """Return a drawing's shapes alone, or None once every mistake is noted."""
    try:
        # Some drawing programs put a byte order mark before their text.
        text = data.decode("utf-8-sig")
        tree = None if "<!DOCTYPE" in text or "<!ENTITY" in text else ET.fromstring(text)  # noqa: S314 - nothing is expanded where nothing is declared
    except UnicodeDecodeError:
        report.add(path, 1, "the drawing is not UTF-8 text", _PLAIN)
        return None
    except ET.ParseError as error:
        report.add(path, error.position[0], "the drawing breaks off here: it is no SVG", _PLAIN)
        return None
    if tree is None:
        report.add(
            path,
            1,
            "the drawing begins with a DOCTYPE, which could stand for anything",
            "Take that line out, or export it as plain SVG.",
        )
        return None
    if tree.tag != f"{_SVG}svg":
        report.add(path, 1, "the file is no SVG drawing", _PLAIN)
        return None
    problems = list(_mistakes(tree))
    for problem in problems:
        report.add(path, 1, problem, _PLAIN)
    return None if problems else _bare(tree)


def _mistakes(tree: ET.Element) -> Iterator[str]:
    """Yield what a drawing holds that is no shape: what runs, and what lies elsewhere."""
    for element in tree.iter():
        name = str(element.tag).removeprefix(_SVG)
        if element.tag in _ACTIVE:
            yield f"the drawing holds <{name}>, and a logo is only looked at"
        if element.tag == f"{_SVG}text":
            yield "the drawing holds words, which every phone would write in another typeface"
        if _ELSEWHERE.search(element.text or ""):
            yield f"<{name}> points to something outside the file"
        for key, value in element.attrib.items():
            if key.lower().startswith("on"):
                yield f'<{name}> would run something ("{key}")'
            elif (key in {"href", _HREF} and not _WITHIN.match(value)) or _ELSEWHERE.search(value):
                yield f"<{name}> points to something outside the file"


def _bare(tree: ET.Element) -> bytes:
    """Return the drawing without what no eye sees: comments, a program's notes, and who made it."""
    for element in tree.iter():
        # A copy, since children are taken away meanwhile.
        for child in list(element):
            if not str(child.tag).startswith(_SVG) or child.tag in _NOT_SEEN:
                element.remove(child)
        for key in list(element.attrib):
            # Attributes of other namespaces go, for they are a drawing program's notes; SVG 2 reads `href` without one.
            if key == _HREF:
                element.attrib["href"] = element.attrib.pop(key)
            elif key.startswith("{"):
                del element.attrib[key]
    # Else ElementTree puts `ns0:` before the name of every element.
    ET.register_namespace("", _SVG[1:-1])
    return ET.tostring(tree)


def _clean_picture(data: bytes, path: Path, report: Report) -> bytes | None:
    """Return a picture's points alone, or None once it is noted that it is none."""
    from PIL import Image  # noqa: PLC0415 - only who has a picture pays for it

    buffer = BytesIO()
    try:
        with Image.open(BytesIO(data), formats=["PNG"]) as picture:
            picture.load()
            # Pillow keeps notes of who made it there, and with them which colour is transparent.
            picture.info = {name: value for name, value in picture.info.items() if name == "transparency"}
            picture.save(buffer, "PNG", optimize=True)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        report.add(path, 1, "the file is no PNG picture, or a damaged one", _PLAIN)
        return None
    return buffer.getvalue()
