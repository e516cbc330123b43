"""JupyterHub: the phones' pages of each group as a service of the hub, which goes on while a facilitator's server is
stopped.

`afterwave hub` fills in the four names below. A line in jupyterhub_config.py reads them:
load_subconfig("/srv/afterwave/afterwave_hub.py")
"""

from __future__ import annotations

from typing import Any

GROUPS: dict[str, list[str]] = {}  # each group that meets, and who leads it: their names on the hub
PUBLIC = "https://hub.example/"  # the hub, as phones reach it
# A database for each group; who leads it and the service may both write there.
DATABASES = "sqlite:////srv/afterwave/{group}.sqlite"
LANGUAGES: dict[str, str] = {}  # a group that meets in another language than the workshop's first: {"friday": "es"}
COMMAND = ["afterwave", "serve"]
FIRST_PORT = 8405  # on the hub's own machine; each group takes the next one

c = get_config()  # noqa: F821 - JupyterHub defines it for the files of its settings
PATH = "/" + PUBLIC.split("/", 3)[3]


def address(group: str) -> str:
    """Return what the phones of a group open."""
    return f"{PUBLIC}services/{group}/"


def database(group: str) -> str:
    """Return where a group's session is kept."""
    return DATABASES.replace("{group}", group)


def group_of(spawner: Any) -> str:  # noqa: ANN401 - JupyterHub's own
    """Return the group that a person leads, or "": then their server holds a session of its own, on its own machine."""
    return next((group for group, leaders in GROUPS.items() if spawner.user.name in leaders), "")


for number, name in enumerate(GROUPS):
    port = str(FIRST_PORT + number)
    place = ["--host", "127.0.0.1", "--port", port, "--base", f"{PATH}services/{name}/"]
    service = {"name": name, "url": f"http://127.0.0.1:{port}", "display": False, "command": [*COMMAND, *place]}
    told = {"AFTERWAVE_DATABASE": database(name), "AFTERWAVE_PARTICIPANTS": address(name)}
    spoken = {"AFTERWAVE_LANGUAGE": LANGUAGES[name]} if name in LANGUAGES else {}
    c.JupyterHub.services.append({**service, "environment": {**told, **spoken}})

# An empty name says nothing: whoever leads no group shares nothing with anybody.
c.Spawner.environment.update(
    {
        "AFTERWAVE_DATABASE": lambda spawner: database(group_of(spawner)) if group_of(spawner) else "",
        "AFTERWAVE_PARTICIPANTS": lambda spawner: address(group_of(spawner)) if group_of(spawner) else "",
    }
)
if LANGUAGES:
    c.Spawner.environment.update({"AFTERWAVE_LANGUAGE": lambda spawner: LANGUAGES.get(group_of(spawner), "")})
