"""``lotsen knowledge draft``: begin a fact from questions that had no answer."""

from __future__ import annotations

from pathlib import Path

import typer

from knowledge.editing.drafting import FILE, DraftError, choose, read_export
from knowledge.editing.drafting import draft as drafted
from knowledge.texts import text

FACTS = Path("knowledge/facts")


def draft(
    clusters: Path = typer.Argument(..., help="Filen som lotsen insight --export skrev."),
    cluster: int = typer.Option(..., help="Gruppens nummer i filen."),
    out: Path = typer.Option(None, help="Filen som skrivs; annars knowledge/facts/utkast-NR.yml."),
) -> None:
    """Skriv ett utkast till ett faktum ur en grupp obesvarade frågor."""
    path = out or FACTS / f"utkast-{cluster}.yml"
    try:
        export = read_export(clusters)
        words = drafted(choose(export, cluster, clusters), export)
        with path.open("x", encoding="utf-8") as file:
            file.write(words)
    except FileExistsError as fault:
        typer.echo(text(FILE, "exists", path=path), err=True)
        raise typer.Exit(1) from fault
    except (DraftError, OSError) as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
    typer.echo(text(FILE, "written", path=path))
