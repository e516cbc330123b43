"""The few files beside the pages: one style sheet, the scripts, and the widgets' modules, kept in memory under names
that change with their content.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from afterwave.content.countries import countries
from afterwave.content.isolates import isolate
from afterwave.content.places import kit
from afterwave.content.workshop import Workshop
from afterwave.server.gzipped import gzipped_once
from afterwave.server.templating import templates
from afterwave.widgets.labels import LABELS
from afterwave.widgets.modules import FOLDER, bundle, script_of, style_of

HERE = Path(__file__).resolve().parent
STATIC = "voila/templates/afterwave/static"
"""Where Voilà finds the files beside its pages, within a folder of Jupyter's data."""
TEMPLATE = f"jupyter/{STATIC}"

WIDGETS = ("reflection", "breathing", "card", "cards")
"""The widgets that phones run too, by stem; their words are fetched with the first of them."""

STYLES = {
    "style": ("tokens", "page", "blocks", "print"),
    "charted": ("tokens", "page", "blocks", "prevalence", "print"),
    "asking": ("tokens", "page", "blocks", "prevalence", "group", "poll", "print"),
    "colleague": ("tokens", "page", "blocks", "colleague"),
    "support": ("tokens", "page", "blocks", "support", "print"),
    "all": ("tokens", "page", "blocks", "prevalence", "support", "site", "print"),
}
"""What a page's one style sheet is made of, in order: who only reads loads nothing of the group's polls or of the
support lines; a site's pages share one.
"""

SCRIPTS = ("page", "asking", "follow", "group", "support", "colleague")
"""A page's one script: a phone fetches one file, and we keep one job per file. What each is made of, its `import` lines
say (widgets/modules.py).
"""

LAZY = ("open", "ballot", "question", "code", "handover")
"""Scripts that only some pages fetch."""

# A module is UTF-8 by definition, and a style sheet what the page is that asks for it.
_KINDS = {"css": "text/css", "js": "text/javascript", "json": "application/json"}
# Only comments that are whole lines, end one, or say a type: no need to understand the languages.
_COMMENT = re.compile(r"^\s*(?:/\*(?:(?!\*/)[\s\S])*\*/[ \t]*|//.*)\n|(?<=[;{}]) // [^\"'`\n]*$", re.MULTILINE)
_TYPE = re.compile(r"/\*\* @type \{.*?\} \*/ ?")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
# A line that ends so goes on in the next one, whatever that is; one that may hold a comment, or begin words of several
# lines, is left as it is.
_OPEN = re.compile(r"^((?!.*(?://|`)).*[{(\[;,])\n+", re.MULTILINE)
_SIGNS = re.compile(r" ?(=>|[!=]==|&&|\|\||\?\?|(?<![=!<>])=(?!=)|[?:,;(){}]) ?")
_WORDS = re.compile(r"""("[^"\\]*"|'[^'\\]*')""")
# The stage alone has a light and a dark of its own.
_CHOSEN = re.compile(r':root\[data-theme="\w+"\] ?\{[^}]*\}\n?')
# What a colour is in a notebook: a phone has ours.
_ELSEWHERE = re.compile(r"var\((--aw-[\w-]+),\s*var\([^()]*\)\)")
_AROUND = re.compile(r'\s*([{};])\s*|(?<=[a-z]:)\s|(?<=[\w)%"],)\s|(?<![\d.])0(?=\.\d)')


@dataclass(frozen=True)
class Asset:
    """A file as it is sent: its content type, its bytes, and the same bytes packed with gzip."""

    kind: str
    body: bytes
    packed: bytes


class Assets:
    """Files by name; each is served under a name that holds its hash, so that a browser may keep it for good."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Keep these texts, by names such as `style.css`."""
        bare = {name: _bare(name, text) for name, text in texts.items()}
        self._hashed = {name: _hashed_name(name, text) for name, text in bare.items()}
        self._files = {self._hashed[name]: _asset(name, text) for name, text in bare.items()}

    def name(self, plain: str) -> str:
        """Return the name with a hash under which a file is served."""
        return self._hashed[plain]

    def text(self, plain: str) -> str:
        """Return a file's text by its plain name, as it is served."""
        return self._files[self._hashed[plain]].body.decode()

    def find(self, hashed: str) -> Asset | None:
        """Return the file served under a name with a hash, or None."""
        return self._files.get(hashed)


def assets(editions: Collection[Workshop]) -> Assets:
    """Return the kit's own style sheet in the workshop's colours, the scripts and widgets, and the widgets' words in
    each edition's language.
    """
    return Assets(dict(_texts(editions)))


def localized_name(name: str, language: str) -> str:
    """Return a file's name in a language: only the widgets' words differ."""
    return f"words-{language}.json" if name == "words.json" else name


def neutral_page(workshop: Workshop) -> str:
    """Return the harmless page that a quick exit lands on, in the workshop's language."""
    return templates(workshop).get_template("exit.html").render(workshop=workshop)


def leaving_page(workshop: Workshop) -> str:
    """Return the page on what leaving leaves behind as Voilà shows it: a file beside its style sheets, for it must open
    when no kernel runs.
    """
    return _for_voila("leaving.html", workshop, worker="")


def support_page(workshop: Workshop) -> str:
    """Return the page with the support lines as Voilà shows it, a file like the one on leaving."""
    return _for_voila("support.html", workshop, lands=countries(workshop))


def lay_out_pages(folder: Path, workshop: Workshop) -> None:
    """Write into one of Jupyter's data folders, which goes before the kit's own, the pages that open when no kernel
    runs.
    """
    there = folder / STATIC
    there.mkdir(parents=True, exist_ok=True)
    (there / "exit.html").write_text(neutral_page(workshop), "utf-8")
    (there / "leaving.html").write_text(leaving_page(workshop), "utf-8")
    (there / "support.html").write_text(support_page(workshop), "utf-8")


def _for_voila(template: str, workshop: Workshop, **facts: object) -> str:
    return (
        templates(workshop).get_template(template).render(workshop=workshop, frame="voila.html", alone=False, **facts)
    )


def _texts(editions: Collection[Workshop]) -> Iterator[tuple[str, str]]:
    colours = next((edition.theme.css() for edition in editions if edition.theme), "")
    # Each page pays for its looks out of 12,000 bytes, so they come only where there is a logo.
    logo = phone_file("logo.css") if any(edition.logo for edition in editions) else ""
    yield from ((f"{name}.css", "\n".join([*_styles(parts, colours), logo])) for name, parts in STYLES.items())
    yield from ((f"{name}.js", script(name)) for name in (*SCRIPTS, *LAZY))
    yield from ((f"{name}.js", script_of(name)) for name in WIDGETS)
    yield from ((f"{name}.css", style_of(name)) for name in WIDGETS)
    for edition in editions:
        # A page hands these over as data, which the pass over what is drawn (templating.py) does not see.
        laid = isolate if edition.speech.direction == "rtl" else str
        told = {
            widget: {key: laid(text) for key, text in edition.speech.labels(LABELS[widget]).items()}
            for widget in WIDGETS
        }
        yield localized_name("words.json", edition.language), json.dumps(told, ensure_ascii=False)


def _styles(parts: Iterable[str], colours: str) -> Iterator[str]:
    """Yield a style sheet's parts, and a workshop's own colours right after the kit's."""
    for part in parts:
        yield _ELSEWHERE.sub(r"var(\1)", _CHOSEN.sub("", phone_file(f"{part}.css")))
        if part == "tokens" and colours:
            yield colours


def script(entry: str, instead: Mapping[str, str] | None = None) -> str:
    """Return one ES module made of a script of the phones' and all that it imports; `instead` names what stands in for
    another.
    """
    return bundle(entry, lambda stem: phone_file(f"{(instead or {}).get(stem, stem)}.js"))


def phone_file(name: str) -> str:
    """Return a file of the phones' own, or one that they share with the widgets or with the kit's Voilà template."""
    places = (HERE / "static" / name, FOLDER / name, kit("share") / TEMPLATE / name)
    return next(place for place in places if place.exists()).read_text("utf-8")


def _bare(name: str, text: str) -> str:
    text = _INDENT.sub("", _TYPE.sub("", _COMMENT.sub("", text)))
    if name.endswith(".js"):
        return _OPEN.sub(r"\1", "\n".join(map(_close, text.split("\n"))))
    return _AROUND.sub(r"\1", text).replace(";}", "}") if name.endswith(".css") else text


def _close(line: str) -> str:
    """Return a script's line without the blanks beside its signs; one with anything but signs, names and plain words is
    left as it is.
    """
    if "/" in line or "`" in line or "\\" in line:
        return line
    return "".join(part if place % 2 else _SIGNS.sub(r"\1", part) for place, part in enumerate(_WORDS.split(line)))


def _hashed_name(name: str, text: str) -> str:
    stem, _, suffix = name.rpartition(".")
    # Six letters: names stand in every page, and none may weigh more than 12,000 bytes.
    return f"{stem}.{sha256(text.encode()).hexdigest()[:6]}.{suffix}"


def _asset(name: str, text: str) -> Asset:
    body = text.encode()
    return Asset(_KINDS[name.rpartition(".")[2]], body, gzipped_once(body))
