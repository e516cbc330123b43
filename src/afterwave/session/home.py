"""Where a session is kept when nobody says: in the user's own data folder. And the names by which programs of one evening tell each other what they are on."""

from __future__ import annotations

from platformdirs import user_data_path

from afterwave.errors import Unwritable

DATABASE = "AFTERWAVE_DATABASE"
CONTENT = "AFTERWAVE_CONTENT"
LANGUAGE = "AFTERWAVE_LANGUAGE"
PARTICIPANTS = "AFTERWAVE_PARTICIPANTS"


def default_database() -> str:
    """Return the URL of the session in the user's own data folder, which is found again after a crash.

    Raises `Unwritable` where the folder cannot be made.
    """
    folder = user_data_path("afterwave", appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unwritable(folder) from error
    return f"sqlite:///{folder / 'session.sqlite'}"
