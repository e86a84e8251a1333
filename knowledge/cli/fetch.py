"""``lotsen knowledge fetch``: save a new source page from the web or from a file."""

from __future__ import annotations

import datetime
from pathlib import Path

import typer

from knowledge.cli.common import BAD_INPUT, ROOT, day, problems_shown, stop, tell, words
from knowledge.editing.fetching.download import MAX_MB, TIMEOUT, Download, download, is_address
from knowledge.editing.fetching.faults import FetchError
from knowledge.editing.fetching.listing import add_page, saved_under, slug
from knowledge.editing.fetching.model import Reading
from knowledge.editing.fetching.reading import read
from knowledge.editing.reading.pages import SavedPage, load_pages
from knowledge.words.facts import Page

SOURCES = ROOT / "sources"


def fetch(
    where: str = typer.Argument(..., metavar="ADRESS|FIL", help="En webbadress, eller en fil: html, pdf, docx, txt."),
    page_id: str = typer.Option(None, "--id", metavar="ID", help="Sidans id; annars av rubriken."),
    title: str = typer.Option(None, metavar="TEXT", help="Sidans rubrik, om den inte står i sidan."),
    publisher: str = typer.Option(None, metavar="TEXT", help="Vem som står bakom sidan."),
    url: str = typer.Option(None, metavar="ADRESS", help="Adressen, när sidan hämtas från en fil."),
    today: str = typer.Option(None, metavar="DATUM", help="Dagen då sidan sparades; annars i dag."),
    timeout: float = typer.Option(TIMEOUT, metavar="SEKUNDER", help="Hur länge sidan får dröja."),
    max_mb: float = typer.Option(MAX_MB, metavar="MB", help="Hur stor sidan får vara."),
) -> None:
    """Hämta en ny sida till knowledge/sources och skriv in den i pages.yml."""
    saved_on = day(today)
    with problems_shown():
        pages = load_pages(SOURCES)
    _stop_if_known(pages, where, url or where)
    fetched, reading = fetched_page(where, timeout, max_mb, saved_on)
    address = url or fetched.url
    _stop_if_known(pages, where, address, *fetched.redirects)
    heading = title or reading.title
    if not heading:
        stop(words("fetch", "no_title"), BAD_INPUT)
    page_id = page_id or slug(heading)
    if slug(page_id) != page_id:
        stop(words("fetch", "bad_id", id=page_id), BAD_INPUT)
    if page_id in pages or (SOURCES / f"{page_id}.txt").exists():
        stop(words("fetch", "taken", id=page_id, where=where))
    page = Page(
        id=page_id,
        file=f"{page_id}.txt",
        title=heading,
        publisher=publisher or reading.publisher or words("fetch", "unknown_publisher"),
        url=address,
        updated=reading.updated,
        fetched=saved_on.isoformat(),
    )
    add_page(SOURCES, page, reading.text)
    tell_saved(page, reading)


def _stop_if_known(pages: dict[str, SavedPage], where: str, *addresses: str) -> None:
    """End the command when the page is saved already, and say how to compare it."""
    if known := saved_under(pages, *addresses):
        stop(words("fetch", "known", id=known.page.id, where=where))


def tell_saved(page: Page, reading: Reading) -> None:
    """What was saved, what the page says of itself, and what to do next."""
    tell("fetch", "saved", file=Path("knowledge/sources") / page.file, words=len(reading.text.split()))
    tell("fetch", "head", title=page.title, publisher=page.publisher)
    tell("fetch", "dated" if page.updated else "undated", updated=page.updated)
    if not page.updated and reading.file_date:
        tell("fetch", "file_date", day=reading.file_date)
    tell("fetch", "next", id=page.id)


def fetched_page(where: str, timeout: float, max_mb: float, today: datetime.date) -> tuple[Download, Reading]:
    """Fetch and read; says where redirects led and what a page lacks; ends with one line when it cannot be done."""
    try:
        fetched = download(where, timeout=timeout, max_mb=max_mb)
        if fetched.redirects and is_address(where):
            tell("fetch", "redirected", where=where, url=fetched.url)
        reading = read(fetched, today=today)
    except FetchError as fault:
        stop(str(fault))
    for warning in reading.warnings:
        typer.echo(warning)
    return fetched, reading
