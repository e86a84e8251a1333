"""``lotsen knowledge stale``: what goes out of date by a day."""

from __future__ import annotations

import datetime

import typer
from rich.table import Table
from rich.text import Text

from knowledge.cli.check_all import check_all
from knowledge.cli.common import BAD_INPUT, ROOT, console, day, problems_shown, stop, tell, words
from knowledge.editing.going_stale import Item, stale_by
from knowledge.swedish.dates import say_date


def stale(
    by: str = typer.Option(..., metavar="DATUM", help="Till och med den här dagen, till exempel 2027-03-31."),
    today: str = typer.Option(None, metavar="DATUM", help="Dag att räkna från; annars i dag."),
) -> None:
    """Visa vad som blir inaktuellt till en viss dag: datum, giltighet, sidor och källor om rätt till vård."""
    from knowledge.editing.care.sources import load_sources

    start, end = day(today), day(by)
    if end < start:
        stop(words("by_before_today", by=say_date(end), today=say_date(start)), BAD_INPUT)
    checked = check_all(ROOT)
    with problems_shown():
        care = load_sources(ROOT)
    items = stale_by(checked.programmes, checked.pages.values(), care.values(), start, end)
    if not items:
        tell("nothing_stale", by=say_date(end))
        return
    table = Table(show_lines=False)
    for column in ("when", "what", "detail"):
        table.add_column(words("columns", column), overflow="fold")
    for item in items:
        table.add_row(_when(item, start), Text(item.what), Text(_detail(item)))
    console().print(table)
    tell("stale_count", count=len(items), by=say_date(end))


def _when(item: Item, today: datetime.date) -> str:
    if item.when is None:
        return words("stale", "no_date")
    return words("stale", "already", day=item.when) if item.when < today else item.when.isoformat()


def _detail(item: Item) -> str:
    if item.kind == "event":
        return words("stale", "event", event=words("events", item.detail))
    if item.kind == "page":
        updated, months = item.detail.split(", ")
        return words("stale", "page", updated=updated, months=months)
    return words("stale", item.kind, detail=item.detail)
