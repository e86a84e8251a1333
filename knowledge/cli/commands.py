"""The editors' commands for the knowledge base."""

from __future__ import annotations

import datetime
from pathlib import Path

import typer

from knowledge.problems import KnowledgeError

app = typer.Typer(add_completion=False, help="Kunskapsbasen: bygg den och fråga den.")
DEFAULT = Path(".build/knowledge.sqlite")


@app.command()
def check() -> None:
    """Kontrollera alla fakta mot sina sidor."""
    from knowledge.build import read

    try:
        contents = read()
    except KnowledgeError as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
    for programme in contents.programmes:
        typer.echo(f"{programme.id}: {len(programme.facts)} fakta, {len(programme.gaps)} luckor")


@app.command()
def build(out: Path = typer.Option(DEFAULT, help="Filen som skrivs.")) -> None:
    """Kontrollera alla fakta och skriv kunskapsbasen."""
    from knowledge.build import build as write
    from knowledge.build import read
    from knowledge.encoder.loading import load_encoder
    from knowledge.language import entities, without_programmes
    from knowledge.store import Address, StoreError, database_from

    try:
        # with KNOWLEDGE_URL the same build goes to the database too
        targets = [Address(file=out), *filter(None, [database_from()])]
        contents = read()
    except (KnowledgeError, StoreError) as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
    encoder = load_encoder()
    try:
        write(
            contents,
            *targets,
            queries=encoder.encode,
            passages=lambda texts: encoder.encode(texts, prompt="passage"),
            mask=lambda question: without_programmes(question, entities(question)),
            encoder=encoder.name,
        )
    except StoreError as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
    for target in targets:
        typer.echo(f"{target}: {sum(len(p.facts) for p in contents.programmes)} fakta")


@app.command()
def ask(
    question: str,
    today: str = typer.Option(None, help="Dag att svara för, till exempel 2026-12-01."),
    store: Path = typer.Option(DEFAULT, help="Kunskapsbasens fil."),
) -> None:
    """Ställ en fråga direkt till kunskapsbasen, utan dialog."""
    from knowledge.answering import Answerer
    from knowledge.encoder.loading import load_encoder
    from knowledge.language import entities, without_programmes
    from knowledge.query import Query
    from knowledge.search import PassageSearch
    from knowledge.store import Store, StoreError, database_from

    day = datetime.date.fromisoformat(today) if today else datetime.date.today()
    found = entities(question)
    said = {match.entity: match.value for match in found}
    masked = without_programmes(question, found)
    query = Query(question, masked, load_encoder().encode([question])[0], said=said, slots=said)
    try:
        opened = Store(database_from() or store)
        build = opened.load()
        search = PassageSearch(opened, build.id)
        answer = Answerer(build.knowledge, build.care, passages=search).answer(query, day)
    except StoreError as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
    typer.echo(answer.text)
    typer.echo(f"[{answer.kind} {answer.reason or ''} {answer.score} {' '.join(answer.facts)}]")


@app.command()
def table(out: Path = typer.Option(Path("docs"), help="Mappen som sidorna skrivs i.")) -> None:
    """Skriv beslutstabellen över rätt till vård som webbsida och som Markdown."""
    from knowledge.build import ROOT
    from knowledge.care import load_care
    from knowledge.care.table_page import write_table

    try:
        paths = write_table(load_care(ROOT), out)
    except KnowledgeError as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
    for path in paths:
        typer.echo(path)


@app.command()
def confirm(out: Path = typer.Option(Path("docs"), help="Mappen som listan skrivs i.")) -> None:
    """Skriv listan över vad VGR behöver bekräfta före lansering."""
    from knowledge.build import ROOT
    from knowledge.care import load_care
    from knowledge.care.confirm_list import write_list

    try:
        path = write_list(load_care(ROOT), out)
    except KnowledgeError as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
    typer.echo(path)
