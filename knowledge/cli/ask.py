"""``lotsen knowledge ask``: a question straight to the knowledge base, without a dialogue."""

from __future__ import annotations

from pathlib import Path

import typer

from knowledge.cli.common import STORE, day, here, in_project, stop, words


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
    from knowledge.encoder.loading import FITTED, PLAIN, load_encoder
    from knowledge.search import PassageSearch
    from knowledge.store import Store, StoreError, database_from
    from knowledge.understanding.context import Context
    from knowledge.understanding.lexicons import entities
    from knowledge.understanding.reading import read, turn_without_nlu

    try:
        opened = Store(database_from() or store)
        build = opened.load()
    except StoreError:
        stop(words("no_store", store=store))
    with in_project():
        found = entities(question, build.knowledge.names)
        both = load_encoder().encode_both([question])[0]
    reading = read(turn_without_nlu(question, found, both[FITTED], date, plain=both[PLAIN]), Context())
    answer = Answerer(build.knowledge, build.care, passages=PassageSearch(opened, build.id)).answer(reading.query, date)
    typer.echo(answer.text)
    for button in answer.buttons:
        typer.echo(f"  [{button.title}]")
    typer.echo(f"[{answer.kind} {answer.reason or ''} {answer.score} {' '.join(answer.facts)}]")
