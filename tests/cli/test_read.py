"""`afterwave read` opens the first section for one person, on this machine only, and ends without a trace."""

from __future__ import annotations

import signal
import subprocess
import sys
import urllib.request
from http.cookiejar import CookieJar

import psutil

from evening_process import until


def test_the_first_section_is_read_in_a_browser_and_ctrl_c_ends_it() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "afterwave", "read", "--no-browser"], stdout=subprocess.PIPE, text=True
    )
    try:
        address = process.stdout.readline().split()[-1] if process.stdout else ""
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        page = opener.open(address, timeout=60).read().decode()
        family = psutil.Process(process.pid).children(recursive=True)
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert address.startswith("http://127.0.0.1:")
    assert "Good to have you here" in page
    assert "There was an error when executing cell" not in page
    assert process.returncode == 0
    until(lambda: not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in family))
