"""Starts what an evening needs, keeps it alive, and ends all of it together."""

from __future__ import annotations

import os
import secrets
from contextlib import ExitStack, closing, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from afterwave import temporary
from afterwave.content.language import ENGLISH
from afterwave.content.places import kit
from afterwave.content.workshop import Workshop
from afterwave.launch.afterwards import Afterwards
from afterwave.launch.children import PHONES_SERVER, Child
from afterwave.launch.kernel_socket import answer_kernels
from afterwave.launch.network import free_port, heard_at, is_free, refusal
from afterwave.launch.opening import session_at
from afterwave.launch.slips import tell_of_slips
from afterwave.launch.supervisor import Supervisor
from afterwave.server.assets import lay_out_pages
from afterwave.session.home import AFTERWARDS, CONTENT, COUNTRY, DATABASE, LANGUAGE, LISTENING, PARTICIPANTS
from afterwave.session.networks import EVERYWHERE, LOOPBACK

VOILA_PORT = 8866
PRESENTER, FACILITATOR = "presenter.ipynb", "facilitator.ipynb"


def jupyter_environment() -> dict[str, str]:
    """Return what Jupyter and its kernels need in their environment: our template, and this very Python."""
    return {
        "JUPYTER_PATH": str(kit("share") / "jupyter"),
        "JUPYTER_CONFIG_PATH": str(
            kit("share") / "jupyter" / "config"
        ),  # JupyterLab is not to ask whether it may fetch news
        # What is installed with this Python goes before what somebody's account has of the same name.
        "JUPYTER_PREFER_ENV_PATH": "1",
        # Else Jupyter warns on the terminal that its folders will move.
        "JUPYTER_PLATFORM_DIRS": "1",
        # Else each kernel's debugger warns of Python's frozen modules.
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def jupyter_leaves_in(folder: str) -> dict[str, str]:
    """Return the environment in which what Jupyter and IPython leave, histories and secrets included, lies in a folder
    that goes with the evening.
    """
    return {
        "JUPYTER_DATA_DIR": folder,
        "JUPYTER_RUNTIME_DIR": folder,
        "JUPYTER_CONFIG_DIR": folder,
        "IPYTHONDIR": folder,
    }


def is_kits(workshop: Workshop) -> bool:
    """Return whether this is the kit's own workshop, for which the kit has notebooks."""
    return workshop.folder == kit("content").resolve()


def speaks_kits(workshop: Workshop) -> bool:
    """Return whether the kit's own notebooks say what this workshop says: its headings and the words around them are
    English.
    """
    return is_kits(workshop) and workshop.language == ENGLISH


@dataclass(frozen=True)
class EveningPlan:
    """What to start: the session's database, the workshop, and where phones connect."""

    database: str
    workshop: Workshop
    host: str = "0.0.0.0"  # noqa: S104 - phones come from the room's network; the port has no privileged route
    port: int | None = None
    participants: str = ""
    pictures: Path | None = None
    """The folder for the pictures that a forgotten session leaves; the user's own where none is named."""


@dataclass(frozen=True)
class EveningAddresses:
    """Where everything is reached once it runs; the fields of `present --json`."""

    presenter: str
    facilitator: str
    participants: str
    database: str

    def as_dict(self) -> dict[str, str]:
        """Return the addresses for JSON."""
        return asdict(self)


class Notebooks:
    """Voilà, for this machine's own browser: its child, its token, and the addresses of its pages."""

    def __init__(self, workshop: Workshop, env: dict[str, str], warm: tuple[str, ...] = ()) -> None:
        """Prepare it; `warm` names the notebooks for which a kernel is kept ready.

        The kit's own workshop has its notebooks, in English; those of any other, and in other languages, are written
        for it, and go when we do.
        """
        self._token, self._workshop = secrets.token_urlsafe(24), workshop
        self._written = None if speaks_kits(workshop) else temporary.folder("notebooks")
        self._pages = temporary.folder("pages")
        # Chosen once, with token and secret: a Voilà that is started again is found by the pages that are open.
        port = next(port for port in range(VOILA_PORT, VOILA_PORT + 100) if is_free(LOOPBACK, port))
        keys = {"token": self._token, "secret": secrets.token_hex(32), "port": port}
        spoken = {"folder": str(workshop.folder), "code": workshop.language, "title": workshop.discreet_title}
        colours = workshop.theme.css() if workshop.theme else ""
        looks = {"exit_url": workshop.exit_url, "colours": colours, "language": spoken}
        self._scratch = str(temporary.folder())  # history, connection files and the like: it goes when we do
        hello = {
            "folder": str(self._written or kit("notebooks")),
            "warm": list(warm),
            "scratch": self._scratch,
            **keys,
            **looks,
        }
        places = {
            # Kernels talk through sockets that lie in it, see `wire` in launch/kernels.py.
            "TMPDIR": self._scratch,
            "JUPYTER_NO_CONFIG": "1",
            **jupyter_leaves_in(self._scratch),
        }  # nobody's own settings
        jupyter = jupyter_environment()
        # Before the kit's own, for the first that is found is shown: today's pages of Support and leaving.
        places["JUPYTER_PATH"] = os.pathsep.join([str(self._pages), jupyter["JUPYTER_PATH"]])
        self.child = Child("Voilà", ["-m", "afterwave.launch.voila"], env={**jupyter, **env, **places}, hello=hello)
        self._port = port

    def start(self) -> None:
        """Start it, and wait until it listens."""
        if self._written:
            from afterwave.making.notebooks import lay_out  # noqa: PLC0415 - brings nbformat, whose imports take longer than any other command

            lay_out(self._written, self._workshop)
        self.carry(self._workshop)
        # It says which one it took: another program may have been quicker.
        self._port = self.child.start()["port"]

    def carry(self, workshop: Workshop) -> None:
        """Let the pages that need no kernel, Support and the way out, be those of this workshop, from now on."""
        lay_out_pages(self._pages, workshop)

    def stop(self) -> None:
        """End it, and what it wrote."""
        self.child.stop()
        for folder in filter(None, (Path(self._scratch), self._pages, self._written)):
            temporary.clear(folder)

    def address(self, notebook: str) -> str:
        """Return the address of one notebook's page, with the token that opens it."""
        return f"http://{LOOPBACK}:{self._port}/voila/render/{notebook}?token={self._token}"


class Evening:
    """The participants' server and Voilà on one session."""

    def __init__(self, plan: EveningPlan) -> None:
        """Prepare both; raise `PortTaken`, `PortForbidden` or `NoSuchHost` where phones could not be answered at the
        address that was asked for.
        """
        if plan.port and (reason := refusal(plan.host, plan.port)):
            raise reason
        self._plan, self._port = plan, plan.port or free_port(plan.host)
        self._env = {
            DATABASE: plan.database,
            CONTENT: str(plan.workshop.folder),
            LANGUAGE: plan.workshop.language,
            COUNTRY: plan.workshop.country,
        }
        args = ["-m", "afterwave", "serve", "--host", plan.host, "--port", str(self._port), "--json", "--lifeline"]
        self.server = Child(PHONES_SERVER, args, env={**self._env, PARTICIPANTS: plan.participants})
        self._notebooks: Notebooks | None = None
        self._supervisor = Supervisor(self._children)
        self._afterwards, self._open = Afterwards(plan.database, plan.workshop, plan.pictures), ExitStack()

    @property
    def database(self) -> str:
        """The URL of the session's database."""
        return self._plan.database

    @property
    def is_forgotten(self) -> bool:
        """Return whether the session was forgotten at the console."""
        return self._afterwards.is_forgotten

    def start(self) -> EveningAddresses:
        """Start both, and return where everything is; raise `ChildFailed` when one does not start."""
        # Phones first: the kernels of stage and console are told where they are.
        facts: dict[str, Any] = self.server.start()
        participants = self._plan.participants or facts["participants"]
        with closing(session_at(self._plan.database, self._plan.workshop)) as session:
            session.reached_at(self._port, participants)
            tell_of_slips(session.state())
        host = heard_at(self._plan.host)
        # Where a tunnel was named, or one network alone is listened at, there is nothing to choose on the console.
        ours = not self._plan.participants and host in EVERYWHERE
        env = {PARTICIPANTS: participants, LISTENING: host if ours else "", AFTERWARDS: self._kernel_way()}
        self._notebooks = Notebooks(self._plan.workshop, {**self._env, **env}, warm=(PRESENTER, FACILITATOR))
        self._notebooks.start()
        return EveningAddresses(
            self._notebooks.address(PRESENTER), self._notebooks.address(FACILITATOR), participants, self._plan.database
        )

    def watch(self) -> None:
        """Keep both alive until interrupted: one that dies is started again at the same address, and phones and pages
        find it there.
        """
        self._supervisor.watch()

    def tend(self) -> None:
        """Look once whether both are alive, and start again one that died, or that somebody asked for."""
        self._supervisor.look()

    def stop(self) -> None:
        """End both, and wait until they are gone."""
        # All are told before one is waited for: they end side by side.
        for child in self._children().values():
            child.let_go()
        self._afterwards.stop()
        self.server.stop()
        if self._notebooks:
            self._notebooks.stop()
        self._open.close()

    def _kernel_way(self) -> str:
        """Return how the console's kernels reach what stands behind them; "" where no socket can be made, and then the
        terminal has the same commands.
        """
        with suppress(OSError):
            return self._open.enter_context(answer_kernels(self._afterwards))
        return ""

    def _children(self) -> dict[str, Child]:
        return {"phones": self.server, **({"pages": self._notebooks.child} if self._notebooks else {})}
