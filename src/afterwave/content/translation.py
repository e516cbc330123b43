"""How a translation stands beside the English it was made from: which files it lacks, and which English files changed
since.

Every translated file says what it was made from: `source_sha`, the first twelve figures of the SHA-256 of the English
file's text on that day, in a section's front matter, or in a comment at the head of a YAML file. Line ends are no part
of it: Git for Windows changes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from afterwave.content.catalogue import MESSAGES, examine, forms, in_english
from afterwave.content.language import ENGLISH
from afterwave.content.messages import messages
from afterwave.content.text import BadText, read
from afterwave.errors import ContentError, Problem
from afterwave.files import replaced
from afterwave.refusals import NotATranslation, StillEnglish

HEAD = "workshop.yaml"
FALLING_BACK = (HEAD, "polls.yaml", "evidence.yaml", "prevalence.yaml", "red-flags.yaml", MESSAGES)
"""What a language may lack: then people read it in English. A section it may not lack."""
WHERE_ENGLISH_HAS = ("occasion.yaml",)
"""What it may lack, too, and is asked for only where the English has one."""

_MARK = re.compile(r"^(?:# )?source_sha: *(?P<sha>\S*)[ \t]*\n", re.MULTILINE)
_HEAD = re.compile(r"^(?=slug:|title:)", re.MULTILINE)  # the first field of a section, or of a chapter of the guide
_FIGURES = 12


def notes(folder: Path, language: str) -> Iterator[Problem]:
    """Yield what somebody who translates would like to know of a language; none of it stops a workshop."""
    yield from _guesses(folder / language / MESSAGES, language)
    yield from _left_over(folder, language)
    if language == ENGLISH:
        return
    names = (*FALLING_BACK, *(name for name in WHERE_ENGLISH_HAS if (folder / ENGLISH / name).exists()))
    for name in names:
        if not (folder / language / name).exists():
            yield Problem(
                folder / language / name,
                1,
                "this file is missing, so its words are said in English",
                "Translate it when you can.",
            )
    yield from stale(folder / language)


def stale(folder: Path) -> Iterator[Problem]:
    """Yield a note for every file in a language's folder, of content or of the guide, whose English changed since, or
    that does not say what it was made from.
    """
    for file in sorted(folder.iterdir()):
        source = _source(file)
        if source is None:
            continue
        try:
            text, english = read(file), sha(source)
        except BadText as error:  # of content it was told before; a chapter is read by nobody else here
            yield Problem(file, error.line, str(error), error.cure)
            continue
        stamp = _MARK.search(text)
        line = text[: stamp.start()].count("\n") + 1 if stamp else 1
        if stamp is None or stamp["sha"] != english:
            problem = (
                f"{source.name} changed since this was translated"
                if stamp
                else f"nothing says of which {source.name} this is a translation"
            )
            yield Problem(
                file, line, problem, f"Compare the two, then run: afterwave check --translated {_relative(file)}"
            )


def _guesses(file: Path, language: str) -> Iterator[Problem]:
    """Yield one note for all messages that are marked fuzzy: a guess from an older sentence, which nobody says."""
    catalog, _ = examine(file, language)
    lines = [message.lineno or 1 for message in catalog or () if message.id and message.fuzzy]
    if lines:
        words = "1 message is" if len(lines) == 1 else f"{len(lines)} messages are"
        cure = "Look at each, mend it, and take the word `fuzzy` out above it."
        yield Problem(file, lines[0], f"{words} marked fuzzy, and said in English", cure)


def _left_over(folder: Path, language: str) -> Iterator[Problem]:
    """Yield one note for all translations of what a folder says no more, such as a support line that was taken out."""
    file, said = folder / language / MESSAGES, messages(folder)
    catalog, _ = examine(file, language)
    lines = [
        message.lineno or 1
        for message in catalog or ()
        if message.id and any(forms(message)) and not message.fuzzy and in_english(message) not in said
    ]
    if lines:
        words = "1 message is" if len(lines) == 1 else f"{len(lines)} messages are"
        cure = f"Run: afterwave check {_relative(folder)} --messages; it puts them aside, and keeps their words"
        yield Problem(file, lines[0], f"{words} translated that nobody says any more", f"{cure}.")


def sha(source: Path) -> str:
    """Return what `source_sha` is for an English file as it stands now."""
    return sha256(read(source).encode()).hexdigest()[:_FIGURES]


def mark(file: Path) -> str:
    """Write into a translated file that it says what the English file says now, and return the figures; raise
    `NotATranslation` for any other file, and `StillEnglish` for a copy of the English that nobody has written anew.

    The file keeps its own line ends, and is never half written. Raises `ContentError` where one of the two is no text,
    `CannotWrite` where it cannot be written.
    """
    # Which language it is, its folder says, and a bare name on the command line names no folder.
    source = _source(file.resolve()) if file.is_file() else None
    if source is None:
        raise NotATranslation(file)
    try:
        text, english, stamp = read(file), read(source), f"source_sha: {sha(source)}\n"
    except BadText as error:
        raise ContentError([Problem(file, error.line, str(error), error.cure)]) from error
    section = file.suffix == ".md"
    if section and _MARK.sub("", text) == english:
        raise StillEnglish(file)
    if _MARK.search(text):
        text = _MARK.sub(stamp if section else f"# {stamp}", text, count=1)
    else:
        text = _HEAD.sub(stamp, text, count=1) if section else f"# {stamp}{text}"
    replaced(file, text.replace("\n", "\r\n" if b"\r\n" in file.read_bytes() else "\n").encode())
    return sha(source)


def _source(file: Path) -> Path | None:
    """Return the English file of a translated one: of the same name, in `en` or, for what all languages share, in the
    content folder itself.
    """
    if file.suffix not in {".md", ".yaml"} or file.name == HEAD or file.parent.name == ENGLISH:
        return None
    folder = file.parent.parent
    return next((source for source in (folder / ENGLISH / file.name, folder / file.name) if source.exists()), None)


def _relative(file: Path) -> Path:
    here = Path.cwd()
    return file.relative_to(here) if file.is_relative_to(here) else file
