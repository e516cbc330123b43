"""Polls of a facilitator's own: written from a form, checked as all content is, and each kept in a file that `afterwave
poll --file` takes.
"""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml
from platformdirs import user_data_path

from afterwave.content.countries import alphabetical
from afterwave.content.kinds import KINDS
from afterwave.content.poll_form import question_and_options
from afterwave.content.polls import Poll
from afterwave.content.report import Report
from afterwave.content.text import BadText, read
from afterwave.content.yamlfile import BadYaml, parse
from afterwave.errors import AfterwaveError, ContentError, Mistakes, UnfitPoll
from afterwave.files import new_file, replaced, told
from afterwave.launch.polls_alone import polls_alone
from afterwave.session.own import form_mistakes

Facts = dict[str, Any]

HEAD = f"""\
# A poll of your own. The front door runs it, and so does `afterwave poll --file` with the name of this file.
# Its kind is one of: {", ".join(KINDS)}. Change any words that people read.
"""
LONGEST = 40
"""Letters of a question that name its file."""
ENDINGS = (".yaml", ".yml")


class BadForm(Mistakes):
    """A form says no poll, for a reason that no page's form leads to: in the words of `afterwave check`, one on each
    line.
    """

    def __init__(self, error: ContentError, form: Path) -> None:
        """Take what the content's checks found; the place of a mistake in the form itself is a file that nobody has
        seen.
        """
        lines = [f"{one.problem}. {one.cure}" if one.path == form else str(one) for one in error.problems]
        super().__init__(lines)


def own_folder() -> Path:
    """Return where polls of one's own are kept, unless another folder is named."""
    return user_data_path("afterwave", appauthor=False) / "polls"


def listed_polls(folder: Path) -> list[Facts]:
    """Return the poll files in a folder, by name, each with its questions; one that cannot be read has none, and says
    why when it is run.
    """
    with suppress(OSError):
        files = (path for path in folder.iterdir() if path.suffix in ENDINGS and not path.name.startswith("."))
        in_order = sorted(files, key=lambda path: alphabetical(path.name))
        return [entry for path in in_order if (entry := _entry(path)) is not None]
    return []


def write_poll(
    form: Mapping[str, Any], folder: Path, over: str = "", *, content: Path | None = None, language: str = ""
) -> Path:
    """Write the poll that a form says, `{question, kind, options}` with an option on each line, and return its file.

    `over` names a file of the folder that it takes the place of; its ids and its hint stay. Raises `UnfitPoll` with
    every mistake that a page's form may have, `BadForm` with others, and `CannotWrite` where the folder takes no file.
    """
    entries = {entry["name"]: entry for entry in listed_polls(folder)}
    # Only what a form can hold is written over: a file of several polls, or one that cannot be read, stays.
    old = _polls(folder / over)[0] if over in entries and entries[over]["kind"] else None
    body = (HEAD + _yaml(_fields(form, old))).encode()
    with tempfile.TemporaryDirectory(prefix="afterwave-") as scratch:
        file = Path(scratch) / "polls.yaml"
        file.write_bytes(body)
        try:
            # Checked as the command will read it, before anything is written where it lasts.
            with polls_alone(content, language, file):
                pass
        except ContentError as error:
            raise _refusal(form, error, file) from error
    with told(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if old is not None:
        replaced(folder / over, body)
        return folder / over
    with new_file(folder / f"{_slug(str(form.get('question', ''))) or 'poll'}.yaml") as out:
        out.write(body)
    return out.path


def delete_poll(name: str, folder: Path) -> None:
    """Delete a listed poll's file, for good; one that is not listed is left alone.

    Raises `CannotWrite` where it may not be deleted.
    """
    path = next((Path(entry["path"]) for entry in listed_polls(folder) if entry["name"] == name), None)
    if path is not None:
        with told(path):
            path.unlink(missing_ok=True)


def _refusal(form: Mapping[str, Any], error: ContentError, file: Path) -> AfterwaveError:
    """Return why a form says no poll: in words that every language has, where those say all of it."""
    mistakes = list(form_mistakes(*question_and_options(form)))
    is_its_own = all(one.path == file for one in error.problems)
    return UnfitPoll(mistakes) if mistakes and is_its_own else BadForm(error, file)


def _entry(path: Path) -> Facts | None:
    """Return what the page shows of a file: only one that holds a single poll can be changed in a form, so only that
    has a kind and options.
    """
    try:
        polls = _polls(path)
    except (BadYaml, BadText, OSError):
        return {"name": path.name, "path": str(path), "questions": [], "kind": "", "options": []}
    one = polls[0] if len(polls) == 1 else None
    facts = {"kind": one.kind if one else "", "options": [option.label for option in one.options] if one else []}
    return (
        {"name": path.name, "path": str(path), "questions": [poll.question for poll in polls], **facts}
        if polls
        else None
    )


def poll_ids(path: Path) -> frozenset[str]:
    """Return the ids of the polls in a file; none of one that cannot be read."""
    try:
        return frozenset(poll.id for poll in _polls(path))
    except (BadYaml, BadText, OSError):
        return frozenset()


def _polls(path: Path) -> list[Poll]:
    file = parse(read(path), path)
    mapping = file.data if isinstance(file.data, dict) else {}
    fields = {ident: facts for ident, facts in mapping.items() if isinstance(facts, dict) and "question" in facts}
    polls = (Report().build(Poll, {"id": ident, **facts}, file) for ident, facts in fields.items())
    return [poll for poll in polls if poll is not None]


def _fields(form: Mapping[str, Any], before: Poll | None) -> Facts:
    question, labels = question_and_options(form)
    old_ids = {option.label: option.id for option in before.options} if before else {}
    ids: dict[str, str] = {}
    for place, label in enumerate(labels, 1):
        # Ids of options that are gone are not given again: a session may still count by them.
        ids.setdefault(label, old_ids.get(label) or _free(_slug(label), place, {*ids.values(), *old_ids.values()}))
    words = {
        "kind": str(form.get("kind", "")),
        "question": question,
        **({"hint": before.hint} if before and before.hint else {}),
    }
    return {
        (before.id if before else _slug(question) or "poll"): {
            **words,
            "options": [{"id": ids[label], "label": label} for label in labels],
        }
    }


def _free(slug: str, place: int, taken: set[str]) -> str:
    """Return an id for an option that no other has: of its words, else of its place."""
    names = (slug or str(place), f"{slug or 'option'}-{place}", f"option-{place}-{len(taken)}")
    return next(name for name in names if name not in taken)


def _slug(words: str) -> str:
    """Return words as an id: small letters, figures and hyphens, as many whole words as fit; "" for words without such
    letters.
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    pieces = re.findall(r"[a-z0-9]+", plain)
    while len(pieces) > 1 and len("-".join(pieces)) > LONGEST:
        pieces.pop()
    return "-".join(pieces)[:LONGEST]


def _yaml(fields: Facts) -> str:
    # No line is broken: people edit this file, and a question stays on one line.
    return yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=float("inf"))
