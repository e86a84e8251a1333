"""``lotsen knowledge limits``: the tables of limits in the docs, for developers."""

from __future__ import annotations

from pathlib import Path

import typer

from knowledge.cli.common import PROJECT, here, stop


def limits(out: Path = typer.Option(PROJECT / "docs", help="Mappen med sidorna.", show_default=False)) -> None:
    """Skriv om tabellerna över gränsvärden i dokumentationen efter knowledge/limits.yml."""
    from knowledge.editing.tables.limits import with_tables
    from knowledge.limits import ROWS
    from knowledge.limits_file import LimitsError

    for path in sorted(here(out).glob("*.md")):
        before = path.read_text(encoding="utf-8")
        try:
            after = with_tables(before, ROWS)
        except LimitsError as fault:
            stop(f"{path}: {fault}")
        if after != before:
            path.write_text(after, encoding="utf-8", newline="\n")
            typer.echo(path)
