"""What Jupyter itself lists once the wheel is installed, and no longer once it is gone."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
from uv import find_uv_bin

from afterwave.packing.kit_wheel import own_wheel

LISTS = {"labextension": "jupyterlab.labextensions", "server": "jupyter_server.serverapp"}
"""What `jupyter` starts for each of its words, and the module behind it."""
SPARED = "sys.modules['rfc3987_syntax'] = None"
"""A grammar of addresses that takes a second to load, and which no list needs."""


def made(folder: Path) -> Path:
    """Make an environment that borrows all packages of this one but the kit, and return its Python."""
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin/python"
    (packages,) = (folder / "lib").glob("python*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    for word, module in LISTS.items():
        script = folder / f"bin/jupyter-{word}"
        lines = (f"#!{python}", "import sys", SPARED, f"from {module} import main", "main()", "")
        script.write_text("\n".join(lines))
        script.chmod(0o755)
    return python


def listed(python: Path, *words: str) -> str:
    """Return what `jupyter … list` says there, with nobody's settings around it."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "AFTERWAVE", "PYTHON"))
    }
    path = os.pathsep.join([str(python.parent), os.environ["PATH"]])
    env = {**kept, "HOME": str(python.parents[1]), "PATH": path}
    call = [str(python), "-m", "jupyter", *words, "list"]
    done = subprocess.run(call, cwd="/", env=env, capture_output=True, text=True, check=True, timeout=120)
    return done.stdout + done.stderr


def enabled(said: str, name: str) -> bool:
    """Return whether a list says of a name that it is enabled."""
    return any(name in line and "enabled" in line for line in said.splitlines())


@pytest.mark.prove
@pytest.mark.skipif(sys.platform == "win32", reason="environments lie there in another shape")
def test_jupyters_lists_name_the_installed_wheel_and_forget_it_with_the_package(tmp_path: Path) -> None:
    python, wheel = made(tmp_path / "venv"), own_wheel(tmp_path, lambda _name: None)

    def uv(*words: str) -> None:
        subprocess.run([find_uv_bin(), "pip", *words, "--quiet", "--python", str(python)], check=True)

    def found() -> tuple[bool, bool]:
        lab, server = listed(python, "labextension"), listed(python, "server", "extension")
        return enabled(lab, "afterwave v"), enabled(server, "afterwave.lab")

    uv("install", "--no-deps", "--offline", str(wheel))
    assert found() == (True, True)
    uv("uninstall", "afterwave")
    assert found() == (False, False)
