"""The kit's own files are found beside the code, beside the environment it was installed into, or inside the wheel."""

from __future__ import annotations

from pathlib import Path

from afterwave.content.places import checkout


def unpacked(folder: Path) -> Path:
    """Lay what tells an unpacked kit from any other folder."""
    (folder / "src" / "afterwave").mkdir(parents=True)
    (folder / "pyproject.toml").touch()
    return folder


def test_a_checkout_and_an_editable_install_use_the_files_beside_the_code(tmp_path: Path) -> None:
    kit = unpacked(tmp_path / "für den Abend")
    assert checkout(kit / "src" / "afterwave", tmp_path / "elsewhere" / ".venv") == kit


def test_a_copy_installed_into_the_unpacked_kit_uses_the_files_that_its_owner_changes(tmp_path: Path) -> None:
    kit = unpacked(tmp_path / "für den Abend")
    assert checkout(kit / ".venv" / "Lib" / "site-packages" / "afterwave", kit / ".venv") == kit


def test_a_wheel_elsewhere_uses_its_own_files_whatever_environment_runs_it(tmp_path: Path) -> None:
    kit = unpacked(tmp_path / "kit")
    assert checkout(tmp_path / "site" / "afterwave", kit / ".venv") is None
    assert checkout(tmp_path / "env" / "lib" / "site-packages" / "afterwave", tmp_path / "env") is None
