"""The messages of a language's `messages.po`, each looked at by itself: a broken one costs that sentence and no page,
and is told at its line.

Babel reads the file, and is lenient: an unclosed quotation mark or a lost line it passes over. So the lines are looked
at first.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, read_po

from afterwave.content import fetching
from afterwave.content.known import slip_of
from afterwave.content.marks import Typo, misplaced_mark
from afterwave.content.text import BadText, read
from afterwave.errors import Problem

MESSAGES = "messages.po"

_STRING = r'"(?:[^"\\]|\\.)*"'
_LINE = re.compile(
    rf"(?P<word>msgctxt|msgid|msgid_plural|msgstr|msgstr\[(?P<form>\d)\])\s+(?P<text>{_STRING})|(?P<more>{_STRING})"
)
_AFTER = {
    "": {"msgctxt", "msgid"},
    "msgctxt": {"msgid"},
    "msgid": {"msgid_plural", "msgstr"},
    "msgid_plural": {"msgstr[0]"},
    **{f"msgstr[{form}]": {f"msgstr[{form + 1}]"} for form in range(9)},
}
"""What may stand after which word within one message."""
_TAG = re.compile(r"</?[a-zA-Z][\w-]*[^<>]*>")
_GAP = re.compile(r"%\(\w+\)s|\{\w*\}")
_BARRED = "Put one between a key and what it does: they are shown apart."
_TWICE = "Keep the one that says what its English says."
_NUMBER = re.compile(r"\d(?:[ .\u00a0-]?\d)+")
_SHAPE = (
    "Write `msgid`, a blank and the English in quotes; on the next line `msgstr`, a blank and yours; an empty line "
    "between two messages."
)


class Examination(NamedTuple):
    """What a file of messages holds: those that can be said, and the slips in it."""

    catalog: Catalog
    slips: tuple[Typo, ...]


@lru_cache(maxsize=32)
def catalogue(text: str, code: str) -> Examination:
    """Return what the text of a language's `messages.po` holds; whatever cannot be said is left out."""
    slips: list[Typo] = []
    lines = _sound(text.split("\n"), slips)
    catalog = _read(lines, code, slips)
    # Whatever its header says, the file was read as UTF-8; Babel would go on in what the header says.
    catalog.charset = "utf-8"
    for message in list(catalog):
        if not message.id or not any(forms(message)) or message.fuzzy:
            continue
        line = next((at for at in range((message.lineno or 1), len(lines)) if lines[at].startswith("msgstr")), 0) + 1
        typos = [Typo(line, *wrong) for wrong in _wrong(message, catalog.num_plurals)]
        slips += typos
        if typos:
            message.string = ("",) * catalog.num_plurals if message.pluralizable else ""
    return Examination(catalog, tuple(sorted(slips)))


def mistakes(file: Path, code: str, known: Collection[str]) -> Iterator[Problem]:
    """Yield every mistake in a language's messages; one that is not among those that are `known` is a mistake, too."""
    catalog, problems = examine(file, code)
    yield from problems
    yield from (Problem(file, *slip) for slip in unknown(catalog or (), known))


def unknown(catalog: Iterable[Message], known: Collection[str]) -> Iterator[Typo]:
    """Yield every message that nobody says, or ever said."""
    for message in catalog:
        english = in_english(message)
        if message.id and english not in known:
            # Hours and numbers differ in a figure or a letter, and each is right for its own line.
            near = "" if re.search(r"\d", english) else slip_of(english, known)
            first = f'Where "{near}" is meant, write it so' if near else "Mend its English, or take it out"
            cure = f"{first}; `afterwave check FOLDER --messages` puts aside what nobody says."
            yield Typo(message.lineno or 1, f'nobody says "{english}"', cure)


def translations_in(file: Path, code: str) -> frozenset[str]:
    """Return the English of every message that a file has a translation of, in the singular; one that is marked fuzzy
    is said by nobody.
    """
    catalog, _ = examine(file, code)
    return frozenset(
        in_english(message) for message in catalog or () if message.id and all(forms(message)) and not message.fuzzy
    )


def examine(file: Path, code: str) -> tuple[Catalog | None, tuple[Problem, ...]]:
    """Return what can be said of a language's messages, and every mistake in their file; None and nothing where there
    is no file.
    """
    if not file.exists():
        return None, ()
    try:
        examination = catalogue(read(file), code)
    except BadText as error:
        return None, (Problem(file, error.line, str(error), error.cure),)
    except OSError as error:
        return None, (
            Problem(
                file, 1, f"the file cannot be read ({error.strerror})", "Let it be read, or take it out of the folder."
            ),
        )
    return examination.catalog, tuple(Problem(file, *slip) for slip in examination.slips)


def in_english(message: Message) -> str:
    """Return a message's English, in the singular."""
    return str(message.id[0] if isinstance(message.id, tuple | list) else message.id)


def forms(message: Message) -> tuple[str, ...]:
    """Return a message's translation, in each form of its plural; empty where there is none."""
    return tuple(map(str, message.string)) if isinstance(message.string, tuple | list) else (str(message.string or ""),)


def _sound(lines: list[str], slips: list[Typo]) -> list[str]:
    """Return the lines without the messages that break off, each line where it was; what is wrong with them is added to
    `slips`.
    """
    sound = list(lines)
    seen: dict[str, int] = {}
    for begin, end in _entries(lines):
        wrong, ident = _break_in(lines, begin, end), _ident(lines[begin:end])
        if wrong is None and ident in seen:
            wrong = Typo(begin + 1, f"this message stands twice, first on line {seen[ident]}", _TWICE)
        if wrong:
            slips.append(wrong)
            sound[begin:end] = [""] * (end - begin)
        seen.setdefault(ident, begin + 1)
    return sound


def _entries(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where each message begins, and ends: after its translation, or at an empty line."""
    begin, has_msgstr = None, False
    for at, line in enumerate([*lines, ""]):
        bare = line.strip()
        ends = not bare or bare.startswith("#") or (has_msgstr and bare.startswith(("msgid ", "msgctxt ")))
        if ends and begin is not None:
            yield begin, at
            begin, has_msgstr = None, False
        if begin is None and bare and not bare.startswith("#"):
            begin = at
        has_msgstr = has_msgstr or bare.startswith("msgstr")


def _break_in(lines: list[str], begin: int, end: int) -> Typo | None:
    """Return where a message breaks off, or None."""
    last = ""
    for at in range(begin, end):
        match = _LINE.fullmatch(lines[at].strip())
        if match is None or (match["more"] and not last):
            return Typo(at + 1, f"this line is no part of a message: {lines[at].strip()[:60]}", _SHAPE)
        if match["word"]:
            if match["word"] not in _AFTER.get(last, set()):
                return Typo(at + 1, f"`{match['word']}` stands here, and {_expectation(last)} is expected", _SHAPE)
            last = match["word"]
    return None if last.startswith("msgstr") else Typo(end, "this message has no `msgstr`", _SHAPE)


def _expectation(last: str) -> str:
    return " or ".join(f"`{word}`" for word in sorted(_AFTER.get(last, set()))) or "a new message after an empty line"


def _ident(lines: list[str]) -> str:
    """Return what tells a message from others: its context and its English, as they stand."""
    head = [line.strip() for line in lines]
    until = next((at for at, line in enumerate(head) if line.startswith(("msgstr", "msgid_plural"))), len(head))
    return "\n".join(head[:until])


def _read(lines: list[str], code: str, slips: list[Typo]) -> Catalog:
    """Return the catalogue; a header that cannot be obeyed is left out, and so is a message that does not go with
    it.
    """
    head = next(((begin, end) for begin, end in _entries(lines) if lines[begin].strip() == 'msgid ""'), (0, 0))
    rule = next((at for at in range(*head) if "Plural-Forms" in lines[at]), head[0]) + 1
    # Babel stops at the first mistake: the message that has it is blanked, and all is read again.
    while True:
        try:
            catalog = read_po(StringIO("\n".join(lines)), locale=locale(code), abort_invalid=True)
            gettext.c2py(catalog.plural_expr)  # the rule as gettext will read it
            break
        except PoFileError as error:
            begin, end = next((begin, end) for begin, end in _entries(lines) if begin <= error.lineno < end)
            slips.append(Typo(begin + 1, f"this message cannot be read ({error})", _SHAPE))
        except (ValueError, RecursionError, UnknownLocaleError) as error:
            begin, end = head
            slips.append(
                Typo(
                    rule,
                    f"the header cannot be read ({error})",
                    "Write it as in the kit's own content/es/messages.po, for your language.",
                )
            )
        lines[begin:end] = [""] * (end - begin)
    if catalog.num_plurals < _plurals(code):
        wants = f"the header tells of {catalog.num_plurals} forms of the plural, and the language has {_plurals(code)}"
        slips.append(Typo(rule, wants, "Write its `Plural-Forms`."))
    return catalog


def locale(code: str) -> Locale | None:
    """Return what Babel knows of a language by its letters, or None."""
    try:
        return Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None


def _plurals(code: str) -> int:
    known = locale(code)
    return int(get_plural(known)[0]) if known else 1


def _wrong(message: Message, plurals: int) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a translation beside its English: what is filled in, and the forms of its plural."""
    english, texts = in_english(message), forms(message)
    wanted = set(_GAP.findall(english)) | set(_GAP.findall(str(message.id[1]) if message.pluralizable else ""))
    if message.pluralizable and (len(texts) < plurals or not all(texts)):
        yield (
            f'"{english}" has {sum(map(bool, texts))} of {plurals} forms of the plural',
            "Add the others, from msgstr[0] on.",
        )
    for form in texts if all(texts) else ():
        if wrong := _wrong_gaps(form, wanted, plural=bool(message.pluralizable)) or next(
            _wrong_words(form, english), None
        ):
            yield wrong


def _wrong_gaps(form: str, wanted: set[str], *, plural: bool) -> tuple[str, str] | None:
    """Return what is wrong with what is filled in, and its cure."""
    gaps = set(_GAP.findall(form))
    if strange := sorted(gaps - wanted):
        near = slip_of(strange[0], wanted - gaps)
        cure = f"The English has {', '.join(sorted(wanted))}: write that." if wanted else "Take it out."
        return f'"{strange[0]}" is filled in by nobody', f"Write {near}." if near else cure
    # A form of the plural may say its number as a word, as Arabic's for two does.
    if lost := sorted(wanted - gaps if not plural else ()):
        return f'"{lost[0]}" is missing, which its English has', "Put it where the words are filled in."
    return None


def _wrong_words(form: str, english: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the words around what is filled in, and what cures it."""
    if set(_TAG.findall(form)) != set(_TAG.findall(english)):
        tags = " ".join(_TAG.findall(english)) or "there are none"
        yield "its tags are others than in the English", f"Keep them: {tags}."
    if fetched := next(fetching.in_markdown(form, Path()), None):
        yield fetched.problem, fetched.cure
    if wrong := misplaced_mark(_TAG.sub("", form)):
        yield wrong
    if _NUMBER.match(english.lstrip("+(")) and _numbers(form) != _numbers(english):
        written = ", ".join(_NUMBER.findall(english)) or "it has none"
        yield (
            f'its numbers are others than in the English "{english}"',
            f"Write them as the English has them: {written}.",
        )
    if form.count("|") != english.count("|"):
        yield "its bars are not those of the English", _BARRED if "|" in english else "Take them out."
    if loose := _loose(form, english):
        yield f'a lone "{loose}" stands here, and its English has none', "Take it out, or write the word for it."


def _numbers(text: str) -> list[str]:
    """Return the numbers to dial in a text, in any script's figures, without the blanks in them."""
    return sorted("".join(str(int(sign)) for sign in number if sign.isdigit()) for number in _NUMBER.findall(text))


def _loose(form: str, english: str) -> str:
    """Return a sign that fills in words, where it stands alone and the English has no such."""
    left, known = _GAP.sub("", form), _GAP.sub("", english)
    return next((sign for sign in "%{}" if left.count(sign) > known.count(sign)), "")
