"""Every English sentence that the kit says in the workshop's language, gathered from where it is said; a sentence that nobody can find is refused."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import yaml
from babel.messages.extract import extract_from_dir

import afterwave
from afterwave.cli.around import AROUND
from afterwave.content.places import kit
from afterwave.errors import AfterwaveError

SOURCE = Path(afterwave.__file__).parent
TEMPLATES = SOURCE / "server" / "templates"
FLOORS = ("content", "paper", "presenter", "server", "session", "widgets", "cli")
STATES = ("waiting", "open", "closed", "revealed")
AWAY = ("too many readers at once", "its session was forgotten", "a poll's counters are missing", "the connection to it was lost", "it does not answer")
"""Why a database cannot be used, where the kit and not the database says so."""

TABLES = {
    "badge(claim.strength)": "afterwave.content.evidence.BADGES",
    "FIELDS.get(name, name)": "afterwave.content.evidence.FIELDS",
    "_REASONS[release.reason or 'too-few']": "afterwave.paper.summary._REASONS",
    "text": "afterwave.widgets.words.PREVALENCE",
}
"""Where what is said stands in a table, by the expression that takes it out."""

GATHERED = {"words", "self.words", "getattr(self, name)", "line.for_", "line.hours", "line.number"}
"""What is said of AROUND, of errors and of support lines, all gathered here below."""


@cache
def sentences() -> frozenset[str]:
    """Return every message: of templates, of Python, of the errors that a console tells, and of the list of support lines."""
    return frozenset({*_templates(), *_python(), *_errors(), *_support(), *AROUND})


def _templates() -> Iterator[str]:
    ways = {"_": None, "ngettext": (1, 2)}
    for _, _, found, _, _ in extract_from_dir(str(TEMPLATES), method_map=[("**.html", "jinja2")], keywords=ways):
        yield found if isinstance(found, str) else found[0]


def _python() -> Iterator[str]:
    for file in sorted(file for floor in FLOORS for file in (SOURCE / floor).rglob("*.py")):
        module = ".".join(("afterwave", *file.relative_to(SOURCE).with_suffix("").parts))
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(call, ast.Call) and _says(call.func):
                yield from _values(call.args[0], module)


def _says(func: ast.expr) -> bool:
    """Return whether a call gives a sentence in a language: `say(…)`, `self._say(…)`, `room.say(…)`, `saying(workshop)(…)`."""
    if isinstance(func, ast.Call):
        return getattr(func.func, "id", "") == "saying"
    return (func.id if isinstance(func, ast.Name) else getattr(func, "attr", "")) in {"say", "_say"}


def _values(said: ast.expr, module: str) -> Iterator[str]:
    source = ast.unparse(said)
    if isinstance(said, ast.Constant):
        yield str(said.value)
    elif isinstance(said, ast.IfExp):
        yield from (*_values(said.body, module), *_values(said.orelse, module))
    elif isinstance(said, ast.Name) and said.id.isupper():
        yield getattr(import_module(module), said.id)
    elif source in TABLES:
        where, _, name = TABLES[source].rpartition(".")
        yield from getattr(import_module(where), name).values()
    else:
        assert source in GATHERED, f"{module} says {source}: say a sentence as it stands or as a constant, or name its table in tests/said.py"


def _errors() -> Iterator[str]:
    yield from (*STATES, *AWAY)
    yield from (error.words for error in AfterwaveError.__subclasses__() if error.words)


def _support() -> Iterator[str]:
    for line in yaml.safe_load((kit("content") / "support.yaml").read_text("utf-8")):
        yield from (line[field] for field in ("for", "hours", "cost", "languages") if line.get(field))
        if ", " in line["number"]:
            yield line["number"]
