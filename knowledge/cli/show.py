"""``lotsen knowledge show``: what a page, a programme or a fact says, where it stands, and its state today."""

from __future__ import annotations

import datetime
import difflib

import typer

from knowledge.cli.check_all import check_all
from knowledge.cli.common import ROOT, day, stop, tell, words
from knowledge.editing.reading import yaml_files
from knowledge.editing.reading.pages import SavedPage
from knowledge.saying.page import say
from knowledge.saying.status import Status, status_on
from knowledge.saying.validity import holds_on
from knowledge.saying.wording import source_line, status_sentence
from knowledge.store import StoredProgramme
from knowledge.swedish.dates import say_date
from knowledge.swedish.mentions import plain_spaces
from knowledge.words.facts import Fact
from knowledge.words.programmes import Programme


def show(
    name: str = typer.Argument(..., metavar="ID", help="En sidas, ett programs eller ett faktums id."),
    today: str = typer.Option(None, metavar="DATUM", help="Dag att visa för, till exempel 2026-12-01."),
) -> None:
    """Visa en sida, ett program eller ett faktum: vad det säger, var det står och läget i dag."""
    date = day(today)
    checked = check_all(ROOT)
    facts = {fact.id: (fact, programme) for programme in checked.programmes for fact in programme.facts}
    of_page = [programme for programme in checked.programmes if name in (programme.id, programme.programme.page)]
    if name in facts:
        fact, programme = facts[name]
        show_fact(fact, programme, checked.pages[programme.programme.page], date)
    elif of_page:
        for programme in of_page:
            show_programme(programme, checked.pages[programme.programme.page], date)
    elif name in checked.pages:
        show_page(checked.pages[name], date)
        tell("show", "no_facts")
    else:
        near = difflib.get_close_matches(name, [*checked.pages, *facts], n=3, cutoff=0.5)
        stop(words("unknown_id", id=name, near=words("near", ids=", ".join(near)) if near else ""))


def show_page(saved: SavedPage, today: datetime.date) -> None:
    """A page's head: title, publisher, address, age."""
    page = saved.page
    tell("show", "page", title=page.title, file=page.file, words=len(saved.text.split()))
    tell("show", "address", url=page.url)
    if page.fetched:
        tell("show", "fetched", day=page.fetched)
    typer.echo(source_line(page, today))


def show_programme(programme: Programme, saved: SavedPage, today: datetime.date) -> None:
    """A programme: its page, its state and dates, then every fact and gap on a line of its own."""
    show_page(saved, today)
    stored = StoredProgramme(programme.programme, saved.page, tuple(programme.events))
    status = status_on(programme.events, today)
    typer.echo(status_sentence(stored, status, today) if status else words("show", "no_timeline"))
    for entry in programme.timeline:
        tell("show", "event", event=words("events", entry.event), day=say_date(entry.date), fact=entry.fact)
    tell("show", "facts", count=len(programme.facts), gaps=len(programme.gaps))
    for fact in programme.facts:
        marks = _marks(fact, today)
        typer.echo(f"  {fact.id}{marks}\n    {say(fact, status, today)}")
    for gap in programme.gaps:
        typer.echo(f"  {gap.id}\n    {gap.text}")


def _marks(fact: Fact, today: datetime.date) -> str:
    marks = [words("show", "unverified")] if fact.unverified else []
    marks += [] if holds_on(fact, today) else [words("show", "not_valid")]
    return "".join(f" [{mark}]" for mark in marks)


def show_fact(fact: Fact, programme: Programme, saved: SavedPage, today: datetime.date) -> None:
    """A fact: what it says today, its type and conditions, its quotations with the page's lines, its asks."""
    status: Status | None = status_on(programme.events, today)
    typer.echo(say(fact, status, today))
    tell("show", "type", type=fact.type, questions=", ".join(fact.question))
    if fact.when:
        tell("show", "when", when=", ".join(f"{slot}={value}" for slot, value in fact.when.items()))
    if fact.value:
        tell("show", "value", value=", ".join(f"{key}: {value}" for key, value in fact.value.written().items()))
    if fact.valid_from or fact.valid_to:
        tell("show", "validity", start=fact.valid_from or "…", end=fact.valid_to or "…")
    if fact.unverified:
        tell("show", "unverified_since", day=fact.unverified.since, reason=fact.unverified.reason)
    for quote in fact.quote:
        line = line_of_quote(saved, quote)
        tell("show", "quote" if line else "lost_quote", quote=quote, file=saved.page.file, line=line)
    typer.echo(source_line(saved.page, today, fact.question[:1]))
    file, line = place_of(fact.id)
    tell("show", "place", file=file, line=line, asks=len(fact.asks))


def line_of_quote(saved: SavedPage, quote: str) -> int | None:
    """The line of the page's file (1-based) on which a quotation begins; None when it stands nowhere."""
    lines = saved.text.splitlines()
    wanted = plain_spaces(quote).casefold()
    if not saved.holds(quote):
        return None
    starts = range(len(lines), 0, -1)
    return next((n for n in starts if wanted in plain_spaces("\n".join(lines[n - 1 :])).casefold()), None)


def place_of(fact_id: str) -> tuple[str, int]:
    """The file and line on which the fact is written."""
    for path in sorted((ROOT / "facts").glob("*.yml")):
        document = yaml_files.load(path)
        for index, entry in enumerate(document.get("facts", [])):
            if entry.get("id") == fact_id:
                return f"knowledge/facts/{path.name}", yaml_files.line_of(document, ["facts", index, "id"])
    return "", 0
