"""The pages that people read: home, the sections, where the group is, support, privacy, and the way out."""

from __future__ import annotations

import re
from base64 import b64encode
from contextlib import suppress
from functools import cache
from hashlib import sha256

from tornado.web import HTTPError

from afterwave.content.countries import countries
from afterwave.content.views import View, blocks_for
from afterwave.errors import AfterwaveError
from afterwave.poll.status import Status
from afterwave.server.assets import neutral_page
from afterwave.server.ballots import PollPicture, picture_of
from afterwave.server.base import CSP, Page
from afterwave.server.events import ListeningPage
from afterwave.session.place import poll_now, section_now, step_now, with_own
from afterwave.session.state import State
from afterwave.session.tables import TableFacts, look
from afterwave.session.today import change_of


class HomePage(Page):
    """What this is, what is kept, how we are together, and two ways on."""

    def get(self) -> None:
        """Answer with the page."""
        self.show("home.html")


class ReadPage(Page):
    """A section, for somebody who reads it alone."""

    def get(self, slug: str) -> None:
        """Answer with the section; 404 where the workshop has none of that name."""
        section = self.workshop.section(slug)
        blocks = blocks_for(section, View.READER)
        before, after = self.workshop.section_before(slug), self.workshop.section_after(slug)
        self.show("read.html", section=section, blocks=blocks, before=before, after=after)


class SourcesPage(Page):
    """What a section's claims rest on: a page of its own, so that the section stays light."""

    def get(self, slug: str) -> None:
        """Answer with every claim of the section, in its order, and its sources; 404 where the workshop has no such
        section.
        """
        section = self.workshop.section(slug)
        claims = [
            self.workshop.claims[block.id] for block in blocks_for(section, View.READER) if block.kind == "evidence"
        ]
        self.show("sources.html", section=section, claims=claims)


class FollowPage(ListeningPage):
    """Where the group is now."""

    def get(self) -> None:
        """Answer with the step the stage shows, a pause while the group takes one, or the closing words."""
        state = self.context.session.state()
        asked = poll_now(self.workshop, state)
        status = self.context.session.store.status(asked.id) if asked else None
        box = self.context.session.questions.on()
        # A step forward brings every phone back at once, and all of them for the same page.
        told = (state, status, box, self.shared_flag)
        self.send(self.context.draw_once(self.language, told, lambda: self._html(state, status, box=box)))

    def _html(self, state: State, status: Status | None, *, box: bool) -> str:
        poll = self.find_poll(status.poll, state) if status else None
        picture = picture_of(poll, status) if poll and status else None
        told = {"status": status, "poll": poll, "picture": picture, "tongue": self.tongue(poll, state) if poll else ""}
        place = {
            "state": state,
            "section": section_now(self.workshop, state),
            "step": step_now(self.workshop, state),
            "words": self._words(state),
        }
        return self.html_of("follow.html", box=box, **self.listening(state, box=box), **told, **place)

    def _words(self, state: State) -> str:
        """Return the language of the step's words, where it is another than the page's: those of today are in the
        evening's own.
        """
        section, step = section_now(self.workshop, state), step_now(self.workshop, state)
        said = step is not None and change_of(section.slug, step.id, state).get("text")
        return state.language if said and state.language != self.workshop.language else ""


class SupportPage(Page):
    """Where to turn, by country, and when to see someone."""

    def get(self) -> None:
        """Answer with the page."""
        self.show("support.html", lands=countries(self.workshop))


class PrivacyPage(Page):
    """What is kept, what is not, and what no software can prevent."""

    def get(self) -> None:
        """Answer with the page, and with what the database holds now, as far as anybody may know it."""
        tables: tuple[TableFacts, ...] = ()
        pictures: list[PollPicture] = []
        with suppress(AfterwaveError):  # the page is there whatever became of the database
            statuses, asked = (
                self.context.session.store.statuses(),
                with_own(self.workshop, self.context.session.state()).polls,
            )
            drawn = (picture_of(poll, statuses[poll.id]) for poll in asked.values() if poll.id in statuses)
            tables, pictures = look(self.context.session), [picture for picture in drawn if picture]
        self.show("privacy.html", tables=tables, pictures=pictures)


class LeavingPage(Page):
    """What leaving quickly does, what stays behind in the browser, and how to clear it."""

    def get(self) -> None:
        """Answer with the page."""
        self.show("leaving.html")


class ExitPage(Page):
    """The harmless page that a quick exit lands on. It says nothing of where it comes from, and has no exit of its
    own.
    """

    def get(self) -> None:
        """Answer with the page; its one style sheet stands in it, and its hash is what the policy allows."""
        page = self.context.draw_once(f"exit {self.workshop.language}", None, lambda: neutral_page(self.workshop))
        self.set_header("Content-Security-Policy", _policy(page))
        self.send(page)


class HealthPage(Page):
    """Whether this server can do its work."""

    def get(self) -> None:
        """Answer "ok" when the database answers; 503 when it does not."""
        self.context.session.state()
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("ok\n")


class FilePage(Page):
    """A style sheet, a script or a widget's module; its name changes with its content, so that a browser may keep
    it.
    """

    def get(self, name: str) -> None:
        """Answer with the file; 404 for a name that is not one of ours."""
        asset = self.context.assets.find(name)
        if asset is None:
            raise HTTPError(404)
        for header in ("Content-Security-Policy", "Referrer-Policy"):
            self.clear_header(header)  # they speak of pages, and what a file fetches goes by its page's
        self.set_header("Content-Type", asset.kind)
        self.set_header("Cache-Control", "max-age=31536000, immutable")
        self.set_header("Vary", "Accept-Encoding")  # a language's file has a name of its own
        packed = "gzip" in self.request.headers.get("Accept-Encoding", "")
        if packed:
            self.set_header("Content-Encoding", "gzip")
        self.finish(asset.packed if packed else asset.body)


@cache
def _policy(page: str) -> str:
    """Return what a page with a style sheet in it, and nothing beside it, may do."""
    style = "".join(re.findall(r"<style>(.*?)</style>", page, re.DOTALL))
    allowed = b64encode(sha256(style.encode()).digest()).decode()
    return CSP.replace("style-src 'self'; script-src 'self';", f"style-src 'sha256-{allowed}';")
