"""What people keep is written whole or not at all, for its owner alone, and never over a file that is there."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from afterwave.files import is_fresh, new_file, scratch
from afterwave.refusals import CannotWrite


def write(path: Path, body: bytes = b"words") -> Path:
    with new_file(path) as file:
        file.write(body)
    return file.path


def test_a_file_that_is_there_is_kept_and_the_new_one_gets_a_number(tmp_path: Path) -> None:
    made = [write(tmp_path / "pictures.json", body).name for body in (b"first", b"second", b"third")]
    assert made == ["pictures.json", "pictures-2.json", "pictures-3.json"]
    assert [(tmp_path / name).read_bytes() for name in made] == [b"first", b"second", b"third"]


def test_what_was_kept_is_said(tmp_path: Path) -> None:
    said = []
    for _ in range(2):
        with new_file(tmp_path / "a.pdf") as file:
            said.append(file.kept)
    assert said == ["", f" {tmp_path / 'a.pdf'} was there already and is kept as it is."]


@pytest.mark.parametrize("kind", ["link", "broken link"])
def test_a_link_is_a_file_that_is_there(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "elsewhere"
    if kind == "link":
        target.write_text("somebody's")
    (tmp_path / "a.pdf").symlink_to(target)
    assert write(tmp_path / "a.pdf").name == "a-2.pdf"
    assert not target.exists() or target.read_text() == "somebody's"


def test_an_error_leaves_nothing_behind(tmp_path: Path) -> None:
    def half() -> None:
        with new_file(tmp_path / "a.pdf") as file:
            file.write(b"half")
            raise KeyError

    with pytest.raises(KeyError):
        half()
    assert list(tmp_path.iterdir()) == []


def test_what_is_written_instead_leaves_nothing_of_what_was_written_before(tmp_path: Path) -> None:
    with new_file(tmp_path / "slips.pdf") as file:
        file.write_instead(b"the first, which are void")
        file.write_instead(b"the second")
    assert file.path.read_bytes() == b"the second"


def test_until_it_is_whole_nobody_reads_half_of_it(tmp_path: Path) -> None:
    with new_file(tmp_path / "a.pdf") as file:
        file.write(b"half")
        assert (tmp_path / "a.pdf").read_bytes() == b""
    assert (tmp_path / "a.pdf").read_bytes() == b"half"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
@pytest.mark.parametrize(("public", "rights"), [(False, 0o600), (True, 0o644)])
def test_it_is_for_its_owner_alone_unless_it_is_published(tmp_path: Path, rights: int, *, public: bool) -> None:
    before = os.umask(0o022)
    try:
        with new_file(tmp_path / "a", public=public) as file:
            file.write(b"words")
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.path.stat().st_mode) == rights


REFUSED = {
    "no/such/a.pdf": "there is no folder",
    "file/a.pdf": "a file stands where a folder belongs",
    "folder": "it is a folder; name a file in it",
    "x" * 300: "the name is too long",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_in_the_way_is_said_in_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(CannotWrite, match=REFUSED[name]):
        write(tmp_path / name)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "nothing can be written on that disk"), (errno.EIO, "")],
)
def test_a_disk_that_takes_no_more_is_said_and_nothing_is_left_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def refuses(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("os.fsync", refuses)
    with pytest.raises(CannotWrite, match=said or os.strerror(number)):
        write(tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="this system has no devices among its files")
def test_a_device_takes_what_it_is_given() -> None:
    assert write(Path("/dev/null")) == Path("/dev/null")
    assert not Path("/dev/null-2").exists()


@pytest.mark.parametrize(
    "name", [".git", ".DS_Store", "Thumbs.db", "desktop.ini", ".directory", "._workshop.yaml", ".gitignore"]
)
def test_what_file_managers_and_version_control_leave_is_nobodys(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert is_fresh(tmp_path)
    (tmp_path / "letter.txt").touch()
    assert not is_fresh(tmp_path)


def test_a_scratch_folder_is_on_the_same_disk_and_goes(tmp_path: Path) -> None:
    with scratch(tmp_path / "not" / "yet") as made:
        (made / "a").touch()
        assert made.parent == tmp_path
    assert list(tmp_path.iterdir()) == []
