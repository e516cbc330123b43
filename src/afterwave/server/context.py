"""What all handlers of one server share: the session, the workshop in its languages, the writer of ballots, the phones
that listen, and the templates.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlencode

from afterwave.content.load import load
from afterwave.content.workshop import Workshop
from afterwave.poll.group_commit import GroupCommit
from afterwave.server.assets import WIDGETS, assets, localized_name
from afterwave.server.event_stream import Phones
from afterwave.server.limits import Bodies, Thumb, Turns
from afterwave.server.signal import Signal
from afterwave.server.templating import templates
from afterwave.session.occasion import as_held
from afterwave.session.session import Session


class Context:
    """One session as participants meet it, under a base path such as "/" or "/user/x/afterwave/"."""

    def __init__(
        self, session: Session, workshop: Workshop, base: str = "/", *, address: str = "", shared_origin: bool = False
    ) -> None:
        """Load the workshop's other languages; raise `ContentError` for one with mistakes. Where the origin is shared,
        a browser's storage is not private.

        `address` is what phones open, where it is another than this machine's own.
        """
        own = {language: _edition(workshop, language) for language in workshop.languages}
        self.editions = {language: as_held(edition, session.state()) for language, edition in own.items()}
        self.session, self.workshop, self.address, self.shared_origin = (
            session,
            self.editions[workshop.language],
            address,
            shared_origin,
        )
        self.base = f"/{base.strip('/')}/".replace("//", "/")
        self.assets = assets(self.editions.values())
        self.ballots = GroupCommit(session.store)
        self.phones = Phones(session, self.workshop)
        self.turns, self.bodies, self.signal, self.thumb = Turns(), Bodies(), Signal(session.lamp), Thumb()
        session.door.end()  # no key outlives the server that it was given by
        self._templates = {language: templates(edition) for language, edition in self.editions.items()}
        self._last: dict[str, tuple[object, str]] = {}
        self._answering, self._answered = 0, asyncio.Event()
        self._answered.set()

    def page(self, template: str, workshop: Workshop, **facts: Any) -> str:  # noqa: ANN401 - a template's facts are of every type
        """Return a template's HTML, in the workshop's language."""
        return self._templates[workshop.language].get_template(template).render(workshop=workshop, **facts)

    def draw_once(self, name: str, facts: object, drawn: Callable[[], str]) -> str:
        """Return a page as it was drawn last, or drawn anew where the facts it tells have changed."""
        if name not in self._last or self._last[name][0] != facts:
            self._last[name] = (facts, drawn())
        return self._last[name][1]

    def url(self, *parts: str, language: str | None = None, **query: str) -> str:
        """Return the path of a page, under the base and in the language that was asked for; empty query values are left
        out.
        """
        path = "/".join(quote(part, safe="") for part in ([language] if language else []) + list(parts))
        asked = urlencode({name: value for name, value in query.items() if value})
        return f"{self.base}{path}" + (f"?{asked}" if asked else "")

    def path_in(self, path: str, language: str, to: str) -> str:
        """Return the path of a page in another language, from its path in the one it was asked for in ("" where it has
        none).
        """
        bare = path.removeprefix(self.base)
        return f"{self.base}{to}/{bare.removeprefix(language).removeprefix('/') if language else bare}"

    def asset(self, name: str, language: str) -> str:
        """Return the path of a style sheet, a script, a widget's module, or of the widgets' words in a language."""
        folder = "widgets" if name.partition(".")[0] in WIDGETS else "static"
        return f"{self.base}{folder}/{self.assets.name(localized_name(name, language))}"

    @contextmanager
    def count_answer(self) -> Iterator[None]:
        """Count a ballot's answer as under way, so that a stopping server waits until it is sent."""
        self._answering += 1
        self._answered.clear()
        try:
            yield
        finally:
            self._answering -= 1
            if not self._answering:
                self._answered.set()

    async def close(self) -> None:
        """Let the phones go and answer every ballot that was taken; none is taken after."""
        self.phones.close()
        self.turns.close()
        self.signal.close()
        await self.ballots.drain()
        await self._answered.wait()  # what is counted is not yet sent


def _edition(workshop: Workshop, language: str) -> Workshop:
    return workshop if language == workshop.language else load(workshop.folder, language, workshop.country)
