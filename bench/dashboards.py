"""`make bench`: how soon stage, console and front door are there, beside a bare Voilà that says hello in the same run.

The table goes to bench/DASHBOARDS.md.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import nbformat
import psutil
from playwright.sync_api import Browser, Page, sync_playwright

from afterwave.launch.network import free_port

ROUNDS, SLIDES = 5, 20
WARM = 20.0  # seconds in which a kernel is made ready
GONE = 90.0  # seconds to wait for a kernel to end after its tab was closed
RESULTS = Path(__file__).with_name("DASHBOARDS.md")
HELLO = "import ipywidgets\nipywidgets.Button(description='Hello')"

PAINTED = """() => new Promise((told) => {
    const began = performance.now();
    const painted = () => requestAnimationFrame(() => setTimeout(() => told(performance.now() - began)));
    const changed = new MutationObserver((_, seen) => { seen.disconnect(); painted(); });
    changed.observe(document.querySelector('.aw-body'), { childList: true });
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }));
})"""


def main() -> None:
    """Measure, print, and write the table."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        rounds = [
            (
                hello(Path(scratch), browser),
                stage(Path(scratch) / f"{number}.sqlite", browser),
                front_door(Path(scratch) / f"home-{number}", browser),
            )
            for number in range(ROUNDS)
        ]
        rows = list(evening(Path(scratch) / "evening.sqlite", browser))
        browser.close()
    bare, kit, door = (statistics.median(side) for side in zip(*rounds, strict=True))
    ratio, door_ratio = (statistics.median(each[place] / each[0] for each in rounds) for place in (1, 2))
    table = [
        "# What the dashboards cost",
        "",
        (
            f"`make bench`: from the command to a page that answers, {ROUNDS} interleaved rounds without a warm "
            "kernel; medians. The yardstick is a bare Voilà"
        ),
        "with one button, started the same way. Only the ratio is worth comparing between machines.",
        "",
        "| what | aim | bare Voilà | the kit |",
        "|---|---|---|---|",
        f"| command to interactive stage | ratio ≤ 1.3 | {bare:.1f} s | {kit:.1f} s, **{ratio:.2f}** |",
        f"| command to interactive front door | ratio ≤ 1.3 | {bare:.1f} s | {door:.1f} s, **{door_ratio:.2f}** |",
        *rows,
        "",
    ]
    RESULTS.write_text("\n".join(table), encoding="utf-8")
    print("\n".join(table))


@contextmanager
def running(*call: str, **env: str) -> Iterator[subprocess.Popen[str]]:
    """Yield a started command, and end it with all it started."""
    process = subprocess.Popen(
        [sys.executable, *call],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, **env},
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def hello(folder: Path, browser: Browser) -> float:
    """Return the seconds from `voila hello.ipynb` to its button."""
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(HELLO)]), folder / "hello.ipynb")
    port, began = free_port("127.0.0.1"), time.monotonic()
    with running("-m", "voila", str(folder / "hello.ipynb"), "--no-browser", f"--port={port}"):
        while not answers(f"http://127.0.0.1:{port}/voila/static/"):
            time.sleep(0.02)
        return seen(browser, f"http://127.0.0.1:{port}/", ".jupyter-button") - began


def answers(url: str) -> bool:
    """Return whether a server is there, whatever it says."""
    try:
        httpx.get(url, timeout=5)
    except httpx.HTTPError:
        return False
    return True


def seen(browser: Browser, url: str, selector: str) -> float:
    """Return the time at which something is seen on a fresh page."""
    page = browser.new_context().new_page()
    page.goto(url, timeout=60_000)
    page.wait_for_selector(selector, timeout=60_000)
    at = time.monotonic()
    page.context.close()
    return at


@contextmanager
def present(database: Path) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    """Yield a running `afterwave present` and its addresses."""
    with running(
        "-m",
        "afterwave",
        "present",
        "--no-browser",
        "--json",
        "--host",
        "127.0.0.1",
        "--database",
        f"sqlite:///{database}",
    ) as process:
        yield process, json.loads(process.stdout.readline() if process.stdout else "")


def stage(database: Path, browser: Browser) -> float:
    """Return the seconds from `afterwave present` to a stage that answers its keys."""
    began = time.monotonic()
    with present(database) as (_, addresses):
        return seen(browser, addresses["presenter"], ".aw-stage") - began


def front_door(folder: Path, browser: Browser) -> float:
    """Return the seconds from `afterwave home` to a front door on which somebody can choose, for a new account."""
    own, began = {"XDG_DATA_HOME": str(folder), "AFTERWAVE_DATABASE": f"sqlite:///{folder}.sqlite"}, time.monotonic()
    with running("-m", "afterwave", "home", "--no-browser", "--json", **own) as process:
        told = json.loads(process.stdout.readline() if process.stdout else "")
        return seen(browser, told["home"], ".aw-home select:enabled") - began


def evening(database: Path, browser: Browser) -> Iterator[str]:
    """Yield the table's rows for one evening: first byte, bytes, slides, kernels."""
    with present(database) as (process, addresses):
        time.sleep(WARM)
        yield (
            f"| first byte of the stage, kernel warm | < 100 ms | | {first_byte(addresses['presenter'], browser):.0f} "
            "ms |"
        )
        pages = [browser.new_context().new_page() for _ in range(2)]
        for page, name, selector in zip(pages, ("presenter", "facilitator"), (".aw-stage", ".aw-console"), strict=True):
            sizes = counted(page)
            page.goto(addresses[name])
            page.wait_for_selector(selector, timeout=60_000)
            page.wait_for_timeout(1000)
            yield f"| bytes of the {name}'s page | | | {sum(sizes) / 1e6:.2f} MB |"
        changes = sorted(pages[0].evaluate(PAINTED) for _ in range(SLIDES))
        yield (
            f"| slide change to paint, median / slowest of {SLIDES} | < 50 ms | | {statistics.median(changes):.0f} / "
            f"{changes[-1]:.0f} ms |"
        )
        memory = sorted(one.memory_full_info().uss / 1e6 for one in kernels(process))
        yield (
            "| memory of each kernel, unshared (two pages, the rest made ready or ending) | | | "
            f"{', '.join(f'{used:.0f}' for used in memory)} MB |"
        )
        waiting = len(kernels(process)) - len(pages)
        for page in pages:
            page.context.close()
        closed = time.monotonic()
        while len(kernels(process)) > max(waiting, 0) and time.monotonic() - closed < GONE:
            time.sleep(0.5)
        yield f"| kernels end after their tabs | < 60 s | | {time.monotonic() - closed:.0f} s |"


def first_byte(url: str, browser: Browser) -> float:
    """Return the milliseconds to a page's first byte in a browser."""
    page = browser.new_context().new_page()
    page.goto(url, wait_until="commit")
    took: float = page.evaluate(
        "(() => { const t = performance.getEntriesByType('navigation')[0]; return t.responseStart - "
        "t.requestStart; })()"
    )
    page.context.close()
    return took


def counted(page: Page) -> list[float]:
    """Return a list that grows with the bytes of everything a page fetches."""
    sizes: list[float] = []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    return sizes


def kernels(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """Return the kernels that a command's children run."""
    family = psutil.Process(process.pid).children(recursive=True)
    return [
        one
        for one in family
        if one.status() != psutil.STATUS_ZOMBIE and any("ipykernel" in word for word in one.cmdline())
    ]


if __name__ == "__main__":
    main()
