"""The `afterwave` command: gathers the verbs, and turns every refusal into one sentence and an exit status.

Exit status: 0 done, 1 refused with a reason, 2 usage.
"""

from __future__ import annotations

import sys

import typer

from afterwave.cli import check, forget, poll, preflight, present, print_, read, references, rehearse, serve, site
from afterwave.errors import AfterwaveError

app = typer.Typer(
    name="afterwave",
    help="Lead a group, or read alone: feelings after sex, and aftercare.",
    epilog="Example: afterwave present",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)

app.command(epilog="Example: afterwave present --people-address http://192.168.1.20:8000/")(present.present)
app.command(epilog="Example: afterwave preflight --country GB --people 14")(preflight.preflight)
app.command(epilog="Example: afterwave rehearse --people 12 --minutes 5")(rehearse.rehearse)
app.command(epilog="Example: afterwave read --lab")(read.read)
app.add_typer(poll.app, name="poll")
app.command(epilog="Example: afterwave serve --port 8000")(serve.serve)
app.command(epilog="Example: afterwave site pages")(site.site)
app.add_typer(print_.app, name="print")
app.command(epilog="Example: afterwave check content")(check.check)
app.command(epilog="Example: afterwave references > sources.json")(references.references)
app.command(epilog="Example: afterwave forget --output pictures.json")(forget.forget)


def run() -> None:
    """Run the command; a refusal ends it with status 1 and a sentence, never with a traceback."""
    try:
        app()
    except AfterwaveError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
