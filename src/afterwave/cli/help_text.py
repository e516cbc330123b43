"""What the terminal says to somebody who has never seen one: commands as they are typed here, and lists that end where
their sentences end.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

from typer.core import TyperGroup

LONGEST = 400
"""Characters; no line in a list of commands is longer, so none is cut."""


class Listing(TyperGroup):
    """A group of commands whose help tells each in a whole sentence."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the click inside Typer
        """Write every command with all of its first sentence."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(
                [
                    (name, one.get_short_help_str(limit=LONGEST))
                    for name, one in commands
                    if one is not None and not one.hidden
                ]
            )


class CommandGroup(Listing):
    """A group that is a command itself: an option that is written before a command of the group stands for that
    command, or is refused.
    """

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:  # noqa: ANN401 - the click inside Typer
        """Return the command that is named, with what was written before its name moved behind it; raise `UsageError`
        for what it does not know.
        """
        name, command, rest = super().resolve_command(ctx, args)
        return name, command, [*self._moved_options(ctx, command), *rest]

    def _moved_options(self, ctx: Any, command: Any) -> list[str]:  # noqa: ANN401 - the click inside Typer
        options = {parameter.name: parameter for parameter in command.params} if command else {}
        words: list[str] = []
        parameters: list[Any] = self.params
        for parameter in parameters:
            source = ctx.get_parameter_source(parameter.name)
            # What the environment says, the command itself reads there.
            if source is None or source.name != "COMMANDLINE":
                continue
            if parameter.name not in options:
                ctx.fail(
                    f"{parameter.opts[0]} is for `{ctx.command_path}` itself, and `{ctx.command_path} "
                    f"{command.name}` has no such option."
                )
            value = ctx.params[parameter.name]
            # In front, so that the same option behind the command's name, which is nearer, goes over it.
            words += [options[parameter.name].opts[0], *([] if parameter.is_flag else [str(value)])]
        return words


def as_typed(arguments: str) -> str:
    """Return a command as it is typed in this folder: with the way into `.venv` where the shell would not find
    `afterwave` by its name alone.
    """
    if shutil.which("afterwave"):
        return f"afterwave {arguments}"
    python = Path(sys.executable)
    beside = python.with_name("afterwave" + python.suffix)  # .exe on Windows
    if beside.exists():
        return f"{_from_here(beside)} {arguments}"
    return f"{_from_here(python)} -m afterwave {arguments}"


def _from_here(file: Path) -> str:
    here = Path(os.path.abspath(file))  # noqa: PTH100 - resolve() would follow .venv's python out of .venv
    near = str(here.relative_to(Path.cwd()) if here.is_relative_to(Path.cwd()) else here)
    # Windows' terminal knows no single quotes, which is what shlex sets.
    return near if os.name == "nt" else shlex.quote(near)
