"""The files for servers that the docs show: a service that systemd accepts, and a container's file whose every step has
what it needs.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from afterwave.content.places import kit
from docs_text import ROOT
from ending import ended
from room_process import free_port

SERVICE = kit("share") / "systemd/afterwave.service"
CONTAINER = kit("share") / "container/Containerfile"


def steps(name: str) -> list[str]:
    """Return what follows an instruction of the container's file, each time it stands there."""
    return re.findall(rf"^{name} (.*)$", CONTAINER.read_text("utf-8"), re.MULTILINE)


def test_systemd_finds_no_mistake_in_the_service(tmp_path: Path) -> None:
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("no systemd here")
    program = tmp_path / "afterwave"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    unit = tmp_path / "afterwave.service"
    unit.write_text(SERVICE.read_text("utf-8").replace("/opt/afterwave/bin/afterwave", str(program)))
    done = subprocess.run([verify, "verify", str(unit)], capture_output=True, text=True, check=False)
    ours = [
        line
        for line in (done.stdout + done.stderr).splitlines()
        if "afterwave.service" in line and "postgresql.service" not in line
    ]
    assert (done.returncode, ours) == (0, [])


def test_the_service_and_nginx_agree_on_port_and_path() -> None:
    (command,) = re.findall(r"^ExecStart=(.*)$", SERVICE.read_text("utf-8"), re.MULTILINE)
    proxy = (kit("share") / "proxy/nginx.conf").read_text("utf-8")
    words = shlex.split(command)
    place = {words[at]: words[at + 1] for at in range(2, len(words), 2)}
    assert f"proxy_pass http://{place['--host']}:{place['--port']};" in proxy
    assert f"location {place['--base']} {{" in proxy


def test_the_container_copies_what_there_is_and_all_that_a_wheel_is_made_of() -> None:
    copied = [source for step in steps("COPY") for source in step.split()[:-1]]
    assert [source for source in copied if not (ROOT / source).exists()] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    made_of = {Path(path).parts[0] for path in [*wheel["only-include"], *wheel["force-include"]]}
    assert made_of | {"pyproject.toml", "hatch_build.py", "constraints.txt", "README.md", "LICENSE"} == set(copied)
    assert set(re.findall(r"/source\[(\w+)\]", CONTAINER.read_text("utf-8"))) <= set(
        project["project"]["optional-dependencies"]
    )


def test_the_container_names_no_registry_and_a_python_that_the_kit_runs_on() -> None:
    (image,) = steps("FROM")
    assert re.fullmatch(r"python:3\.(1[1-9])-slim", image)


def test_what_the_container_runs_serves_the_pages_and_its_check_finds_them_well(tmp_path: Path) -> None:
    entry, check = json.loads(steps("ENTRYPOINT")[0]), json.loads(steps("HEALTHCHECK")[0].removeprefix("CMD "))
    port = str(free_port())
    call = [sys.executable, "-m", *(word.replace("8000", port).replace("0.0.0.0", "127.0.0.1") for word in entry)]  # noqa: S104 - replaced
    call += ["--database", f"sqlite:///{tmp_path / 's.sqlite'}"]
    with ended(subprocess.Popen(call, stdout=subprocess.PIPE)) as server:
        assert server.stdout is not None
        server.stdout.readline()
        well = subprocess.run(
            [sys.executable, *(word.replace("8000", port) for word in check[1:])], check=False
        ).returncode
    ill = subprocess.run(
        [sys.executable, *(word.replace("8000", port) for word in check[1:])], check=False, stderr=subprocess.DEVNULL
    ).returncode
    assert (well, ill) == (0, 1)
