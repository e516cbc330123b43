"""The kit's own notebooks, and Voilà showing them with the kit's template."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from notebooks_process import TOKEN, VOILA, Notebooks
from widgets.browser import chromium, page

__all__ = ["chromium", "page"]


def cells(path: Path) -> list[dict[str, Any]]:
    """Return a notebook's cells."""
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["cells"]
    return found


@pytest.fixture(scope="module")
def voila(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Run Voilà on a copy of the notebooks, in practice; give a function from a notebook's name to its address."""
    server = Notebooks(tmp_path_factory.mktemp("voila"), VOILA)
    yield lambda name: f"http://127.0.0.1:{server.port}/voila/render/{name}.ipynb?token={TOKEN}"
    server.stop()
