"""What the phones' server holds in memory, and what it has no use for."""

from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "typst",
    "matplotlib",
    "segno",
    "ipywidgets",
    "anywidget",
    "httpx",
    "psycopg",
    "sqlalchemy.orm",
    "sqlalchemy.dialects.postgresql",
    "afterwave.paper",
    "afterwave.rehearsal",
)


def test_the_phones_server_imports_nothing_of_the_other_commands() -> None:
    program = (
        "import sys, afterwave.cli.main as main; main.app(['serve', '--help'], standalone_mode=False); "
        "print(*sys.modules)"
    )
    modules = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert "afterwave.server.app" in modules
    assert [module for module in modules if module.startswith(HEAVY)] == []
