"""A Firefox that is told where to go and what to do, in the words of WebDriver BiDi, over the WebSocket that it opens
for them.
"""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from tornado.websocket import WebSocketClientConnection, websocket_connect

QUIET = {
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
}


ANSWERS = 60
"""Seconds until an answer that has not come is taken for lost."""


class Firefox:
    """One tab."""

    def __init__(self, line: WebSocketClientConnection) -> None:
        """Speak over this line."""
        self._line, self._said, self._tab = line, 0, ""

    async def begin(self) -> None:
        """Open the session, and find the tab."""
        await self._do("session.new", capabilities={})
        self._tab = (await self._do("browsingContext.getTree"))["contexts"][0]["context"]

    async def open(self, address: str) -> None:
        """Open a page, and wait until it is complete.

        The page is asked, not Firefox: where the page before is still loading, Firefox may wait for an end that it has
        missed.
        """
        await self._do("browsingContext.navigate", context=self._tab, url=address, wait="none")
        await self.comes(f"document.readyState === 'complete' && location.href === {json.dumps(address)}")

    async def comes(self, script: str) -> Any:  # noqa: ANN401 - any JSON
        """Run a script again and again, until its value is none that is empty, and return that.

        What is asked while one page gives way to another may be lost with the page: a few seconds are enough for each.
        """
        for _ in range(10 * ANSWERS):
            with suppress(TimeoutError):
                if value := await asyncio.wait_for(self.run(script), 5):
                    return value
            await asyncio.sleep(0.1)
        raise TimeoutError(script)

    async def run(self, script: str) -> Any:  # noqa: ANN401 - any JSON
        """Run a script in the page, and return its value where it is plain."""
        done = await self._do("script.evaluate", target={"context": self._tab}, expression=script, awaitPromise=True)
        return done["result"].get("value")

    async def _do(self, method: str, **params: object) -> dict[str, Any]:
        self._said += 1
        await self._line.write_message(json.dumps({"id": self._said, "method": method, "params": params}))
        async with asyncio.timeout(ANSWERS):
            while (heard := await self._line.read_message()) is not None:
                answer: dict[str, Any] = json.loads(heard)
                if answer.get("id") == self._said:
                    assert "result" in answer, answer
                    return dict(answer["result"])
        raise ConnectionError("Firefox hung up")


def program() -> str | None:
    """Return where Firefox is, or None."""
    return shutil.which("firefox") or shutil.which("firefox-esr")


@asynccontextmanager
async def firefox(folder: Path, names: tuple[str, ...] = ()) -> AsyncIterator[Firefox]:
    """Run one on a profile in a folder, for which some names are this machine's."""
    prefs: dict[str, object] = {**QUIET, "network.dns.localDomains": ",".join(names)}
    (folder / "user.js").write_text(
        "\n".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in prefs.items())
    )
    call = [str(program()), "-headless", "-no-remote", "-profile", str(folder), "-remote-debugging-port", "0"]
    process = await asyncio.create_subprocess_exec(*call, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        assert process.stderr is not None
        said = b""
        while not (found := re.findall(rb"WebDriver BiDi listening on (ws://\S+)", said)):
            said = await process.stderr.readline()
            assert said, "Firefox did not start"
        address = found[0].decode()
        line = await websocket_connect(f"{address}/session")
        driven = Firefox(line)
        await driven.begin()
        yield driven
        line.close()
    finally:
        process.terminate()
        await process.communicate()
