"""Markdown to HTML and to plain text; raw HTML in the content is shown as text and never obeyed."""

from __future__ import annotations

from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable(["table", "replacements", "smartquotes"])


def to_html(markdown: str) -> str:
    """Return the Markdown as HTML that is safe to put into a page."""
    return str(_MARKDOWN.render(markdown))


def to_text(markdown: str) -> str:
    """Return the Markdown's words without marks, one line a paragraph."""
    lines = []
    for token in _MARKDOWN.parse(markdown):
        if token.type == "inline":
            words = (" " if child.type in {"softbreak", "hardbreak"} else child.content for child in token.children or ())
            lines.append("".join(words))
    return "\n".join(lines)
