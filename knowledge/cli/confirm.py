"""``lotsen knowledge confirm``: the list of what VGR should confirm before launch."""

from __future__ import annotations

from pathlib import Path

import typer

from knowledge.cli.common import PROJECT, ROOT, here, problems_shown


def confirm(out: Path = typer.Option(PROJECT / "docs", help="Mappen som listan skrivs i.", show_default=False)) -> None:
    """Skriv listan över vad VGR behöver bekräfta före lansering."""
    from knowledge.editing.care import load_care
    from knowledge.editing.tables.confirm_list import write_list
    from knowledge.editing.tables.confirmed import load_confirmed

    with problems_shown():
        path = write_list(load_care(ROOT), here(out), load_confirmed(ROOT))
    typer.echo(path)
