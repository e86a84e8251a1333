"""``lotsen knowledge ask``: a question straight to the knowledge base, without a dialogue."""

from __future__ import annotations

from pathlib import Path

import typer

from knowledge.cli.common import ROOT, STORE, day, here, in_project, problems_shown, stop, words


def ask(
    question: str = typer.Argument(..., metavar="FRÅGA"),
    today: str = typer.Option(None, metavar="DATUM", help="Dag att svara för, till exempel 2026-12-01."),
    store: Path = typer.Option(STORE, help="Kunskapsbasens fil.", show_default=False),
) -> None:
    """Ställ en fråga direkt till kunskapsbasen, utan dialog."""
    date, store = day(today), here(store)
    if not question.strip():
        stop(words("no_question"), 2)
    from knowledge.answering import Answerer
    from knowledge.care import load_care
    from knowledge.encoder.loading import load_encoder
    from knowledge.language import entities, without_programmes
    from knowledge.query import Query
    from knowledge.store import StoreError, open_store

    try:
        knowledge = open_store(store)
    except StoreError:
        stop(words("no_store", store=store))
    with problems_shown():
        care = load_care(ROOT)
    with in_project():
        found = entities(question)
        vector = load_encoder().encode([question])[0]
    said = {match.entity: match.value for match in found}
    query = Query(question, without_programmes(question, found), vector, said=said, slots=said)
    answer = Answerer(knowledge, care).answer(query, date)
    typer.echo(answer.text)
    for button in answer.buttons:
        typer.echo(f"  [{button.title}]")
    typer.echo(f"[{answer.kind} {answer.reason or ''} {answer.score} {' '.join(answer.facts)}]")
