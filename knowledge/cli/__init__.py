"""The editors' command line: ``lotsen knowledge …``, or ``python -m knowledge …`` where only this part is installed.

One file per command. A command says everything in Swedish, in one clear line
where something is wrong, and ends with 1 (something is wrong in the files or
the page) or 2 (the command was typed wrongly).
"""

from __future__ import annotations

import typer

from knowledge.cli.ask import ask
from knowledge.cli.build import build
from knowledge.cli.check import check
from knowledge.cli.confirm import confirm
from knowledge.cli.diff import diff
from knowledge.cli.draft import draft
from knowledge.cli.fetch import fetch
from knowledge.cli.limits import limits
from knowledge.cli.publish import publish
from knowledge.cli.show import show
from knowledge.cli.stale import stale
from knowledge.cli.swedish import SwedishGroup
from knowledge.cli.table import table
from knowledge.cli.take_in import take_in
from knowledge.cli.undo import undo

app = typer.Typer(
    cls=SwedishGroup,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,  # they hold what staff typed
    help="Kunskapsbasen: hämta sidor, kontrollera fakta, bygg och fråga. Se docs/redaktor.md.",
)
for command in (check, build, ask, show, stale, fetch, diff, draft, table, confirm, limits, take_in, publish, undo):
    app.command()(command)

__all__ = ["app"]
