"""Runs the command as `python -m afterwave`, for those whose scripts folder is not on the path."""

from afterwave.cli.main import run

if __name__ == "__main__":
    run()
