"""Where the pictures of an evening are kept once it is forgotten."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from platformdirs import user_data_path

from afterwave.files import told


def pictures_of(began: float | None, folder: Path | None = None) -> Path:
    """Return the file for the pictures of an evening that began then (seconds since the epoch), or today: in a folder
    that is made where it is not yet, the user's own unless another is named. Raise `CannotWrite` where it cannot be.
    """
    place = folder or own_folder()
    with told(place):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place / f"pictures-{datetime.fromtimestamp(began or time.time()).astimezone():%Y-%m-%d}.json"


def all_pictures() -> list[str]:
    """Return the files of pictures that are in the user's own folder, the oldest evening's first."""
    # By stem: ".json" would put a day's second file before its first.
    return [str(file) for file in sorted(own_folder().glob("pictures-*.json"), key=lambda file: file.stem)]


def delete_pictures(names: Sequence[str]) -> None:
    """Delete those of the named files for good that `all_pictures` lists, and no other.

    Raises `CannotWrite` where one may not be deleted.
    """
    for path in map(Path, set(names).intersection(all_pictures())):
        with told(path):
            path.unlink(missing_ok=True)


def own_folder() -> Path:
    """Return the user's own folder for such files."""
    return user_data_path("afterwave", appauthor=False) / "kept"
