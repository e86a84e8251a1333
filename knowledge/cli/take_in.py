"""``lotsen knowledge take-in``: a new page with its programme, and what looks like facts on it."""

from __future__ import annotations

import typer

from knowledge.cli.check_all import check_all
from knowledge.cli.common import BAD_INPUT, PROJECT, ROOT, day, stop, tell, words
from knowledge.cli.fetch import fetched_page, tell_saved
from knowledge.editing.fetching.download import MAX_MB, TIMEOUT, is_address
from knowledge.editing.intake import Intake, free_id, intake_changes, intake_problems, page_of
from knowledge.editing.likely_facts import likely_facts
from knowledge.editing.publishing import put
from knowledge.swedish.phrases import load_lexicons
from knowledge.understanding.lexicons import LEXICONS
from knowledge.words.programmes import ProgrammeHead
from knowledge.words.vocabulary import PROGRAMME_KINDS


def take_in(
    where: str = typer.Argument(..., metavar="ADRESS|FIL", help="En webbadress, eller en fil: html, pdf, docx, txt."),
    name: str = typer.Option(None, metavar="TEXT", help="Programmets namn; utan det går sidan bara att söka i."),
    definite: str = typer.Option(None, metavar="TEXT", help="Namnet i bestämd form: utlysningen."),
    kind: str = typer.Option(PROGRAMME_KINDS[0], metavar="SLAG", help=f"Ett av {', '.join(PROGRAMME_KINDS)}."),
    called: list[str] = typer.Option([], metavar="TEXT", help="Så kallar personalen det; ett val per namn."),
    title: str = typer.Option(None, metavar="TEXT", help="Sidans rubrik, om den inte står i sidan."),
    publisher: str = typer.Option(None, metavar="TEXT", help="Vem som står bakom sidan."),
    url: str = typer.Option(None, metavar="ADRESS", help="Adressen, när sidan hämtas från en fil."),
    today: str = typer.Option(None, metavar="DATUM", help="Dagen då sidan sparades; annars i dag."),
) -> None:
    """Ta in en ny sida med sitt program, och visa det som ser ut som fakta på den."""
    saved_on = day(today)
    if kind not in PROGRAMME_KINDS:
        stop(words("take_in", "bad_kind", kind=kind, kinds=", ".join(PROGRAMME_KINDS)), BAD_INPUT)
    checked = check_all(ROOT)
    fetched, reading = fetched_page(where, TIMEOUT, MAX_MB, saved_on)
    heading = title or reading.title or ""
    page_id = free_id(heading, [*checked.pages, *(path.stem for path in ROOT.glob("*/*"))])
    address = url or (fetched.url if is_address(where) else "")
    page = page_of(
        reading, page_id, address, saved_on.isoformat(), title=heading, publisher=publisher or reading.publisher or ""
    )
    head = None
    if name:
        head = ProgrammeHead(
            id=page_id, page=page_id, name=name, definite=definite or "", kind=kind, names=list(called or [name])
        )
    intake = Intake(page, reading.text, head)
    programmes = {one.id: one for one in checked.programmes}
    problems = intake_problems(intake, checked.pages, programmes, load_lexicons(PROJECT / LEXICONS))
    if problems:
        stop("\n".join(f"{problem.field}: {problem.message} {problem.remedy}" for problem in problems))
    put(ROOT, {change.name: change.after for change in intake_changes(ROOT, intake)})
    tell_saved(page, reading)
    for line in reading.left_out:
        tell("take_in", "left_out", line=line)
    for one in likely_facts(reading.text):
        tell("take_in", "likely", quote=one.quote)
    if head:
        tell("take_in", "next", file=f"knowledge/facts/{page_id}.yml")
