"""`afterwave pack`: a folder to hand out, from which a machine that is never online is set up with a double click."""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Annotated, Self

import typer

from afterwave.cli.options import Json
from afterwave.packing.stick import PACKAGES, fill
from afterwave.packing.systems import NAMES, PYTHONS, USUAL, Machine, System, targets

Folder = Annotated[
    Path,
    typer.Argument(
        metavar="DIR", help="The folder to make or to go on with; or an unpacked kit's own.", show_default=False
    ),
]
ForSystem = Annotated[
    System, typer.Option("--system", help="The system of the machines that it is for.", show_default=False)
]
Machines = Annotated[
    list[Machine] | None,
    typer.Option(
        "--machine",
        help="Only for this kind of machine; can be named again.",
        show_default="those usual with the system",
    ),
]
Pythons = Annotated[
    list[str] | None,
    typer.Option(
        "--python", help="Only for this Python, 3.12 for instance; can be named again.", show_default="3.11 to 3.14"
    ),
]


TOLD = """{folder} is ready for {system} ({machines}), Python {pythons}: {count} packages in {packages}, {size} MB.
Copy the whole folder to the machine's own disk, and double-click there. Python itself is not in it."""


class _Line:
    """One line that moves while packages are fetched, or a line for each of them where nobody looks."""

    def __init__(self) -> None:
        self._since, self._said, self._count, self._ended = time.monotonic(), "", 0, threading.Event()
        # In a log, a line that moves would be one long line of carriage returns.
        self._moving = sys.stderr.isatty()
        self._thread = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()
        if self._moving:
            print(file=sys.stderr)

    def hear(self, what: str) -> None:
        self._count += 1
        self._said = f"{self._count}: {what}"
        if not self._moving:
            print(f"  {self._said}", file=sys.stderr, flush=True)

    def _tick(self) -> None:
        while not self._ended.wait(1):
            if self._moving:
                print(
                    f"\r  {self._said[:64]:<64} {int(time.monotonic() - self._since)} s ",
                    end="",
                    file=sys.stderr,
                    flush=True,
                )


def pack(
    folder: Folder, system: ForSystem, machine: Machines = None, python: Pythons = None, as_json: Json = False
) -> None:
    """Gather what a machine that is never online is set up from, to hand out on a stick.

    That is packages, and what is double-clicked there. It needs the internet, and goes on from where it was when you
    type it again. Each kind of machine and each version of Python takes 50 to 90 MB more.
    """
    if unknown := [one for one in python or () if one not in PYTHONS]:
        raise typer.BadParameter(
            f"The kit is not built for Python {unknown[0]}. There are: {', '.join(PYTHONS)}.", param_hint="--python"
        )
    wanted = targets(system, tuple(machine or ()), tuple(python or ()))
    try:
        with _Line() as line:
            stick = fill(folder.absolute(), wanted, line.hear)
    except KeyboardInterrupt:
        # Ctrl and C is a usual way out here: so many packages take minutes on a slow network.
        print("Stopped. Type it again when you like: what has arrived is kept.", file=sys.stderr)
        raise typer.Exit(1) from None
    if as_json:
        print(json.dumps({"folder": str(stick.folder), "packages": len(stick.all), "bytes": stick.bytes}))
        return
    print(
        TOLD.format(
            folder=stick.folder,
            system=NAMES[system],
            machines=" or ".join(machine or USUAL[system]),
            pythons=", ".join(python or PYTHONS),
            count=len(stick.all),
            packages=PACKAGES,
            size=stick.bytes // 1_000_000,
        )
    )
