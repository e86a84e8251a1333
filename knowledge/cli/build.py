"""``lotsen knowledge build``: check everything and write the knowledge base."""

from __future__ import annotations

import datetime
from pathlib import Path

import typer

from knowledge.cli.common import ANSWERS, STORE, here, in_project, problems_shown, stop, tell, words


def build(out: Path = typer.Option(STORE, help="Filen som skrivs.", show_default=False)) -> None:
    """Kontrollera alla fakta och skriv kunskapsbasen."""
    from knowledge.cli.common import ROOT
    from knowledge.cli.models import answers_of, write_whole
    from knowledge.editing.build import read
    from knowledge.editing.replay import save_answers
    from knowledge.store import StoreError, database_from, open_store

    out = here(out)
    with problems_shown():
        contents = read(ROOT)
    with in_project():
        try:
            database = database_from()  # KNOWLEDGE_URL: the same build goes there too
            write_whole(contents, [out, database] if database else [out])
        except StoreError as fault:
            stop(words("store_fault", fault=fault))
        given = answers_of(open_store(out), datetime.date.today())
    if given:
        save_answers(ANSWERS, datetime.date.today(), given)
    tell("built", out=out, facts=sum(len(programme.facts) for programme in contents.programmes), questions=len(given))
    if database:
        tell("built_database", database=database)
