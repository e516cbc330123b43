"""What the sections' notebooks call: a section for somebody who reads alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from IPython.display import Markdown, display

from afterwave.content.blocks import Block, Breathe, CardBuilder, Chart, Deck, Prompt, Prose
from afterwave.content.evidence import claim_as_markdown
from afterwave.content.language import ENGLISH
from afterwave.content.prevalence import chart_as_markdown as told_chart
from afterwave.content.prevalence import pictures, plain, tables
from afterwave.content.render import to_html, to_text
from afterwave.content.views import View, all_drawn, reading_minutes
from afterwave.content.workshop import Section, Workshop
from afterwave.message import Message
from afterwave.presenter.environment import workshop_here
from afterwave.widgets.breathing import Breathing
from afterwave.widgets.card import AftercareCard
from afterwave.widgets.cards import CardDeck
from afterwave.widgets.labels import LABELS
from afterwave.widgets.prevalence import PrevalenceChart
from afterwave.widgets.reader_labels import PREVALENCE
from afterwave.widgets.reflection import Reflection

POLL: Message = (
    "In a group this question is asked on phones, and only sums are kept: *{question}* You may answer it for yourself."
)
THOUGHT: Message = "**A thought to take along.** {text}"
AIM: Message = "This part may help you to:"
MINUTES: Message = "About {minutes}. Skip what you like; nothing here needs an answer."


Shown = Markdown | Reflection | Breathing | AftercareCard | CardDeck | PrevalenceChart


def read(slug: str) -> Reader:
    """Return the reader of this section; raise `UnknownSection` where the workshop has none, `ContentError` where it
    has mistakes.
    """
    workshop = workshop_here()
    return Reader(workshop, workshop.section(slug))


class Reader:
    """One section, block by block, each shown where the notebook asks for it."""

    def __init__(self, workshop: Workshop, section: Section) -> None:
        """Keep the section and the workshop around it."""
        self.workshop, self.section = workshop, section
        self._say = workshop.speech.say
        self._labels = {widget: workshop.speech.labels(words) for widget, words in LABELS.items()}

    def begin(self, *, titled: bool = False) -> None:
        """Show what this section touches on, how long it takes, and what it is for; its title, too, unless the notebook
        is in this language and `titled`.
        """
        section = self.section
        title = (
            [] if titled or self.workshop.language == ENGLISH else [f"# {section.title}"]
        )  # the kit's own notebooks have it in English
        lines = [
            *title,
            section.content_note,
            self._say(MINUTES, minutes=self.workshop.speech.minutes(reading_minutes(section))),
        ]
        objectives = "\n".join(f"- {objective}" for objective in section.objectives)
        display(Markdown("\n\n".join([*lines, self._say(AIM), objectives])))

    def show(self, *blocks: str) -> None:
        """Show the blocks with these ids, in this order; raise `UnknownBlock` for one that the section does not
        have.
        """
        for block in blocks:
            display(self._view(self.section.block(block)))

    def _view(self, block: Block) -> Shown:
        return self.WAYS[block.kind](self, block) if block.kind in self.WAYS else Markdown(block.text)

    def _prose(self, block: Prose) -> Markdown:
        return Markdown(f"## {block.heading}\n\n{block.text}" if block.heading else block.text)

    def _thought_prompt(self, block: Block) -> Markdown:
        return Markdown(self._say(THOUGHT, text=block.text))

    def _prompt(self, prompt: Prompt) -> Reflection:
        return Reflection(
            key=f"{self.section.slug}/{prompt.id}",
            question=to_text(prompt.text),
            choices=list(prompt.choices),
            minutes=prompt.minutes,
            instead=to_text(prompt.instead),
            labels=self._labels["reflection"],
            shared_origin=shared_origin(),
        )

    def _breathe(self, block: Breathe) -> Breathing:
        return Breathing(invitation=to_text(block.text), minutes=block.minutes, labels=self._labels["breathing"])

    def _card(self, block: CardBuilder) -> AftercareCard:
        return AftercareCard(
            key=f"{self.section.slug}/{block.id}",
            invitation=to_text(block.text),
            minutes=block.minutes,
            title=block.title,
            lead=block.lead,
            forms=list(block.forms),
            parts=list(block.parts),
            labels=self._labels["card"],
            shared_origin=shared_origin(),
        )

    def _evidence(self, block: Block) -> Markdown:
        return Markdown(claim_as_markdown(self.workshop, block.id, folded=True))

    def _cards(self, block: Deck) -> CardDeck:
        deck = [[front, to_text(back)] for front, back in block.deck]
        return CardDeck(invitation=to_text(block.lead), cards=deck, labels=self._labels["cards"])

    def _chart(self, chart: Chart) -> Markdown | PrevalenceChart:
        drawings, table = pictures(chart, self.workshop), told_chart(chart, self.workshop)
        if not drawings:
            return Markdown(table)
        return PrevalenceChart(
            lead=to_html(chart.lead),
            pictures=[list(one) for one in drawings],
            tables=to_html(tables(chart, self.workshop)),
            labels=self.workshop.speech.labels(PREVALENCE),
            plain_text=plain(chart, self.workshop),
            # A code host, which runs no widget, shows these two in its place.
            as_markdown=table,
        )

    def _poll(self, block: Block) -> Markdown:
        return Markdown(self._say(POLL, question=self.workshop.poll(block.id).question))

    WAYS: ClassVar[Mapping[str, Callable[[Reader, Any], Shown]]] = {
        "prose": _prose,
        "prompt": _prompt,
        "discuss": _thought_prompt,
        "breathe": _breathe,
        "card-builder": _card,
        "evidence": _evidence,
        "poll": _poll,
        "cards": _cards,
        "chart": _chart,
    }
    """What a notebook shows of each kind of block that is more than its words."""

    all_drawn("WAYS in presenter/reader.py", View.READER, WAYS)


def shared_origin() -> bool:
    """Return whether other people's notebooks may come from this host too, as under JupyterHub or Binder; then a
    browser's storage is not private.
    """
    return any(name in os.environ for name in ("JUPYTERHUB_USER", "JUPYTERHUB_SERVICE_PREFIX", "BINDER_SERVICE_HOST"))
