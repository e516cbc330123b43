"""Reads a content folder into a `Workshop`, or reports every mistake in it at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property
from pathlib import Path

from afterwave.content import fetching, rules
from afterwave.content.calls import entries, own_file, with_calls
from afterwave.content.catalogue import MESSAGES
from afterwave.content.catalogue import mistakes as messages_in
from afterwave.content.changes import CHANGES, unsaid
from afterwave.content.countries import with_numbers
from afterwave.content.folder import ContentFolder, Item, fields_of
from afterwave.content.heads import ClaimWords, StudyWords, Titles, WorkshopHead
from afterwave.content.helplines import RedFlags, SupportLine
from afterwave.content.known import mend
from afterwave.content.language import ENGLISH
from afterwave.content.logo import Logo, read_logo
from afterwave.content.messages import known_messages
from afterwave.content.original import Original, differences
from afterwave.content.polls import Poll
from afterwave.content.sections import read_section
from afterwave.content.theme import Theme, read_theme
from afterwave.content.whereabouts import GLOSSARY, HEAD, misnamed_files, no_workshop
from afterwave.content.wording import Wordings
from afterwave.content.workshop import Claim, Reference, Section, Study, Workshop
from afterwave.content.yamlfile import YamlFile
from afterwave.errors import ContentError, Problem

WORDINGS = "occasion.yaml"
"""What a language says otherwise in the daytime, online or on a campus."""

SHARED = (HEAD, "evidence.yaml", "prevalence.yaml", "references.yaml", "support.yaml", CHANGES)
OWN = ("polls.yaml", WORDINGS, "evidence.yaml", "prevalence.yaml", "red-flags.yaml", MESSAGES)
"""The files of a folder that all languages share, and of one language, beside its sections. More may lie in either:
these are the ones that are missed.
"""


def load(folder: Path, language: str = "", country: str = "") -> Workshop:
    """Return the workshop in a content folder, in one of its languages, the first unless another is named, and in a
    country, its own unless another is named.

    Raises `ContentError` with every mistake there is, those in a facilitator's own list of support lines included.
    """
    reader = _Reader(folder, language)
    workshop = reader.workshop()
    if reader.report.problems or workshop is None:
        raise ContentError(reader.report.problems)
    return with_numbers(workshop.model_copy(update={"country": country}) if country else workshop)


def languages(folder: Path) -> tuple[str, ...]:
    """Return the languages that a content folder lists, the first first; "" alone where its `workshop.yaml` cannot be
    read.
    """
    _, head = _Reader(folder, "").head()
    return head.languages if head else ("",)


def listed_languages(folder: Path, language: str = "") -> tuple[str, ...]:
    """Return the languages that a content folder lists, or the one that is named.

    Raises `ContentError` where it is not listed, or `workshop.yaml` has mistakes.
    """
    reader = _Reader(folder, language)
    file, head = reader.head()
    if file and head and reader.speaks(file, head):
        return (language,) if language else head.languages
    raise ContentError(reader.report.problems)


class _Reader(ContentFolder):
    """Makes a workshop of a content folder, as far as there are no mistakes."""

    def head(self) -> tuple[YamlFile | None, WorkshopHead | None]:
        """Return `workshop.yaml`, and its fields, as far as there are any."""
        try:
            # `exists` would say that it cannot be read, and not why.
            (self.folder / HEAD).stat()
        except OSError as error:
            self.report.problems.append(no_workshop(self.folder, str(error.strerror)))
            return None, None
        file = self.yaml(self.folder / HEAD)
        return file, self.report.build(WorkshopHead, self.report.mapping(file), file) if file else None

    def speaks(self, file: YamlFile, head: WorkshopHead) -> bool:
        """Return whether the language that was asked for, or else the first, is listed; note it where it is not."""
        self.language = self.language or head.languages[0]
        if self.language not in head.languages:
            codes = ", ".join(head.languages)
            problem = f'the language "{self.language}" is not listed'
            self.report.add(file.path, file.line(["languages"]), problem, f"Add it, or choose a listed one: {codes}.")
        return self.language in head.languages

    def workshop(self) -> Workshop | None:
        """Return the workshop; None where nothing can be made of its head. What it lacks is noted."""
        file, head = self.head()
        if not file or not head:
            return None
        if not self.speaks(file, head):
            return None
        polls, references = self.own_or_shared("polls.yaml"), self.own_or_shared("references.yaml")
        claims, studies = self.yaml(self.folder / "evidence.yaml"), self.yaml(self.folder / "prevalence.yaml")
        sections, asked = tuple(self._sections(head, file)), dict(self.items(Poll, polls, "id"))
        found, charted = dict(self.items(Claim, claims, "id")), dict(self.items(Study, studies, "id"))
        cited = dict(self.items(Reference, references, "key"))
        self.report.problems += self._other_files()
        self._note_sections(sections, head, file)
        self._note_unknown(sections, polls, claims, references, studies)
        if not (studies and self.report.tells_of(studies.path)):
            self.note_names("prevalence.yaml", None, rules.unknown_windows(sections, charted))
        if self.language != (first := ENGLISH if ENGLISH in head.languages else head.languages[0]):
            original = self._english if first == ENGLISH else Original(self.folder, first)
            # A section's own mistakes are told first: in one, a block that cannot be read would be missing.
            sound = [section for section in sections if not self.report.tells_of(section.path)]
            self.report.problems += differences(sound, asked, polls, original)
        fields = head.model_dump(exclude={"sections", "theme", "logo", "occasion"}) | self._titles()
        logo = self._logo(head.logo, fields.pop("logo_alt"), file)
        listed = self._support(self.own_or_shared("support.yaml"))
        lines, unlisted = with_calls(listed, entries(own_file(), self.report))
        # Not validated as a whole: its pieces were, with every mistake noted, and pydantic would stop at the first.
        return Workshop.model_construct(
            **fields,
            language=self.language,
            occasion=head.occasion,
            wordings=self._wordings(),
            sections=sections,
            polls=asked,
            claims=self._in_language(found, fields_of(claims), "evidence.yaml", ClaimWords),
            references=cited,
            studies=self._in_language(charted, fields_of(studies), "prevalence.yaml", StudyWords),
            support=lines,
            unlisted=unlisted,
            red_flags=self._red_flags(self.own_or_shared("red-flags.yaml")),
            changes=self._changes(head.version, file),
            theme=self._theme(head.theme, file),
            logo=logo,
            folder=self.folder,
        )

    def _note_sections(self, sections: tuple[Section, ...], head: WorkshopHead, file: YamlFile) -> None:
        """Note what is wrong with the sections as they stand."""
        # A section that cannot be read, or a block of it, may ask the poll that is missed.
        whole = len(sections) == len(head.sections) and not any(
            self.report.tells_of(section.path) for section in sections
        )
        self.report.problems += rules.repeated_polls(sections)
        self.report.problems += rules.untold_polls(sections) if whole else ()
        self.report.problems += rules.long_slides(sections)
        self.report.problems += rules.long_cards(sections)
        self.report.problems += rules.too_long(sections, head.length, file)

    def _note_unknown(
        self,
        sections: tuple[Section, ...],
        polls: YamlFile | None,
        claims: YamlFile | None,
        references: YamlFile | None,
        studies: YamlFile | None,
    ) -> None:
        """Note every claim, poll and source that is named and that nobody defines."""
        self.note_names("evidence.yaml", claims, rules.undefined_claims(sections, fields_of(claims)))
        self.note_names("polls.yaml", polls, rules.undefined_polls(sections, fields_of(polls)))
        self.note_names("references.yaml", references, rules.unknown_sources(claims, fields_of(references)))
        self.note_names("references.yaml", references, rules.unknown_study_sources(studies, fields_of(references)))

    def _other_files(self) -> Iterator[Problem]:
        """Yield the mistakes in files that hold no content: the words of the program in this language, and names that
        nobody reads.
        """
        own, sentences = self.folder / self.language, known_messages(self.folder)
        for code in dict.fromkeys(
            (ENGLISH, self.language)
        ):  # what a language does not say, is said as the folder's English has it
            yield from messages_in(self.folder / code / MESSAGES, code, sentences)
        for place, names in ((self.folder, SHARED), (own, OWN)):
            for problem, meant in misnamed_files(place, names, {*SHARED, *OWN}):
                self.leave_open(meant)
                yield problem

    def _changes(self, version: str, head: YamlFile) -> str:
        """Return what the folder says of its versions, as Markdown; "" where it has none."""
        file = self.folder / CHANGES
        text = self.text(file) if file.exists() else None
        self.report.problems += fetching.in_markdown(text or "", file)
        self.report.problems += unsaid(version, text, file, (head.path, head.line(["version"])))
        return text or ""

    def _wordings(self) -> Wordings:
        """Return what this language says otherwise on another occasion; nothing where it has no file for it."""
        file = self.yaml(self.folder / self.language / WORDINGS)
        built = file and self.report.build(Wordings, self.report.mapping(file), file)
        return built or Wordings()

    def _theme(self, name: str, head: YamlFile) -> Theme | None:
        """Return the workshop's own colours, or None where it has the kit's."""
        path = self.file_beside(name, head, "theme") if name else None
        text = self.text(path) if path else None
        return read_theme(text, path, self.report) if path and text is not None else None

    def _logo(self, name: str, words: str, head: YamlFile) -> Logo | None:
        """Return the workshop's own logo, or None where it has none."""
        path = self.file_beside(name, head, "logo") if name else None
        data = self.data(path) if path else None
        return read_logo(data, path, words, self.report) if path and data is not None else None

    def _titles(self) -> dict[str, str]:
        """Return the workshop's titles in the language, as far as it has its own."""
        file = self.yaml(self.folder / self.language / "workshop.yaml")
        titles = file and self.report.build(Titles, self.report.mapping(file), file)
        return titles.model_dump(exclude_none=True) if titles else {}

    def _in_language(
        self, items: dict[str, Item], defined: Collection[str], name: str, model: type[ClaimWords | StudyWords]
    ) -> dict[str, Item]:
        """Return claims or studies in the language's own words, where it has any; what was found, and how sure it is,
        stays as it is.

        `defined` are all that there are: one with a mistake is not among the items, and is not told a second time.
        """
        file = self.yaml(self.folder / self.language / name)
        for ident, words in self.items(model, file, "id"):
            if ident in items:
                fields = words.model_dump(include=set(model.said), exclude_none=True)
                items[ident] = items[ident].model_copy(update=fields)
            elif file and ident not in defined:
                cure = mend(ident, items, f"define it in {name}")
                unknown = Problem(file.path, file.line([ident]), f'no {model.noun} "{ident}" is defined', cure)
                self.note_names(name, None, [unknown])
        return items

    def _sections(self, head: WorkshopHead, file: YamlFile) -> Iterator[Section]:
        # Of every language: a section that one of them has is missing in the others, and not misspelt.
        written = {
            section.stem
            for language in head.languages
            for section in sorted((self.folder / language).glob("*.md"))
            if section.name != GLOSSARY
        }
        for place, slug in enumerate(head.sections):
            line = file.line(["sections", place])
            if slug in head.sections[:place]:
                self.report.add(file.path, line, f'the section "{slug}" is listed twice', "Keep one of the two.")
            elif slug not in written:
                cure = mend(
                    # What is written and not listed is what was probably meant.
                    slug,
                    sorted(written - set(head.sections)) or sorted(written),
                    f"create {self.language}/{slug}.md",
                )
                self.report.add(file.path, line, f'no section "{slug}" is written', cure)
            elif not (path := self.folder / self.language / f"{slug}.md").exists():
                cure = f"Create {self.language}/{slug}.md, or take the section or the language out."
                self.report.add(file.path, line, f'the section "{slug}" is not written in "{self.language}"', cure)
            elif section := self._section(path):
                yield section

    def _section(self, path: Path) -> Section | None:
        text = self.text(path)
        section = None if text is None else read_section(text, path, self.report, self.labels)
        return self._english.as_long(section) if section and self.language != ENGLISH else section

    @cached_property
    def _english(self) -> Original:
        return Original(self.folder, ENGLISH)

    def _support(self, file: YamlFile | None) -> Iterator[SupportLine]:
        if file is None:
            return
        count = len(self.report.problems)
        for place, fields in self.report.listing(file):
            if line := self.report.build(SupportLine, fields, file, (place,)):
                yield line
        if not file.data and len(self.report.problems) == count:
            cure = (
                'Write one at least, such as: - {country: GB, name: Samaritans, number: "116 123", for: any distress}.'
            )
            self.report.add(file.path, 1, "there is no support line here, so the Support page would have none", cure)

    def _red_flags(self, file: YamlFile | None) -> RedFlags:
        built = file and self.report.build(RedFlags, self.report.mapping(file), file)
        return built or RedFlags(now=(), soon=())
