"""The `afterwave` command: gathers the verbs, and turns every refusal into one sentence and an exit status.

Exit status: 0 done, 1 refused with a reason, 2 usage.
"""

from __future__ import annotations

import ast
import errno
import os
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

from afterwave import __version__
from afterwave.cli.help_text import LONGEST, Listing
from afterwave.errors import AfterwaveError
from afterwave.files import reason
from afterwave.launch.page_language import page_words
from afterwave.launch.terminal import lenient, tell_terminal
from afterwave.refusals import CannotKeep, CannotTell
from afterwave.session.home import DATABASE

VERBS = {
    "home": "afterwave home",
    "present": "afterwave present --people-address http://192.168.1.20:8000/",
    "preflight": "afterwave preflight --country GB --people 14",
    "support": "afterwave support --country GB",
    "rehearse": "afterwave rehearse --people 12 --minutes 5",
    "read": "afterwave read --lab",
    "poll": "",
    "serve": "afterwave serve --port 8000",
    "hub": "afterwave hub --group evening=ana --public https://hub.example/",
    "site": "afterwave site pages",
    "print": "",
    "new": "afterwave new my-workshop",
    "check": "afterwave check content",
    "pack": "afterwave pack --system windows stick",
    "references": "afterwave references > sources.json",
    "audit": "afterwave audit",
    "forget": "afterwave forget --output pictures.json",
}
"""Each verb, in the order of `--help`, and an example of it; "" where the verb has verbs of its own, which its module
gathers as `app`.
"""

_MODULES = {"print": "print_"}
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EIO}


class Verbs(Mapping[str, Any]):
    """The verbs' commands. Only one that is asked for is imported: the phones' server holds nothing in memory of what
    draws PDFs or rehearses.
    """

    def __getitem__(self, verb: str) -> Any:  # noqa: ANN401 - a command of the click inside Typer
        """Return a verb's command, from its module."""
        example, module = VERBS[verb], import_module(f"afterwave.cli.{_MODULES.get(verb, verb)}")
        # Without a callback, Typer makes no group of one command, and there would be no `commands` to take it from.
        one = typer.Typer(callback=afterwave, rich_markup_mode=None, add_completion=False)
        if example:
            one.command(verb, epilog=f"Example: {example}")(getattr(module, verb))
        else:
            one.add_typer(module.app, name=verb)
        return cast(TyperGroup, typer.main.get_command(one)).commands[verb]

    def __iter__(self) -> Iterator[str]:
        """Go through the verbs, in the order of `--help`."""
        return iter(VERBS)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(VERBS)


def purpose(verb: str) -> str:
    """Return what a verb is for, in the words of its own module, read without running it, so that `--help` waits for no
    imports.

    Those are its function's docstring, or the help of its `app` where it has verbs of its own.
    """
    source = Path(__file__).with_name(f"{_MODULES.get(verb, verb)}.py").read_text("utf-8")
    for part in ast.parse(source).body:
        if VERBS[verb] and isinstance(part, ast.FunctionDef) and part.name == verb:
            return ast.get_docstring(part) or ""
        if not VERBS[verb] and isinstance(part, ast.Assign) and isinstance(part.value, ast.Call):
            options = {keyword.arg: keyword.value for keyword in part.value.keywords}
            if ast.unparse(part.targets[0]) == "app":
                return str(ast.literal_eval(options["help"]))
    raise KeyError(verb)


class _LazyListing(Listing):
    def __init__(self, **how: Any) -> None:  # noqa: ANN401 - Typer's own options
        super().__init__(**how)
        # Click looks a verb up here only when it is typed, and that is when its module is imported.
        self.commands = cast(dict[str, Any], Verbs())  # nobody adds to it

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the click inside Typer
        """Write every verb with all of its first sentence, and import none."""
        del ctx  # each verb is shown, whatever came before it
        with formatter.section("Commands"):
            formatter.write_dl(
                [(verb, TyperCommand(verb, help=purpose(verb)).get_short_help_str(limit=LONGEST)) for verb in VERBS]
            )


def _tell_version(asked: bool) -> None:
    if asked:
        print(f"afterwave {__version__}")
        raise typer.Exit


def afterwave(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", help="Tell the version, and end.", callback=_tell_version, is_eager=True)
    ] = False,
) -> None:
    """Lead a group, or read alone: feelings after sex, and aftercare. Without a command, the front door opens: one page
    for all of it.
    """
    if context.invoked_subcommand is None:
        from afterwave.cli.home import home  # noqa: PLC0415 - `--help` waits for no command's imports

        # Called as a function, Typer does not look into the environment for it.
        home(database=os.environ.get(DATABASE, ""))


app = typer.Typer(
    name="afterwave",
    cls=_LazyListing,
    callback=afterwave,
    epilog="Example: afterwave present",
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)


def run() -> None:
    """Run the command; a refusal ends it with status 1 and a sentence, never with a traceback."""
    # Before anything is said: a pipe or a terminal of Windows may lack the letters.
    lenient()
    try:
        try:
            app()
        finally:
            if sys.stdout:  # under Windows' pythonw there is none
                sys.stdout.flush()
    except AfterwaveError as error:
        tell_terminal(error.message(page_words()))
        sys.exit(1)
    except OSError as error:
        if not (error.errno in _NO_ROOM or _found_no_folder(error)):
            raise  # who closes a pipe, as `head` does, has read enough
        tell_terminal(_no_room(error).message(page_words()))
        sys.exit(1)


def _found_no_folder(error: OSError) -> bool:
    """Return whether Python found none of its folders for what passes fit to be written to."""
    return error.errno == errno.ENOENT and "temporary directory" in (error.strerror or "")


def _no_room(error: OSError) -> AfterwaveError:
    """Return what could not be written: what is said, or what is kept for a while. Whatever else is written has its own
    sentence; a file that cannot be read is raised again.
    """
    try:
        if sys.stdout:
            sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what waits to be written would fail once more at the end
        return CannotTell(reason(error))
    if error.errno == errno.EIO and error.filename is not None:
        raise error
    return CannotKeep(reason(error))
