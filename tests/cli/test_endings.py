"""A command that starts others ends whole, however impatiently it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ending import ended
from patience import SECONDS
from room_process import free_port

pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows closes a window without a signal"),
]


@pytest.mark.parametrize("verb", ["home", "read", "present", "rehearse"])
def test_who_presses_ctrl_c_and_closes_the_window_leaves_nothing_behind(tmp_path: Path, verb: str) -> None:
    """The second may come while what was started is waited for, and its folders are still there."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    place = ["--host", "127.0.0.1", "--port", str(free_port())] if verb in {"present", "rehearse"} else []
    base = ["--database", f"sqlite:///{tmp_path / 's.sqlite'}"] if verb in {"home", "present"} else []
    call = [sys.executable, "-m", "afterwave", verb, "--no-browser", *place, *base]
    call += ["--for-page"] if verb == "rehearse" else ["--json"]
    env = {**os.environ, "TMPDIR": str(scratch)}
    log = tmp_path / "stderr.txt"
    with (
        log.open("w") as errors,
        ended(subprocess.Popen(call, stdout=subprocess.PIPE, stderr=errors, text=True, env=env)) as process,
    ):
        assert process.stdout
        assert process.stdout.readline(), log.read_text()
        for told in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
            process.send_signal(told)
            time.sleep(0.1)
        # 130: Ctrl and C before the invented people came is a command that was broken off.
        assert process.wait(SECONDS) in {0, 130}
    # Each folder that was made here is known by its lock. A kernel that ends last may make one anew, without one, for
    # the next evening to sweep.
    assert not [*scratch.rglob(".held")]
