"""`afterwave references`: the sources behind the workshop, for a reference manager."""

from __future__ import annotations

import json

from afterwave.cli.options import Content, Language
from afterwave.content.bibliography import csl
from afterwave.launch.opening import workshop_in


def references(content: Content = None, language: Language = "") -> None:
    """Print the sources as CSL-JSON, which Zotero and Pandoc read; what nobody has confirmed is noted with each."""
    print(json.dumps(csl(workshop_in(content, language)), indent=1))
