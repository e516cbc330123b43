"""A workshop that is nothing but its polls, written as a content folder, so that polling alone needs no code of its own anywhere."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import yaml

from afterwave.content.language import MESSAGES, WORDS, saying
from afterwave.content.workshop import Workshop

_SECTION = """---
slug: polls
title: {title}
minutes: {{min: 1, ideal: 10, max: 60}}
essential: true
content_note: "{note}"
objectives: ["{goal}"]
---
"""


def workshop_of_polls(folder: Path, workshop: Workshop, file: Path | None) -> Path:
    """Return a content folder with one section, a step for each poll of the file (the workshop's own where none is named), and the support lines."""
    language = folder / workshop.language
    language.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file or _own(workshop, "polls.yaml"), language / "polls.yaml")
    for name in ("support.yaml", "red-flags.yaml"):
        if _own(workshop, name).exists():
            shutil.copyfile(_own(workshop, name), folder / name)
    for name in (MESSAGES, WORDS):
        if (workshop.folder / workshop.language / name).exists():
            shutil.copyfile(workshop.folder / workshop.language / name, language / name)
    looks = {name: look.path for name, look in (("theme", workshop.theme), ("logo", workshop.logo)) if look}
    for path in looks.values():
        shutil.copyfile(path, folder / path.name)
    head = {
        "title": workshop.title,
        "discreet_title": workshop.discreet_title,
        "exit_url": workshop.exit_url,
        "languages": [workshop.language],
        "length": 10,
        "sections": ["polls"],
        "logo_alt": workshop.logo.words if workshop.logo else "",
        **{name: path.name for name, path in looks.items()},
    }
    (folder / "workshop.yaml").write_text(yaml.safe_dump(head, allow_unicode=True), encoding="utf-8")
    asked = yaml.safe_load((language / "polls.yaml").read_text(encoding="utf-8"))
    blocks = "\n".join(f":::{{poll}} {poll}\n:::\n" for poll in asked or {})
    say = saying(workshop.folder, workshop.language)
    note, goal = say("A few questions to the group; everybody may pass."), say("See the group's picture without seeing anybody in it.")
    (language / "polls.md").write_text(_SECTION.format(title=json.dumps(workshop.title, ensure_ascii=False), note=note, goal=goal) + blocks, encoding="utf-8")
    return folder


def _own(workshop: Workshop, name: str) -> Path:
    own = workshop.folder / workshop.language / name
    return own if own.exists() else workshop.folder / name
