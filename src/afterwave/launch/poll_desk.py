"""The front door's polls of one's own: a form that becomes a file, a list of them, and one that runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from afterwave.errors import AfterwaveError
from afterwave.launch.evening_lock import evening_facts, evening_pages
from afterwave.launch.own_polls import delete_poll, listed_polls, own_folder, poll_ids, write_poll
from afterwave.message import Message

if TYPE_CHECKING:
    from afterwave.launch.front_door import FrontDoor

Facts = dict[str, Any]


class PollInUse(AfterwaveError):
    """The poll is what the session asked, and its words are needed for the summary."""

    sentence: ClassVar[Message] = (
        "The session on this machine asked this poll, and needs its words. Forget the session under “Afterwards” first."
    )


class PollDesk:
    """What the front door does with polls of one's own."""

    def __init__(self, door: FrontDoor) -> None:
        """Take the front door, for what is chosen there and the commands that it runs."""
        self._door = door
        self._saved, self._last, self._by = 0, "", ""
        self._asked = ""
        self.acts: dict[str, Callable[[Facts], None]] = {
            "polls": self._place,
            "save_poll": self._save,
            "poll": self._run,
        }
        self.acts["delete_poll"] = self._delete

    @property
    def folder(self) -> Path:
        """Return where they are kept: the folder that was chosen, or the one in the data folder."""
        chosen = self._door.choice.polls
        return Path(chosen).expanduser() if chosen else own_folder()

    def facts(self) -> Facts:
        """Return the polls there are, and the file that was written last, with how many were, and by which press."""
        return {
            "folder": str(self.folder),
            "files": listed_polls(self.folder),
            "saved": self._saved,
            "last": self._last,
            "by": self._by,
        }

    def _place(self, facts: Facts) -> None:
        self._door.choose({"polls": str(facts.get("folder", "")).strip()})

    def _save(self, facts: Facts) -> None:
        choice, over = self._door.choice, str(facts.get("over", ""))
        self._refuse_in_use(over)
        content = Path(choice.content) if choice.content else None
        path = write_poll(facts, self.folder, over, content=content, language=choice.language)
        self._saved, self._last, self._by = self._saved + 1, path.name, str(facts.get("by", ""))

    def _delete(self, facts: Facts) -> None:
        name = str(facts.get("name", ""))
        self._refuse_in_use(name)
        delete_poll(name, self.folder)

    def _refuse_in_use(self, name: str) -> None:
        """Raise `PollInUse` for a file whose polls the session has asked: their words are needed as long as there is
        that session, and before it while the poll runs, from here or from a terminal.
        """
        path, url = self.folder / name, self._door.url
        runs = [self._asked] if self._is_running else []
        if evening_pages(url) is not None:
            runs.append(evening_facts(url).get("content", ""))
        session = self._door.session.facts()
        about = [self._door.choice.file] if session.get("kept") else []
        named = {str(path), str(path.resolve())}.intersection(runs + about)
        if name and (named or poll_ids(path).intersection(session.get("asked", ()))):
            raise PollInUse

    @property
    def _is_running(self) -> bool:
        job = self._door.jobs.get("poll")
        return job is not None and job.alive

    def _run(self, facts: Facts) -> None:
        """Run the polls of a listed file; a page names it by its name in the folder alone."""
        files = {entry["name"]: entry["path"] for entry in self.facts()["files"]}
        if (file := files.get(str(facts.get("name", "")))) is None or self._is_running:
            return
        self._asked = file

        def ready(addresses: Facts) -> None:
            # Only now: one that is refused leaves the session, and the words that it needs.
            self._door.remember(file)
            self._door.show_evening(addresses)

        new = ["--new"] if facts.get("new") else []
        self._door.run(
            "poll",
            "poll",
            "--no-browser",
            "--json",
            "--file",
            file,
            *new,
            *self._door.choice_options(),
            ready=ready,
        )
