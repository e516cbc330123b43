"""Runs the command as `python -m afterwave`, for those whose scripts folder is not on the path."""

import os
import sys

if sys.path[0] in {"", os.getcwd()}:  # noqa: PTH109 - pathlib, too, may lie there
    # The folder in which somebody types the command is no place for code of ours: a download named html.py would run.
    del sys.path[0]

from afterwave.cli.main import run

if __name__ == "__main__":
    run()
