"""A poll as a form says it, `{question, kind, options}` with an option on each line: read alike wherever typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def line(written: object) -> str:
    """Return what was written as one line, with single blanks."""
    return " ".join(str(written or "").split())


def question_and_options(form: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Return a form's question, and its options in their order, without empty lines."""
    lines = map(line, str(form.get("options") or "").splitlines())
    return line(form.get("question")), [words for words in lines if words]
