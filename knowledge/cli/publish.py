"""``lotsen knowledge publish``: make what has been changed in facts and pages live, as the editors' desk does."""

from __future__ import annotations

import typer

from knowledge.cli.common import BAD_INPUT, ROOT, STORE, in_project, problems_shown, stop, tell, words
from knowledge.editing.history import HistoryError
from knowledge.editing.publishing import FACTS, SOURCES, Change, ChangedMeanwhile, Publishing, Words, text_of
from knowledge.editing.rebuilding import own_rebuilder
from knowledge.store import Address, StoreError, database_from


def publish(
    why: str = typer.Argument(..., metavar="VARFÖR", help="Varför det ändras; står kvar i historiken."),
    subject: str = typer.Option(None, metavar="TEXT", help="Ändringen på en rad; annars filernas namn."),
) -> None:
    """Kontrollera det som är ändrat, spara det i historiken och gör det gällande."""
    if not why.strip():
        stop(words("publish", "no_why"), BAD_INPUT)
    with problems_shown(), in_project():
        try:
            publishing = publishing_here()
            changed = publishing.history.uncommitted([ROOT / FACTS, ROOT / SOURCES])
            names = [path.relative_to(ROOT.resolve()).as_posix() for path in changed]
            if not names:
                stop(words("publish", "nothing"))
            # the files stand as they are to be already
            changes = [Change(name, text, text) for name, text in ((name, text_of(ROOT / name)) for name in names)]
            said = Words(subject or words("publish", "subject", files=", ".join(names)), why, tuple(names))
            me = publishing.history.me()
            sha = publishing.publish(changes, said, author=me, publisher=me)
        except (HistoryError, ChangedMeanwhile) as fault:
            stop(words("publish", "refused", detail=fault))
        except StoreError as fault:
            stop(words("store_fault", fault=fault))
    tell("publish", "done", sha=sha[:10], count=len(names))


def publishing_here() -> Publishing:
    """Publishing for the project's own stores; raises HistoryError where there is no repository."""
    database = database_from()
    file = Address.of(STORE)
    stores = [file, database] if database else [file]
    return Publishing(ROOT, stores, own_rebuilder(file))
