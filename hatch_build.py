"""What a package index shows of the kit: the README with links that work there, and where the kit is at home.

A clone's links lead into its own folder, which an index page does not have. Whoever releases names the kit's home on a
code host, `AFTERWAVE_HOME=https://host.example/people/afterwave`; without it, words stay and what leads nowhere is left
out.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

HOME = "AFTERWAVE_HOME"
_PAGES = {"Install": "docs/install.md", "Guide": "facilitator_guide/start-here.md", "Changelog": "CHANGELOG.md"}
_LINK = re.compile(r"(?P<picture>!?)\[(?P<words>[^\]]*)\]\((?!https?:|#|mailto:)(?P<path>[^)\s]+)\)")


def urls(home: str) -> dict[str, str]:
    """Return the project's addresses under its home; none where it has none."""
    place = home.rstrip("/")
    return {"Homepage": place, **{name: f"{place}/blob/HEAD/{path}" for name, path in _PAGES.items()}} if place else {}


def shown(readme: str, home: str) -> str:
    """Return the README as an index page shows it: each link from the home, or none without one."""
    place = home.rstrip("/")

    def whole(link: re.Match[str]) -> str:
        if not place:
            return link["words"]
        kind = "raw" if link["picture"] else "blob"
        return f"{link['picture']}[{link['words']}]({place}/{kind}/HEAD/{link['path']})"

    parts = re.split(r"\n{2,}", readme)  # a table of pictures goes with them
    kept = [part for part in parts if place or not any(link["picture"] for link in _LINK.finditer(part))]
    return _LINK.sub(whole, "\n\n".join(kept))


class Shown(MetadataHookInterface):
    """Fills in what depends on where the kit is at home."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the README and the addresses of a project's metadata."""
        home = os.environ.get(HOME, "")
        readme = (Path(self.root) / "README.md").read_text("utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": shown(readme, home)}
        metadata["urls"] = urls(home)
