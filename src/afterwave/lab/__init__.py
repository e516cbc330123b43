"""What JupyterLab and a person's own Jupyter server are given when the kit is installed: behind their login, like
everything else there.
"""

from __future__ import annotations


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Return what Jupyter asks a module for: the extension that is in it."""
    return [{"module": "afterwave.lab.extension"}]
