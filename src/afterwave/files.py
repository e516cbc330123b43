"""Writes what people keep: whole or not at all, for its owner alone unless it is to be published, and never over a file
that is there.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import IO

from afterwave.message import Message, Say, english
from afterwave.refusals import CannotWrite

LEFT: tuple[str, ...] = (
    "__macosx",
    ".ds_store",
    ".localized",
    "icon\r",
    ".fseventsd",
    ".spotlight-v100",
    ".trashes",
    ".temporaryitems",
)
LEFT += (
    ".directory",
    ".hidden",
    "thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    "$recycle.bin",
    "system volume information",
    "lost+found",
)
LEFT += (".git", ".gitignore", ".gitattributes", ".gitkeep", ".hg", ".svn")
"""Names, in small letters, of what file managers, disks and version control leave in a folder by themselves."""

_OURS = ".afterwave-"
THERE_ALREADY: Message = "{wanted} was there already and is kept as it is."
_NO_FILE: Message = "it is no file"
_UNSAID: Message = "the system refuses"
_REASONS: dict[int, Message] = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.EROFS: "nothing can be written on that disk",
    errno.ENOTDIR: "a file stands where a folder belongs",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EISDIR: "it is a folder; name a file in it",
    errno.ENOENT: "there is no folder for it",
}


@dataclass(frozen=True)
class NewFile:
    """A file that is being written: the name that was `wanted`, the `path` at which it will stand, and what is written
    `into`.
    """

    wanted: Path
    path: Path
    into: IO[bytes]

    @property
    def kept(self) -> str:
        """Return a sentence about the file that had the wanted name already, with a blank before; "" where none had."""
        return self.kept_in(english)

    def kept_in(self, say: Say) -> str:
        """Return `kept` in a language."""
        return f" {say(THERE_ALREADY, wanted=self.wanted)}" if self.path != self.wanted else ""

    def write(self, body: bytes) -> None:
        """Write more of it, all the way to the disk: what is destroyed afterwards may have been the only other
        record.
        """
        self.into.write(body)
        self.into.flush()
        try:
            os.fsync(self.into.fileno())
        except OSError as error:
            if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # a pipe or a terminal has no disk
                raise

    def write_instead(self, body: bytes) -> None:
        """Write it as `write` does, in place of what was written so far; what went into a pipe stays there."""
        if self.into.seekable():
            self.into.seek(0)
            self.into.truncate()
        self.write(body)


@contextmanager
def new_file(wanted: Path, *, public: bool = False) -> Iterator[NewFile]:
    """Give a file to write that stands there once the block has ended, whole; where it ends in an error, nothing is
    left of it.

    A file that is there already is kept, and the new one is called after it: `name-2.pdf`. Its owner alone may read it,
    unless it is `public`. Raises `CannotWrite`, with what is in the way.
    """
    with told(wanted):
        if (
            wanted.exists() and not wanted.is_file() and not wanted.is_dir()
        ):  # a device or a pipe takes what it is given
            with wanted.open("wb") as out:
                yield NewFile(wanted, wanted, out)
            return
        path = _reserved(wanted, 0o666 if public else 0o600)
        try:
            with _instead(path) as out:
                yield NewFile(wanted, path, out)
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def written_anew(path: Path, body: bytes) -> None:
    """Write a file of its owner's in place of what it was: whole or not at all, kept to its rights, and for its owner
    alone where it is new.

    The folder is made where there is none. Raises `CannotWrite`, with what is in the way.
    """
    with told(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            raise CannotWrite(path, _NO_FILE)  # a device would be gone
        with _instead(path.resolve()) as out:
            out.write(body)
            out.flush()
            os.fsync(out.fileno())


def replaced(path: Path, body: bytes) -> None:
    """Put these bytes in the place of a file that is the author's to change, or where none is yet: whole, or not at
    all.

    The file keeps its rights. Raises `CannotWrite`, with what is in the way.
    """
    with told(path):
        if not path.exists():
            with new_file(path, public=True) as made:
                made.write(body)
            return
        with _instead(path.resolve()) as out:
            out.write(body)


def is_fresh(folder: Path) -> bool:
    """Return whether nothing of anybody's is in a folder: it is not there yet, or holds only what file managers, disks
    and version control leave.
    """
    return not folder.exists() or all(
        there.name.lower() in LEFT or there.name.startswith(("._", _OURS)) for there in folder.iterdir()
    )


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """Give an empty folder on the disk on which a folder is, or will be: what is made whole there needs only to be
    moved. It goes with the block.
    """
    near = next(place for place in (folder, *folder.absolute().parents) if place.is_dir())
    with tempfile.TemporaryDirectory(dir=near, prefix=_OURS, ignore_cleanup_errors=True) as made:
        yield Path(made)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Say in a sentence why a path cannot be written; raise `CannotWrite` for what the system refuses."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(path, reason(error)) from error


@contextmanager
def _instead(path: Path) -> Iterator[IO[bytes]]:
    """Give a file beside a path that takes its place and its rights once the block has ended; where it ends in an
    error, the path is left as it was.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}."[:100])
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
        with suppress(FileNotFoundError):  # a new file is its owner's alone
            part.chmod(path.stat().st_mode)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _reserved(wanted: Path, rights: int) -> Path:
    """Return the first name from the wanted one on that nobody has, taken by an empty file."""
    if wanted.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    for name in chain([wanted.name], (f"{wanted.stem}-{number}{wanted.suffix}" for number in count(2))):
        path = wanted.with_name(name)
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, rights))
            return path
    raise AssertionError(wanted)


def reason(error: OSError) -> str:
    """Return why the system did not write, in a few words that every language has."""
    return _REASONS.get(error.errno or 0, error.strerror or _UNSAID)
