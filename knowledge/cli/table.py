"""``lotsen knowledge table``: the decision table of the right to care, as pages to read."""

from __future__ import annotations

from pathlib import Path

import typer

from knowledge.cli.common import PROJECT, ROOT, here, problems_shown


def table(out: Path = typer.Option(PROJECT / "docs", help="Mappen som sidorna skrivs i.", show_default=False)) -> None:
    """Skriv beslutstabellen över rätt till vård som webbsida och som Markdown."""
    from knowledge.editing.care import load_care
    from knowledge.editing.tables.page import write_table

    with problems_shown():
        paths = write_table(load_care(ROOT), here(out))
    for path in paths:
        typer.echo(path)
