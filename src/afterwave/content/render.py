"""Markdown to HTML and to plain text; raw HTML in the content is shown as text and never obeyed, and a picture is its
words.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from afterwave.content.fetching import leads_elsewhere


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's own name
        """Return whether an address may be a link: one that runs code may not, and one that leaves out its scheme may
        not.
        """
        return super().validateLink(url) and not leads_elsewhere(url)


# CommonMark's preset leaves out tables, and the two rules without which `typographer` changes nothing.
_MARKDOWN = _Markdown("commonmark", {"html": False, "typographer": True}).enable(
    ["table", "replacements", "smartquotes"]
)


def _in_words(_self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType) -> str:
    """Return a picture's words: `afterwave check` refuses it, and what was never checked must not fetch it."""
    return escapeHtml(tokens[index].content)


def _as_blank(*_facts: object) -> str:
    """Return what a line's end within a paragraph is to whoever reads it: a page is smaller with one sign for both."""
    return " "


_MARKDOWN.add_render_rule("image", _in_words)
_MARKDOWN.add_render_rule("softbreak", _as_blank)


def to_html(markdown: str) -> str:
    """Return the Markdown as HTML that is safe to put into a page."""
    return str(_MARKDOWN.render(markdown))


def to_text(markdown: str) -> str:
    """Return the Markdown's words without marks, one line a paragraph."""
    lines = []
    for token in _MARKDOWN.parse(markdown):
        if token.type == "inline":
            words = (
                " " if child.type in {"softbreak", "hardbreak"} else child.content for child in token.children or ()
            )
            lines.append("".join(words))
    return "\n".join(lines)
