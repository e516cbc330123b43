"""The words of `words.yaml`, on widgets, stage and console, each looked at by itself: a broken one is said in English, and told at its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from afterwave.content.cures import CURES
from afterwave.content.known import mend
from afterwave.content.places import kit
from afterwave.content.report import Report
from afterwave.content.text import BadText, read
from afterwave.content.yamlfile import YamlFile
from afterwave.content.yamlread import read_yaml
from afterwave.errors import Problem

WORDS = "words.yaml"

_GAP = re.compile(r"\{\w*\}|\|")

Said = Mapping[str, Mapping[str, str]]
"""Words by widget and name."""


class Found(NamedTuple):
    """Those of a language's words that can be said, by widget, and the mistakes in the file."""

    words: dict[str, dict[str, str]]
    problems: tuple[Problem, ...]


@lru_cache(maxsize=1)
def said() -> Said:
    """Return every word that the program says on widgets: as the kit's own translations have them, which a test keeps whole."""
    file = next(iter(sorted(kit("content").glob(f"*/{WORDS}"))), None)
    data = read_yaml(read(file), file, Report()) if file else None
    return data.data if data else {}


def buttons(file: Path, english: Said) -> Found:
    """Return what a language's `words.yaml` holds of the words that there are; nothing where there is no file."""
    report = Report()
    words: dict[str, dict[str, str]] = {}
    data = _data(file, report) if file.exists() else None
    for widget, own in report.mapping(data).items():
        if data is None or widget not in english:
            report.add(file, _line(data, widget), f'no widget is called "{widget}"', mend(str(widget), english, "take it out"))
        elif not isinstance(own, Mapping):
            report.add(file, _line(data, widget), f'"{widget}" holds no words', "Indent its words under it, each as `name: words`.")
        else:
            words[widget] = dict(_sayable(own, english[widget], (data, widget), report))
    return Found(words, tuple(report.problems))


def _sayable(own: Mapping[str, object], english: Mapping[str, str], at: tuple[YamlFile, str], report: Report) -> Iterator[tuple[str, str]]:
    """Yield the words of one widget that can be said, by their names; the others are noted."""
    file, widget = at
    for name, text in own.items():
        line = file.line([widget, str(name)])
        if name not in english:
            report.add(file.path, line, f'{widget}: no word is called "{name}"', mend(str(name), english, "take it out"))
        elif not isinstance(text, str):
            report.add(file.path, line, f"{widget} {name}: these are no words", CURES["string_type"]({}, text))
        elif sorted(_GAP.findall(text)) != sorted(_GAP.findall(english[name])) or len(re.findall(r"[{}]", text)) != len(re.findall(r"[{}]", english[name])):
            wanted = " ".join(_GAP.findall(english[name]))
            cure = f"Keep as they are: {wanted}." if wanted else "Take out what is in braces, and the bar."
            report.add(file.path, line, f"{widget} {name}: what is filled in is not what the English has", cure)
        else:
            yield name, text


def _data(file: Path, report: Report) -> YamlFile | None:
    try:
        return read_yaml(read(file), file, report)
    except BadText as error:
        report.add(file, error.line, str(error), error.cure)
    except OSError as error:
        report.add(file, 1, f"the file cannot be read ({error.strerror})", "Let it be read, or take it out of the folder.")
    return None


def _line(file: YamlFile | None, widget: object) -> int:
    return file.line([str(widget)]) if file else 1
