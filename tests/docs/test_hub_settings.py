"""What the docs and the shipped files say to a JupyterHub is what it understands, and gives each person a session of
their own.
"""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from afterwave.content.places import kit
from docs_text import ROOT

DOC = (ROOT / "docs/jupyterhub.md").read_text("utf-8")


def spawner(user: str, server: str = "") -> SimpleNamespace:
    return SimpleNamespace(user=SimpleNamespace(name=user, escaped_name=user), name=server)


def settings(tmp_path: Path, *options: str) -> Config:
    """Return what a hub reads where `afterwave hub` wrote its settings."""
    call = [sys.executable, "-m", "afterwave", "hub", *options]
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    own = "c = get_config()\nc.JupyterHub.services = []\nc.Spawner.environment = {}\n"
    (tmp_path / "jupyterhub_config.py").write_text(own + "".join(re.findall(r"load_subconfig.*", done.stdout)))
    return PyFileConfigLoader("jupyterhub_config.py", path=str(tmp_path)).load_config()


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Config:
    (line,) = re.findall(r"^ +afterwave (hub --group.*)$", DOC, re.MULTILINE)
    return settings(tmp_path_factory.mktemp("settings"), *shlex.split(line)[1:])


def test_the_docs_line_makes_a_service_of_each_group_at_a_port_and_a_path_of_its_own(read: Config) -> None:
    services = read.JupyterHub.services
    assert [service["name"] for service in services] == ["evening", "friday"]
    assert len({service["url"] for service in services}) == 2
    for service in services:
        base, port = (service["command"][service["command"].index(option) + 1] for option in ("--base", "--port"))
        assert (base, f"http://127.0.0.1:{port}") == (f"/services/{service['name']}/", service["url"])
        assert service["environment"]["AFTERWAVE_PARTICIPANTS"] == f"https://hub.example{base}"


def test_who_leads_a_group_meets_its_phones_and_nobody_else_does(read: Config) -> None:
    people = ("ana", "ben", "cy", "somebody")
    told = {name: {key: say(spawner(name)) for key, say in read.Spawner.environment.items()} for name in people}
    evening, friday = (service["environment"] for service in read.JupyterHub.services)
    assert [told["ana"], told["ben"], told["cy"]] == [evening, friday, friday]
    assert set(told["somebody"].values()) == {""}


WRONG = {
    "--group Evening=ana --public https://hub.example/": "Name a group in small letters",
    "--group evening= --public https://hub.example/": "who leads it",
    "--group evening=ana --group friday=ana --public https://hub.example/": "nobody lead two",
    "--group evening=ana": "--public https://hub.example/",
    "--public https://hub.example/": "Name each group once",
    (
        "--group evening=ana --public https://hub.example/ --databases sqlite:////one.sqlite"
    ): "Two groups would share one session",
}


@pytest.mark.parametrize("options", WRONG)
def test_what_would_not_do_is_refused_with_its_cure(
    options: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from afterwave.cli.main import app  # noqa: PLC0415 - as a command reads it

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "500")
    with pytest.raises(SystemExit) as refused:
        app(["hub", *options.split()])
    assert refused.value.code == 2
    assert WRONG[options] in " ".join(capsys.readouterr().err.split())
    assert list(tmp_path.iterdir()) == []


def test_the_docs_databases_are_one_for_each_person_and_each_of_their_servers() -> None:
    (block,) = re.findall(r"```python\n( *c\.Spawner\.environment.*?)\n *```", DOC, re.DOTALL)
    read = Config()
    exec(block.strip(), {"c": read})  # noqa: S102 - the docs' own line
    say = read.Spawner.environment["AFTERWAVE_DATABASE"]
    people = [("ana", ""), ("ana", "second"), ("ben", "")]
    assert len({say(spawner(*one)) for one in people}) == len(people)


def test_the_charts_values_tell_leaders_alone_and_agree_with_the_service() -> None:
    values = yaml.safe_load((kit("share") / "jupyterhub/values.yaml").read_text("utf-8"))
    ((name, service),) = values["hub"]["services"].items()
    read = Config({"KubeSpawner": {"environment": {}}})
    exec(values["hub"]["extraConfig"]["afterwave"], {"c": read})  # noqa: S102 - the kit's own file
    told = {
        who: {key: say(spawner(who)) for key, say in read.KubeSpawner.environment.items()} for who in ("ana", "ben")
    }
    assert told["ana"]["AFTERWAVE_PARTICIPANTS"].endswith(f"/services/{name}/")
    assert set(told["ben"].values()) == {""}
    assert set(json.loads(json.dumps(service))) == {"url", "display"}
