"""A browser for whoever leads a group on the hub."""

from __future__ import annotations

from widgets.browser import chromium, page

__all__ = ["chromium", "page"]
