"""The fields of `workshop.yaml`, and of the files in which a language has its own words for it, for claims and for
studies.
"""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from afterwave.content.cures import Wrong
from afterwave.content.helplines import a_country
from afterwave.content.occasion import Occasion, OccasionField
from afterwave.content.part import ContentModel

Country = Annotated[str, AfterValidator(lambda letters: a_country(letters) if letters else "")]
Letters = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class WorkshopHead(ContentModel):
    """The fields of `workshop.yaml`."""

    title: str = Field(min_length=1)
    discreet_title: str = Field(min_length=1)
    exit_url: str = ""
    languages: tuple[Letters, ...] = Field(min_length=1)
    length: int = Field(gt=0)
    sections: tuple[str, ...] = Field(min_length=1)
    country: Country = ""
    occasion: OccasionField = Occasion()
    version: str = ""
    theme: str = ""
    logo: str = ""
    logo_alt: str = ""

    @field_validator("theme", "logo")
    @classmethod
    def _check_place(cls, name: str, field: ValidationInfo) -> str:
        if name != name.strip("./") or re.search(r"[/\\:]", name):
            such = {"theme": "theme.css", "logo": "logo.svg"}[str(field.field_name)]
            raise Wrong(
                f'"{name}" is not the bare name of a file beside workshop.yaml, such as {such}',
                "Put the file there, and write nothing but its name.",
            )
        return name

    @model_validator(mode="after")
    def _check_words(self) -> WorkshopHead:
        if self.logo and not self.logo_alt:
            raise Wrong("the logo has no words", "Add logo_alt: whose it is, for people who do not see it.", "logo")
        return self


class Titles(ContentModel):
    """The fields of a language's own `workshop.yaml`."""

    title: str | None = Field(default=None, min_length=1)
    discreet_title: str | None = Field(default=None, min_length=1)
    logo_alt: str | None = Field(default=None, min_length=1)


class ClaimWords(ContentModel):
    """A claim in another language; its strength and sources may stand there for the translator's eye, and are not
    read.
    """

    noun: ClassVar[str] = "claim"
    said: ClassVar[tuple[str, ...]] = ("claim", "why", "say")

    id: str
    claim: str | None = None
    why: str | None = None
    say: str | None = None
    strength: str | None = None
    sources: tuple[str, ...] = ()


class StudyWords(ContentModel):
    """A study in another language: who was asked, what they said, and what to know about it."""

    noun: ClassVar[str] = "study"
    said: ClassVar[tuple[str, ...]] = ("who", "measure", "note")

    id: str
    who: str | None = None
    measure: str | None = None
    note: str | None = None
