"""Prints pages in WebKit (Safari's engine), from address to PDF: `/usr/bin/python3 webkit_paper.py ADDRESS FILE …`. Its
WebDriver cannot print.

It runs in the system's own Python, where Debian's `python3-gi` and `gir1.2-webkit2-4.1` are.
"""

from __future__ import annotations

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402 - versions are asked for first

SETTLED = 500  # ms from a page's end until its scripts have drawn it


class Printer:
    """A window of a phone's width that prints one page after the other, and closes."""

    def __init__(self, jobs: list[tuple[str, str]]) -> None:
        """Take addresses, each with the file that its PDF is written to."""
        self._jobs = jobs
        self._view = WebKit2.WebView(web_context=WebKit2.WebContext.new_ephemeral())
        self._view.connect("load-changed", self._loaded)
        window = Gtk.Window()
        window.set_default_size(390, 844)
        window.add(self._view)
        window.show_all()
        self.next()

    def next(self, *_: object) -> None:
        """Go to the next address, or end."""
        if self._jobs:
            self._view.load_uri(self._jobs[0][0])
        else:
            Gtk.main_quit()

    def _loaded(self, _: object, event: object) -> None:
        if event == WebKit2.LoadEvent.FINISHED:
            GLib.timeout_add(SETTLED, self._print, self._jobs.pop(0)[1])

    def _print(self, path: str) -> bool:
        asked, page, self._printing = Gtk.PrintSettings(), Gtk.PageSetup(), WebKit2.PrintOperation.new(self._view)
        asked.set_printer("Print to File")
        asked.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, f"file://{path}")
        asked.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
        page.set_paper_size(Gtk.PaperSize.new("iso_a4"))
        self._printing.set_print_settings(asked)
        self._printing.set_page_setup(page)
        self._printing.connect("finished", self.next)
        self._printing.print_()
        return False


if __name__ == "__main__":
    printer = Printer(list(zip(sys.argv[1::2], sys.argv[2::2], strict=True)))
    Gtk.main()
