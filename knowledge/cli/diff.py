"""``lotsen knowledge diff``: a page saved anew against the one saved before."""

from __future__ import annotations

import typer

from knowledge.cli.check_all import check_all
from knowledge.cli.common import ROOT, day, stop, tell, words
from knowledge.cli.fetch import SOURCES, fetched_page
from knowledge.editing.fetching.comparing import Comparison, compare, mark
from knowledge.editing.fetching.download import MAX_MB, TIMEOUT
from knowledge.editing.fetching.listing import renew_page
from knowledge.swedish.dates import say_date

SHOWN = 10  # lines that are gone or new; the rest are counted


def diff(
    page_id: str = typer.Argument(..., metavar="SIDA", help="Sidans id i pages.yml."),
    where: str = typer.Argument(None, metavar="[ADRESS|FIL]", help="Den nya sidan; annars hämtas sidans adress."),
    save: bool = typer.Option(False, "--save", help="Spara den nya sidan och märk fakta som tappat sitt citat."),
    today: str = typer.Option(None, metavar="DATUM", help="Dagen då sidan sparades om; annars i dag."),
    timeout: float = typer.Option(TIMEOUT, metavar="SEKUNDER", help="Hur länge sidan får dröja."),
    max_mb: float = typer.Option(MAX_MB, metavar="MB", help="Hur stor sidan får vara."),
) -> None:
    """Jämför en sida med hur den ser ut nu: vilka fakta har tappat sitt citat?"""
    saved_on = day(today)
    checked = check_all(ROOT)
    saved = checked.pages.get(page_id)
    if saved is None:
        stop(words("diff", "unknown", id=page_id, ids=", ".join(sorted(checked.pages))))
    _, reading = fetched_page(where or saved.page.url, timeout, max_mb, saved_on)
    comparison = compare(saved, reading.text, checked.programmes)
    show(comparison)
    if not save:
        tell("diff", "not_saved" if comparison.gone or comparison.new else "same")
        return
    renew_page(SOURCES, saved.page, reading.text, updated=reading.updated, fetched=saved_on.isoformat())
    reason = words("diff", "reason", day=saved_on)
    lost = {item.fact.id: item.nearest for item in comparison.lost}
    mark(ROOT / "facts", lost, [fact.id for fact in comparison.regained], saved_on, reason)
    tell("diff", "saved", id=page_id, day=say_date(saved_on), updated=reading.updated or words("diff", "undated"))
    if lost:
        tell("diff", "marked", count=len(lost))


def show(comparison: Comparison) -> None:
    """What the new page means for the facts, then how its lines differ."""
    for item in comparison.lost:
        tell("diff", "lost", id=item.fact.id, quote=item.quote)
        if item.nearest:
            tell("diff", "nearest", line=item.nearest)
        if item.fact.id in comparison.timeline:
            tell("diff", "timeline")
    for fact in comparison.regained:
        tell("diff", "regained", id=fact.id)
    for key, lines in (("gone", comparison.gone), ("new", comparison.new)):
        for line in lines[:SHOWN]:
            typer.echo(f"{'-' if key == 'gone' else '+'} {line}")
        if len(lines) > SHOWN:
            tell("diff", f"more_{key}", count=len(lines) - SHOWN)
    tell("diff", "sum", lost=len(comparison.lost), gone=len(comparison.gone), new=len(comparison.new))
