"""What a translation shares with the language that it was made from: what its polls take, and where its stage goes.

One session is held in all languages of a workshop. A ballot names options by their ids, and a phone in another language
follows the stage by counting its steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from afterwave.content.blocks import Block, Slide
from afterwave.content.folder import ContentFolder
from afterwave.content.polls import Poll
from afterwave.content.sections import read_section
from afterwave.content.views import steps
from afterwave.content.workshop import Section
from afterwave.content.yamlfile import YamlFile
from afterwave.errors import Problem

COUNTED = "phones follow the stage by counting steps."
"""Why a step that only one language has is a mistake."""


class Original(ContentFolder):
    """A content folder in the language that others were made from, read to compare them with it.

    What is wrong with it is told when it is read for itself, and by nobody here.
    """

    def __init__(self, folder: Path, language: str) -> None:
        """Keep the folder and its language; nothing is read yet."""
        super().__init__(folder, language)
        self._sections: dict[str, Section | None] = {}

    def polls(self) -> tuple[Path | None, Mapping[str, Poll]]:
        """Return the file in which its polls stand, and those without a mistake, by their id."""
        file = self.own_or_shared("polls.yaml")
        return (file.path if file else None), dict(self.items(Poll, file, "id"))

    def section(self, name: str) -> Section | None:
        """Return the section in the file of this name, as far as there is one."""
        if name not in self._sections:
            path = self.folder / self.language / name
            text = self.text(path) if path.is_file() else None
            self._sections[name] = None if text is None else read_section(text, path, self.report, self.labels)
        return self._sections[name]

    def as_long(self, section: Section) -> Section:
        """Return a translated section that takes what the original takes, where it has the same steps: an evening is
        one evening, whatever language it is held in.
        """
        other = self.section(section.path.name) if section.holds else None
        if other is None or [held.step for held in other.holds] != [held.step for held in section.holds]:
            return section
        return section.model_copy(update={"minutes": other.minutes, "holds": other.holds})

    def name_of(self, path: Path) -> str:
        """Return a file's name within the content folder."""
        return path.relative_to(self.folder).as_posix()


def differences(
    sections: Sequence[Section], polls: Mapping[str, Poll], file: YamlFile | None, original: Original
) -> Iterator[Problem]:
    """Yield a problem wherever a translation takes other ballots than its original, or has other steps.

    A poll or a section that only one of them has is told where the workshop asks for it.
    """
    path, there = original.polls()
    if file and path and file.path != path:
        for ident, poll in polls.items():
            for place, problem, cure in _unlike(poll, there.get(ident, poll), original.name_of(path)):
                yield Problem(file.path, file.line([ident, *place]), f"{ident}: {problem}", cure)
    for section in sections:
        other = original.section(section.path.name)
        if other and not original.report.tells_of(other.path):
            yield from _Pair(section, other, original.name_of(other.path)).problems()


def _unlike(poll: Poll, other: Poll, name: str) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Yield in what a poll is unlike the one in a file of this name: where, what, and the cure."""
    if poll.kind != other.kind:
        yield ("kind",), f"its kind is {poll.kind} here, and {other.kind} in {name}", f"Write `kind: {other.kind}`."
    ids, known = poll.option_ids(), other.option_ids()
    unknown, missing = [one for one in ids if one not in known], [one for one in known if one not in ids]
    if unknown or missing:
        found = [f"there is no {_names(unknown)} there"] * bool(unknown)
        found += [f"{_names(missing)} {_is(missing)} missing here"] * bool(missing)
        place = ("options", ids.index(unknown[0])) if unknown else ("options",)
        cure = "Keep each option with its id, and translate the labels alone."
        yield place, f"its options are not those of {name}: {', and '.join(found)}", cure
    elif other.row and ids != known:
        cure = f"Write them in this one: {', '.join(known)}."
        yield ("options",), f"its options stand in another order than in {name}", cure


@dataclass(frozen=True)
class _Pair:
    """A translated section beside the one that it was made from, which stands in a file of this name."""

    section: Section
    other: Section
    name: str

    def problems(self) -> Iterator[Problem]:
        """Yield in which steps they are unlike."""
        here, there = steps(self.section), steps(self.other)
        matcher = SequenceMatcher(a=[(step.kind, step.id) for step in there], b=[(step.kind, step.id) for step in here])
        for tag, begin, end, first, last in matcher.get_opcodes():
            ours, theirs = here[first:last], there[begin:end]
            if tag == "equal":
                yield from self._other_polls(ours, theirs)
                continue
            yield from self._strays(ours, theirs, there)
            new = [step for step in ours if not _of(self.other, step)]
            lost = [step for step in theirs if not _of(self.section, step)]
            if len(new) == len(lost):
                yield from self._new_names(new, lost)
            else:
                yield from self._additions(new)
                yield from self._gap(lost, here[:first], there[:begin])

    def _other_polls(self, ours: Sequence[Block], theirs: Sequence[Block]) -> Iterator[Problem]:
        """Yield the slides that leave with other polls, where few people come."""
        for step, its in zip(ours, theirs, strict=True):
            if isinstance(step, Slide) and isinstance(its, Slide) and set(step.polls) != set(its.polls):
                problem = f'the polls of the slide "{step.id}" are others than in {self.name}'
                cure = f"Write `:polls: {' | '.join(its.polls)}`" if its.polls else "Take out `:polls:`"
                yield self._problem(step, problem, f"{cure}, as there.")

    def _strays(self, ours: Sequence[Block], theirs: Sequence[Block], there: Sequence[Block]) -> Iterator[Problem]:
        """Yield the blocks that both have, and that are of another kind, or a step in one alone, or elsewhere."""
        shown = [(step, its) for step in ours if (its := _of(self.other, step))]
        hidden = [(own, its) for its in theirs if (own := _of(self.section, its)) and own not in steps(self.section)]
        for own, its in (*shown, *hidden):
            if own.kind != its.kind:
                problem = f'the kind of "{own.id}" is {own.kind} here, and {its.kind} in {self.name}'
                yield self._problem(own, problem, f"Write it as there: {COUNTED}")
            elif (own, its) in hidden:
                problem = f'the {own.kind} "{own.id}" is for phones alone, and a step of the stage in {self.name}'
                yield self._problem(own, problem, f"Take out `:where: phones`, as there: {COUNTED}")
            elif its not in there:
                problem = f'the {own.kind} "{own.id}" is a step of the stage, and for phones alone in {self.name}'
                yield self._problem(own, problem, f"Write `:where: phones` right below its first line: {COUNTED}")
            else:
                place = there.index(its)
                problem = f'the {own.kind} "{own.id}" stands at another place than in {self.name}'
                yield self._problem(own, problem, f"Put it {_after(there[:place])}, as there: {COUNTED}")

    def _new_names(self, new: Sequence[Block], lost: Sequence[Block]) -> Iterator[Problem]:
        for step, its in zip(new, lost, strict=True):
            problem = f'the {step.kind} "{step.id}" stands where {self.name} has the {its.kind} "{its.id}"'
            yield self._problem(step, problem, f"Write `:::{{{its.kind}}} {its.id}`, as there: {COUNTED}")

    def _additions(self, new: Sequence[Block]) -> Iterator[Problem]:
        for step in new:
            problem = f'the {step.kind} "{step.id}" is not in {self.name}'
            yield self._problem(step, problem, f"Take it out, or write it there, too: {COUNTED}")

    def _gap(self, lost: Sequence[Block], ours: Sequence[Block], theirs: Sequence[Block]) -> Iterator[Problem]:
        """Yield the steps that are missing in one place, below those that stand before it here and there."""
        if lost:
            them, language = "it" if len(lost) == 1 else "them", self.section.path.parent.name
            named = " and ".join(f'the {step.kind} "{step.id}"' for step in lost)
            yield Problem(
                self.section.path,
                ours[-1].line if ours else 1,
                f"{named} of {self.name} {_is(lost)} missing",
                f'Write {them} {_after(theirs)}, or take "{language}" out of `languages`: {COUNTED}',
            )

    def _problem(self, step: Block, problem: str, cure: str) -> Problem:
        return Problem(self.section.path, step.line, problem, cure)


def _of(section: Section, step: Block) -> Block | None:
    """Return a section's block with the id of another's."""
    return next((block for block in section.blocks if block.id == step.id), None)


def _after(steps_before: Sequence[Block]) -> str:
    return f'after "{steps_before[-1].id}"' if steps_before else "before all others"


def _names(names: Sequence[str]) -> str:
    return " and ".join(f'"{name}"' for name in names)


def _is(some: Sequence[object]) -> str:
    return "is" if len(some) == 1 else "are"
