"""``lotsen knowledge undo``: take a published change back, as the editors' desk does."""

from __future__ import annotations

import typer

from knowledge.cli.common import ROOT, in_project, problems_shown, stop, tell, words
from knowledge.cli.publish import publishing_here
from knowledge.editing.history import History, HistoryError
from knowledge.editing.publishing import CannotUndo, ChangedMeanwhile
from knowledge.store import StoreError
from knowledge.swedish.dates import say_date


def undo(
    sha: str = typer.Argument(None, metavar="[NUMMER]", help="Ändringens nummer; utan det visas de senaste."),
) -> None:
    """Visa det som har publicerats, eller ångra en av ändringarna."""
    try:
        history = History(ROOT)
        latest = history.latest(1000 if sha else 10)
    except HistoryError as fault:
        stop(words("publish", "refused", detail=fault))
    if not sha:
        for one in latest:
            day = say_date(one.at.astimezone().date())
            tell("undo", "line", sha=one.sha[:10], day=day, author=one.author, subject=one.subject)
        if not latest:
            tell("undo", "none")
        return
    meant = [one for one in latest if one.sha.startswith(sha.lower())]
    if len(meant) != 1:
        stop(words("undo", "unknown", sha=sha))
    with problems_shown(), in_project():
        try:
            subject = words("undo", "subject", subject=meant[0].subject)
            publishing_here().undo(meant[0].sha, subject, publisher=history.me())
        except CannotUndo:
            stop(words("undo", "cannot"))
        except (HistoryError, ChangedMeanwhile) as fault:
            stop(words("publish", "refused", detail=fault))
        except StoreError as fault:
            stop(words("store_fault", fault=fault))
    tell("undo", "done", subject=meant[0].subject)
