"""Builds the site: every page in every language, the files beside them, and the worker that keeps them on a device.
Built twice, it is the same to the byte.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from afterwave.content.load import load
from afterwave.content.workshop import Workshop
from afterwave.files import is_fresh, scratch, told
from afterwave.refusals import NotOurs
from afterwave.server.assets import neutral_page, phone_file
from afterwave.server.site.files import Files
from afterwave.server.site.pages import EXIT, START, SitePage, link, path, sheets
from afterwave.server.site.policy import BESIDE
from afterwave.server.templating import templates

WORKER = "sw.js"
LIST = "pages.txt"
"""Names every file of the site, so that a later build knows which ones are its own to replace."""


def build(workshop: Workshop, out: Path) -> tuple[str, ...]:
    """Write the site into a folder, in place of an earlier one, and return the files' paths.

    The earlier one goes once the new one is whole. Raises `NotOurs` for a folder with files of somebody else,
    `CannotWrite` where it cannot be written, `ContentError` for a language with mistakes.
    """
    made = dict(sorted(files(workshop).items()))
    with told(out), scratch(out) as whole:
        before = _earlier(out)
        if any((out / name).exists() for name in made.keys() - before):
            raise NotOurs(out)
        for name, body in made.items():
            (whole / name).parent.mkdir(parents=True, exist_ok=True)
            (whole / name).write_bytes(body)
        for name in sorted(
            made, key=lambda name: name not in {LIST, WORKER}
        ):  # first what says that the rest is ours, should this be cut short
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (whole / name).replace(out / name)
        for name in before - made.keys():
            (out / name).unlink(missing_ok=True)
    return tuple(made)


def files(workshop: Workshop) -> dict[str, bytes]:
    """Return the whole site: each file's bytes by its path."""
    others = [language for language in workshop.languages if language != workshop.language]
    editions = {
        workshop.language: workshop,
        **{language: load(workshop.folder, language, workshop.country) for language in others},
    }
    beside = Files(tuple(editions.values()))
    made = dict(beside.all())
    for name, text in _draw(editions, beside):
        made[name] = text.encode()
    made[WORKER] = _worker(made).encode()
    made[LIST] = "".join(f"{name}\n" for name in sorted([*made, LIST])).encode()
    return made


def _draw(editions: Mapping[str, Workshop], beside: Files) -> Iterator[tuple[str, str]]:
    first = next(iter(editions))
    for language, workshop in editions.items():
        drawing = templates(workshop)
        for sheet in sheets(workshop):
            name = f"{language}/{sheet.path}"
            yield (
                name,
                drawing.get_template(sheet.template).render(**page_facts(name, sheet, workshop, editions, beside)),
            )
            if (language, sheet.path) == (first, START):
                yield (
                    START,
                    drawing.get_template(sheet.template).render(**page_facts(START, sheet, workshop, editions, beside)),
                )
        yield f"{language}/{EXIT}", neutral_page(workshop)


def page_facts(
    here: str, sheet: SitePage, workshop: Workshop, editions: Mapping[str, Workshop], beside: Files
) -> dict[str, Any]:
    """Return what a template is told on a page of the site: everything that phones' pages are told too, with links that
    are relative.
    """
    language, to = workshop.language, partial(link, here)
    return {
        "workshop": workshop,
        "editions": editions,
        "alone": True,
        "shared_origin": False,
        "policy": BESIDE,
        "inline": None,
        "worker": to(WORKER),
        "url": lambda *parts: to(f"{language}/{path(*parts)}"),
        "there": lambda other: to(f"{other}/{sheet.path}"),
        "asset": lambda name: to(beside.path(name, language)),
        **sheet.facts,
    }


def _worker(made: Mapping[str, bytes]) -> str:
    """Return the worker for these files; its build is named by what is in them."""
    digest = sha256()
    for name in sorted(made):
        digest.update(name.encode() + b"\0" + made[name] + b"\0")
    script = phone_file("site-worker.js").replace("const FILES = [];", f"const FILES = {json.dumps(sorted(made))};")
    return script.replace('const BUILD = "";', f'const BUILD = "{digest.hexdigest()[:16]}";')


def _earlier(out: Path) -> set[str]:
    """Return the names of an earlier site's files, which are ours to replace; raise `NotOurs` where other files lie and
    no site of ours.
    """
    if is_fresh(out):
        return set()
    if not (out / LIST).is_file() or not (out / WORKER).is_file():
        raise NotOurs(out)
    named = (out / LIST).read_text("utf-8", "replace").splitlines()
    # What these name is deleted, and the list may be anybody's: nothing outside the folder.
    return {name for name in named if (out / name).resolve().is_relative_to(out.resolve())}
