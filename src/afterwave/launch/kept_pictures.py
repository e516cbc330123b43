"""Where the pictures of an evening are kept once it is forgotten."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

from platformdirs import user_data_path

from afterwave.files import told


def pictures_of(began: float | None, folder: Path | None = None) -> Path:
    """Return the file for the pictures of an evening that began then (seconds since the epoch), or today: in a folder
    that is made where it is not yet, the user's own unless another is named. Raise `CannotWrite` where it cannot be.
    """
    place = folder or user_data_path("afterwave", appauthor=False) / "kept"
    with told(place):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place / f"pictures-{datetime.fromtimestamp(began or time.time()).astimezone():%Y-%m-%d}.json"
