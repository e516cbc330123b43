"""In Firefox, too, a form counts on our own pages alone. Apart from the tests in Chromium: while that one lives, no
test here may be asynchronous.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from elsewhere import HERE, THERE, elsewhere
from firefox import firefox, program
from server.conftest import Server

__all__ = ["elsewhere"]

HEADING = "document.forms[0] ? '' : document.querySelector('h1')?.textContent ?? ''"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.prove,
    pytest.mark.skipif(program() is None, reason="no Firefox: install it, and this test runs"),
]


async def test_in_firefox_our_own_form_counts_without_a_script_and_another_site_s_does_not(
    server: Server, elsewhere: Callable[[str, str, str], str], tmp_path: Path
) -> None:
    server.open()
    here, profile = f"{HERE}:{server.port}", tmp_path / "profile"
    profile.mkdir()

    async def sent(address: str) -> str:
        """Send the page's form as a browser without scripts does, and return the heading of what comes back."""
        await tab.open(address)
        # A moment later: what a script answers in the breath in which its page goes is lost with the page, and so may
        # be what is asked meanwhile.
        before = await tab.run(
            "document.querySelector('[value=green]').checked = true;"
            "setTimeout(() => document.forms[0].submit(), 100); document.title"
        )
        assert before is not None
        return str(await tab.comes(HEADING))

    async with firefox(profile, (HERE, THERE)) as tab:
        for policy in ("no-referrer", "unsafe-url"):
            assert await sent(elsewhere(here, server.ticket(), policy)) == "This came from another site"
        assert "another site" not in await sent(f"http://{here}/poll/tea")
    assert server.session.store.close("tea").ballots == 1
