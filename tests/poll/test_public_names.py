"""There is one path from a tally to people, the release: whoever adds another fails here, and has to say why it is
safe.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import afterwave
from afterwave.content.polls import Poll
from afterwave.poll.ballot import Ballot
from afterwave.session.changes import Changes
from afterwave.session.session import Session

Cast = Callable[..., Ballot]
SOURCE = Path(afterwave.__file__).parent
COUNTS = re.compile(r"\b(int|Counter|Release|Cell|PictureBar|PollPicture|Status|RowMapping|Row|Any|object)\b")

HARMLESS = {
    # What is released, and its parts: they are made from a tally by `disclosure.release` alone, after the close, and
    # drawn from there.
    "poll.disclosure": {
        "Cell.count",
        "Release.as_dict",
        "Release.ballots",
        "Release.shown",
        "Rule.cells",
        "coarser",
        "release",
    },
    "poll.status": {"Status.as_dict", "Status.release", "read", "release_from"},
    "poll.store": {"Store.close", "Store.open", "Store.reveal", "Store.status", "Store.statuses", "Store.slip_count"},
    "server.ballots": {"PollPicture.ballots", "PollPicture.bars", "PollPicture.margin", "picture_of"},
    "server.picture": {"PictureBar.count", "bars"},
}
RULES = {
    # Known before the first ballot: how many people and slips there are, and what the rules make of that.
    "poll.disclosure": {
        "Outlook.exact_from",
        "Outlook.exact_to",
        "Outlook.margin",
        "Outlook.threshold",
        "floor",
        "margin",
        "threshold_for",
    },
    "poll.status": {"Status.insiders", "Status.people", "Status.slips", "Status.threshold"},
}
PAGES = {
    # A file's pages, as they lie on the disk: their number, and how long each is.
    "poll.raw": {"Raw.numbers", "page_size"},
}
ROUNDED = {
    # The number of ballots; while a poll is open, `status.read` rounds it down to a multiple of three.
    "poll.status": {"Status.ballots"},
}
ERRORS = {
    # What an error says: numbers of rules, of a form, of people and of the program; of ballots none.
    "poll.errors": {
        "BadQuestion.length",
        "BadQuestion.most",
        "BadThreshold.floor",
        "BadThreshold.threshold",
        "CountAgain.people",
        "NewerDatabase.found",
        "NewerDatabase.known",
        "NothingToOpen.least",
        "TooManyBallots.people",
    },
    "server.app": {"Unreachable.port"},
}


def public(package: str) -> Iterator[tuple[str, str, object]]:
    """Yield every public function, method, property and field of a package: its module, its name, and what it gives."""
    found = importlib.import_module(f"afterwave.{package}")
    for info in pkgutil.walk_packages(found.__path__, f"{found.__name__}."):
        module = importlib.import_module(info.name)
        short = info.name.removeprefix("afterwave.")
        yield from ((short, name, given) for name, given in _named(module))


def _named(module: ModuleType) -> Iterator[tuple[str, object]]:
    own = {
        name: value
        for name, value in vars(module).items()
        if not name.startswith("_") and getattr(value, "__module__", "") == module.__name__
    }
    for name, value in own.items():
        if inspect.isfunction(value):
            yield name, value.__annotations__.get("return")
        elif inspect.isclass(value):
            yield from ((f"{name}.{member}", given) for member, given in _members(value) if not member.startswith("_"))


def _members(cls: type) -> Iterator[tuple[str, object]]:
    yield from cls.__annotations__.items() if "__annotations__" in vars(cls) else ()
    for member, value in vars(cls).items():
        function = value.fget if isinstance(value, property) else getattr(value, "__func__", value)
        if inspect.isfunction(function):
            yield member, function.__annotations__.get("return")


def test_no_new_public_name_of_the_polls_or_the_server_gives_counts() -> None:
    giving = {
        (module, name)
        for package in ("poll", "server")
        for module, name, given in public(package)
        if COUNTS.search(str(given))
    }
    known = {
        (module, name)
        for table in (HARMLESS, RULES, PAGES, ROUNDED, ERRORS)
        for module, names in table.items()
        for name in names
    }
    nothing_of_polls = {
        (module, name) for module, name in giving if module.startswith(("server.site", "server.limits"))
    }
    assert giving - nothing_of_polls == known


def test_nothing_of_the_session_gives_what_a_poll_counted() -> None:
    giving = {
        f"{module}.{name}"
        for module, name, given in public("session")
        if re.search(r"Counter|Release|Cell|Status|Row|dict\[str, int\]", str(given))
    }
    assert giving == {
        "session.audit.Audit.shown",  # what was released of polls that were revealed
        "session.own.form_mistakes",  # the places of options in a form
        "session.pace.lengths",  # minutes
    }


def test_the_walk_finds_a_new_name_that_gives_counts() -> None:
    leaking = ModuleType("afterwave.poll.leaking")
    exec("from __future__ import annotations\ndef live(poll: str) -> dict[str, int]: ...", vars(leaking))  # noqa: S102 - a module for this test
    assert [(name, bool(COUNTS.search(str(given)))) for name, given in _named(leaking)] == [("live", True)]


def functions_naming(file: Path, name: str) -> set[str]:
    """Return the functions of a file in which a name is used; "" stands for none."""
    tree = ast.parse(file.read_text())
    parents = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
    found = set()
    for node in ast.walk(tree):
        if name in {getattr(node, "id", None), getattr(node, "attr", None)}:
            above = node
            while above in parents and not isinstance(above, ast.FunctionDef):
                above = parents[above]
            found.add(getattr(above, "name", ""))
    return found


def test_the_tally_is_read_in_one_place_and_only_to_be_released() -> None:
    naming = {str(file.relative_to(SOURCE)): functions_naming(file, "tally") for file in SOURCE.rglob("*.py")}
    assert {file: functions for file, functions in naming.items() if functions} == {
        "poll/tables.py": {""},
        "poll/counting.py": {"", "_increments"},  # reads the options' names; raises the counts without reading them
        "poll/sums.py": {
            "impossible",
            "polls_with_sums",
        },  # lets the database compare them; what comes out is ids, and no count
        "poll/store.py": {"open", "_reveal", "_counts"},  # makes them, destroys them, reads them
    }
    assert functions_naming(SOURCE / "poll" / "store.py", "_counts") == {"_reveal"}
    assert "count" not in {column.name for column in _columns_read_while_counting()}


def _columns_read_while_counting() -> list[Any]:
    from afterwave.poll import counting  # noqa: PLC0415 - its statements are what is looked at

    return [column for statement in (counting._OPEN, counting._OPTIONS) for column in statement.selected_columns]


def test_no_statement_in_words_names_the_tally() -> None:
    words = [
        node.value
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Constant)
    ]
    found = [
        word for word in words if isinstance(word, str) and re.search(r"(?i)\b(from|join|update|into)\s+tally\b", word)
    ]
    assert found == [
        "SELECT poll, count(*) AS answers_to_choose FROM tally GROUP BY poll"
    ]  # counts a poll's options, for a sceptic


CHANGING = {
    "destroy",
    "close",
    "reveal",
    "open",
    "prepare",
    "commit",
    "go",
    "end",
    "soften",
    "set_length",
    "slips",
    "turn_on",
    "turn_off",
}


@pytest.mark.parametrize("closed", [False, True])
def test_whatever_is_asked_before_the_reveal_no_answer_holds_a_count(
    url: str, care: Poll, fresh: Cast, closed: bool
) -> None:
    session = Session.open(url)
    store = session.store
    store.open(care, people=50)
    held, said = [fresh(care, "hold") for _ in range(29)], [fresh(care, "words", "warmth") for _ in range(17)]
    store.commit([*held, *said])
    if closed:
        store.close(care.id)
    answers = {
        f"{type(of).__name__}.{name}": said
        for of in (session, store, session.questions, store.status(care.id), Changes(session))
        for name, said in asked(of, care)
    }
    assert {"Store.status", "Store.statuses", "Session.state"} <= set(answers)
    assert {name: said for name, said in answers.items() if re.search(r"\b(29|17)\b", said)} == {}
    session.close()


def asked(of: object, poll: Poll) -> Iterator[tuple[str, str]]:
    """Yield what every public member says that asks for nothing but a poll and changes nothing."""
    for name in sorted(set(dir(of)) - CHANGING):
        if name.startswith("_"):
            continue
        member = getattr(of, name)
        if not callable(member):
            yield name, repr(member)
            continue
        required = [
            each
            for each in inspect.signature(member).parameters.values()
            if each.default is each.empty and each.kind is not each.VAR_KEYWORD
        ]
        if len(required) <= 1:
            try:
                yield name, repr(member(*[poll.id] * len(required)))
            except Exception as refusal:  # noqa: BLE001 - a refusal is words, too
                yield name, repr(refusal)
