"""Markdown as a tree of plain data, which the templates draw.

No text ever becomes a line of Typst: the templates take words as data, so a `#`, a `$` or a backslash in the content
prints as itself and is never obeyed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

Node = dict[str, Any]

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable(
    ["table", "replacements", "smartquotes"]
)
_LABEL = 40
"""Letters in the first cell of a row up to which it is a label, and no sentence."""
_JOINER = "\u2060"
_INLINE = {"strong": "strong", "em": "em", "s": "em"}
_BLOCKS = {"bullet_list": "list", "ordered_list": "enum", "blockquote": "quote", "list_item": "item"}


def nodes(markdown: str, *, under: int = 0) -> list[Node]:
    """Return a text's blocks in order, its headings `under` so many ranks."""
    return [_block(node, under) for node in SyntaxTreeNode(_MARKDOWN.parse(markdown)).children]


def inline_nodes(text: str) -> list[Node]:
    """Return one line of Markdown as inline nodes."""
    tokens = _MARKDOWN.parseInline(text)
    return [part for token in tokens for part in _inline(SyntaxTreeNode([token]).children[0])]


def plain(text: str) -> list[Node]:
    """Return a text without any marks, as inline nodes."""
    return [{"t": "text", "s": text}]


def heading(level: int, text: str, *, anchor: str = "") -> Node:
    """Return a heading, which other pages can name by its anchor."""
    return {"t": "heading", "level": level, "c": plain(text), "anchor": anchor}


def paragraph(text: str, *, look: str = "") -> Node:
    """Return one paragraph of Markdown; its `look` is plain, `quiet`, `small`, or `ltr` for what reads from the left in
    every language.
    """
    return {"t": "p", "c": inline_nodes(text), "look": look}


def in_order(found: Sequence[Node]) -> list[Node]:
    """Return the nodes with no rank of heading skipped, as ISO 14289 (PDF/UA) asks, and no heading without words.

    The first heading has the first rank.
    """
    above: list[int] = []
    ranked = []
    for node in found:
        if node["t"] == "heading":
            if not _plain_text(node["c"]).strip():
                continue
            above = [level for level in above if level < node["level"]] + [node["level"]]
            ranked.append({**node, "level": len(above)})
        else:
            ranked.append(node)
    return ranked


def _plain_text(inline: Sequence[Node]) -> str:
    return "".join(node.get("s") or _plain_text(node.get("c", ())) for node in inline)


def _block(node: SyntaxTreeNode, under: int) -> Node:
    if node.type == "heading":
        return {"t": "heading", "level": int(node.tag[1]) + under, "c": list(_inlines(node)), "anchor": ""}
    if node.type == "paragraph":
        return {"t": "p", "c": list(_inlines(node)), "look": ""}
    if node.type in _BLOCKS:
        return {"t": _BLOCKS[node.type], "c": [_block(child, under) for child in node.children]}
    if node.type == "table":
        return _table(
            [[list(_inlines(cell)) for cell in row.children] for part in node.children for row in part.children]
        )
    if node.type == "hr":
        return {"t": "rule"}
    # After a block's language stands the name of the file that it is of, where there is one.
    return {"t": "code", "s": node.content, "name": node.info.partition(" ")[2].strip()}


def _table(rows: list[list[list[Node]]]) -> Node:
    """Return a table, its first column as wide as its words; where they are sentences, no wider than the others."""
    wide = max(len(_plain_text(row[0])) for row in rows) > _LABEL
    return {"t": "table", "rows": rows, **({"columns": ["1"] * len(rows[0])} if wide else {})}


def _inlines(node: SyntaxTreeNode) -> Iterator[Node]:
    """Yield a line's parts, and words that stand side by side as one: a name or a number may go on after a line's
    end.
    """
    parts = [part for child in node.children for part in _inline(child)]
    coded = [after["t"] == "code" for after in parts[1:]]
    for before in (part for part, code in zip(parts, coded, strict=False) if code and part["t"] == "text"):
        if before["s"][-1:].isalpha():  # Arabic hangs "and" on the word after it, and no line ends between the two
            before["s"] += _JOINER
    for plain_words, run in groupby(parts, key=lambda part: part["t"] == "text"):
        if plain_words:
            yield {"t": "text", "s": "".join(part["s"] for part in run)}
        else:
            yield from run


def _inline(node: SyntaxTreeNode) -> Iterator[Node]:
    if node.type == "inline":
        yield from _inlines(node)
    elif node.type in _INLINE:
        yield {"t": _INLINE[node.type], "c": list(_inlines(node))}
    elif node.type == "link":
        yield {"t": "link", "to": str(node.attrs.get("href", "")), "c": list(_inlines(node))}
    elif node.type == "hardbreak":
        yield {"t": "break"}
    elif node.type == "code_inline":
        yield {"t": "code", "s": node.content}
    else:
        yield {"t": "text", "s": " " if node.type == "softbreak" else _text_of(node)}


def _text_of(node: SyntaxTreeNode) -> str:
    token: Token | None = node.token
    return token.content if token else ""
