"""What was chosen on the front door, kept for the next time in the user's own data folder."""

from __future__ import annotations

import json
import locale
import os
import re
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, get_args

from platformdirs import user_data_path

from afterwave.content.occasion import MOST_PEOPLE, When, Where
from afterwave.errors import MALFORMED, AfterwaveError
from afterwave.files import written_anew

STARTS_IN = "AFTERWAVE_STARTS_IN"
"""In which a start script leaves the system's language, two letters of it."""
SHORTEST, LONGEST = 20, 300
"""Minutes that an evening may be given."""

_IN_NO_NAME = re.compile("[\0\ud800-\udfff]")
"""Letters that no file's name has: what is kept is asked for at every look, and must not fail there."""


@dataclass(frozen=True)
class Choice:
    """A workshop's folder ("" for the kit's), its language, minutes, how many come, when, where, what is spoken there
    (0, "" for what nobody said), a country ("" for none), and the host that phones open ("" for the likeliest).

    Also the folder where polls of one's own are kept ("" for the data folder), the file of those that the session was
    about ("" for a workshop's), and the folder of a workshop of one's own that is being written ("" for none).
    """

    content: str = ""
    language: str = ""
    minutes: int = 90
    people: int = 0
    when: str = ""
    where: str = ""
    spoken: str = ""
    country: str = ""
    host: str = ""
    polls: str = ""
    file: str = ""
    own: str = ""

    def with_facts(self, facts: dict[str, Any]) -> Choice:
        """Return the choice with some of it chosen anew; what is of no use is left as it was."""
        names = {field.name for field in fields(self)}
        words = {name: str(value) for name, value in facts.items() if name in names - {"minutes", "people"}}
        # A page sends what was typed, and another version may have written the file: nothing of it is trusted.
        changes = {name: value for name, value in words.items() if not _IN_NO_NAME.search(value)}
        for name, (least, most) in {"minutes": (SHORTEST, LONGEST), "people": (0, MOST_PEOPLE)}.items():
            with suppress(*MALFORMED):
                changes[name] = min(max(int(facts[name]), least), most)  # type: ignore[assignment]
        for name, known_as in {"when": When, "where": Where}.items():
            if changes.get(name, "") not in get_args(known_as):
                del changes[name]
        return replace(self, **changes)  # type: ignore[arg-type]

    def occasion_options(self, *, spoken: bool = True) -> list[str]:
        """Return the options that name how many come, when and where, as far as somebody said."""
        values = {"--people": str(self.people or ""), "--when": self.when, "--where": self.where}
        values |= {"--spoken": self.spoken} if spoken else {}
        return [word for name, value in values.items() if value for word in (name, value)]


def file() -> Path:
    """Return where it is kept."""
    return user_data_path("afterwave", appauthor=False) / "home.json"


def last_choice() -> Choice:
    """Return what was chosen the last time; at the very first, the language of this machine's account."""
    # What was double-clicked has asked the system itself; Windows' own name for Mexico's Spanish begins with "Sp".
    account = os.environ.get(STARTS_IN) or locale.getlocale()[0] or ""
    first = Choice(language=account[:2].lower())
    try:
        facts = json.loads(file().read_text("utf-8"))
    except (OSError, ValueError):
        return first
    return first.with_facts(facts) if isinstance(facts, dict) else first


def keep(choice: Choice) -> None:
    """Keep it; where nothing can be written, it lasts as long as the front door is open."""
    with suppress(AfterwaveError):
        written_anew(file(), (json.dumps(asdict(choice), indent=1) + "\n").encode())
