"""Runs Voilà as the kit needs it: on this machine only, behind a token, with no way to run code, and gone when its
parent is.

Started by the launcher as `python -m afterwave.launch.voila`; its settings come as the first line of standard input,
so that the token stands in no process list.
"""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import sys
import tempfile
import threading
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import zmq
from tornado.ioloop import IOLoop
from traitlets.config import Config

from afterwave.content.language import Language, language
from afterwave.launch.children import said_to_us
from afterwave.launch.kernels import PLAIN, idle_from_its_page, in_a_sentence, is_plain, only_living, wire
from afterwave.launch.last_words import heard_until
from afterwave.launch.terminal import tell_terminal
from afterwave.session.networks import LOOPBACK

# Jupyter's event schemas would load a grammar for international addresses, which takes a second or more and which none
# of them uses.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]  # None is how Python is told not to look

from voila.app import Voila  # noqa: E402 - only after the line above

IDLE_SECONDS = 40
"""A kernel whose page is gone is culled after this long; checked often enough that it ends within 60 s (voila#1458
leaks them otherwise).
"""
CHECK_SECONDS = 10


def config_for(settings: dict[str, Any], scratch: str) -> Config:
    """Return Voilà's configuration for these settings.

    They are `folder`, `token`, `secret`, `port`, `warm` (notebooks to keep a kernel for), `exit_url`, `colours` and
    `language`: the workshop's `folder`, the language's `code`, and the discreet `title` of tabs.
    """
    warm, speech = [re.escape(name) for name in settings["warm"]], speech_for(settings["language"])
    return Config(
        Voila={
            "ip": LOOPBACK,
            "port": settings["port"],
            # Voilà looks at no Host: without a token, another site could reach it through this machine's own browser.
            "token": settings["token"],
            "cookie_secret": bytes.fromhex(settings["secret"]),
            "open_browser": False,
            "root_dir": settings["folder"],
            # Nobody's own voila.json, which could bring another template.
            "config_file_paths": [],
            "log_level": logging.ERROR,
            # Within one machine no connection goes stale. Jupyter's pings count in milliseconds what Tornado reads as
            # seconds, and warn of it on the terminal.
            "tornado_settings": {"ws_ping_interval": 0},
        },
        VoilaConfiguration={
            "template": "afterwave",
            # An address that names Voilà's own templates would bring scripts from other hosts.
            "allow_template_override": "NO",
            "resources": {
                **{name: settings[name] for name in ("exit_url", "colours")},
                "direction": speech.direction,
                "say": speech.say,
            },
            "preheat_kernel": bool(warm),
            "default_pool_size": 1,
        },
        HTMLExporter={"language_code": speech.code},
        # Else it keeps a kernel, some 40 MB and more, for every notebook of the folder.
        VoilaKernelManager={"preheat_denylist": [rf"^(?!.*({'|'.join(warm)})$).*"] if warm else []},
        MappingKernelManager={"cull_idle_timeout": IDLE_SECONDS, "cull_interval": CHECK_SECONDS},
        # A kernel that died is not started again under its old name: its pages would know nothing of the new one.
        KernelManager={"autorestart": False, **wire(scratch, curve=zmq.has("curve"))},
    )


def speech_for(told: dict[str, str]) -> Language:
    """Return the language of the workshop whose `folder` and language's `code` are told."""
    return language(Path(told["folder"]), told["code"])


class LocalVoila(Voila):  # type: ignore[misc]  # Voilà carries no types
    """Voilà whose pages for what is not there, or went wrong, speak the workshop's language, too."""

    speech_for: ClassVar[dict[str, str]] = {}
    """The workshop's `folder`, the language's `code`, and the discreet `title` of tabs."""

    def init_settings(self) -> dict[str, Any]:
        """Return Tornado's settings, once the words are known where pages are drawn."""
        settings: dict[str, Any] = super().init_settings()
        if self.voila_configuration.preheat_kernel:
            only_living(self.kernel_manager)
            idle_from_its_page(self.kernel_manager)
        drawing, speech = settings["voila_jinja2_env"], speech_for(self.spoken)
        drawing.install_gettext_callables(speech.say, partial(speech.count, kind=str), newstyle=False)
        drawing.globals.update(language=speech.code, direction=speech.direction, discreet_title=self.spoken["title"])
        # Jupyter's own pages are drawn elsewhere: a page without this evening's token led to one that asks for it.
        settings["jinja2_env"] = drawing
        return settings


def main() -> None:
    """Run Voilà until standard input closes, or it is told to stop; everything Jupyter wrote goes with it."""
    settings, stopping = json.loads(sys.stdin.readline()), threading.Event()
    with heard_until(stopping):
        _run(settings, stopping)


def _run(settings: dict[str, Any], stopping: threading.Event) -> None:
    scratch = settings["scratch"]  # which the one before us took with it, where we were started again
    Path(scratch).mkdir(mode=0o700, exist_ok=True)
    # Where TMPDIR was not there yet, tempfile has gone to the system's own folder, and stays there.
    tempfile.tempdir = scratch
    os.chdir(scratch)
    if logging.lastResort:
        logging.lastResort.setLevel(
            logging.ERROR
        )  # a tab that is open from an earlier evening asks on, and each refusal would be told on the terminal
    LocalVoila.spoken = settings["language"]
    if is_plain(scratch, curve=zmq.has("curve")):
        tell_terminal(PLAIN)
    app = LocalVoila(config=config_for(settings, scratch))
    app.initialize(argv=[])
    in_a_sentence(app.log, logging.getLogger())
    # Not the app's, which it has only once it listens: whoever starts us may be gone before.
    loop = IOLoop.current()
    threading.Thread(target=_until_closed, args=(loop, stopping), daemon=True).start()
    # Said once the loop turns, so that whoever opens the page is answered.
    loop.add_callback(lambda: print(json.dumps({"port": app.port}), flush=True))
    try:
        app.start()
    except Exception:
        if (
            not stopping.is_set()
        ):  # a kernel that was only just starting cannot be told to stop; it sees that we are gone
            raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _until_closed(loop: IOLoop, stopping: threading.Event) -> None:
    for _ in said_to_us():
        pass
    stopping.set()
    loop.add_callback(loop.stop)


if __name__ == "__main__":
    main()
