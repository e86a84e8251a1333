"""The checks that stand between an editor's file and a reply.

Every quotation must stand in its page, and every number, date, address, phone
number and name that a fact states must stand in its quotation.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from knowledge import yaml_files
from knowledge.mentions import Mentions, capitalised, find, plain_spaces
from knowledge.model import Fact, Gap, Programme, Value
from knowledge.pages import SavedPage
from knowledge.problems import KnowledgeError, Problem
from knowledge.swedish_dates import DateKey, parse_partial
from knowledge.tense import bad_choices, both_tenses
from knowledge.texts import editor_text, load

MIN_ASKS = 3


@dataclasses.dataclass(frozen=True)
class _Place:
    """Where a fact stands in its file, to place problems."""

    file: str
    document: Any
    index: int
    section: str = "facts"

    def problem(self, field: str, key: str, **values: object) -> Problem:
        line = yaml_files.line_of(self.document, [self.section, self.index, field])
        return Problem(self.file, line, field, *editor_text(key, **values))


def load_programmes(folder: Path, pages: dict[str, SavedPage]) -> list[Programme]:
    """Return every programme of ``folder``, checked; raises KnowledgeError with all problems at once."""
    problems: list[Problem] = []
    programmes: list[Programme] = []
    seen: set[str] = set()
    for path in sorted(folder.glob("*.yml")):
        try:
            document = yaml_files.load(path)
            programme = _parse(path, document)
        except KnowledgeError as fault:
            problems += fault.problems
            continue
        problems += check_programme(path.name, document, programme, pages, seen)
        programmes.append(programme)
    if problems:
        raise KnowledgeError(problems)
    return programmes


def _parse(path: Path, document: Any) -> Programme:
    try:
        return Programme.parse_obj(yaml_files.plain(document))
    except ValidationError as fault:
        problems = []
        for error in fault.errors():
            keys = [key for key in error["loc"] if key != "__root__"]
            text = editor_text("bad_field", detail=error["msg"])
            problems.append(Problem(path.name, yaml_files.line_of(document, keys), ".".join(map(str, keys)), *text))
        raise KnowledgeError(problems) from fault


def check_programme(
    file: str, document: Any, programme: Programme, pages: dict[str, SavedPage], seen: set[str]
) -> Iterator[Problem]:
    """Yield every problem of one file; ``seen`` collects the ids of all files."""
    saved = pages.get(programme.programme.page)
    if saved is None:
        line = yaml_files.line_of(document, ["programme", "page"])
        yield Problem(file, line, "page", *editor_text("unknown_page", page=programme.programme.page))
        return
    for index, fact in enumerate(programme.facts):
        place = _Place(file, document, index)
        yield from _check_id(place, fact.id, programme.id, seen)
        yield from check_fact(place, fact, saved, programme)
    for index, gap in enumerate(programme.gaps):
        place = _Place(file, document, index, "gaps")
        yield from _check_id(place, gap.id, programme.id, seen)
        yield from _check_gap(place, gap, programme)
    yield from _check_timeline(file, document, programme)


def _check_id(place: _Place, fact_id: str, programme: str, seen: set[str]) -> Iterator[Problem]:
    if fact_id in seen:
        yield place.problem("id", "duplicate_id", id=fact_id)
    seen.add(fact_id)
    if not fact_id.startswith(f"{programme}."):
        yield place.problem("id", "foreign_id", id=fact_id, programme=programme)


def _check_gap(place: _Place, gap: Gap, programme: Programme) -> Iterator[Problem]:
    said, name = find(gap.text), find(programme.programme.name)
    figures = {*(said.numbers - name.numbers), *map(_iso, said.dates), *said.addresses, *said.phones}
    for figure in sorted(figures):
        yield place.problem("text", "gap_with_figure", number=figure)
    if len(gap.asks) < MIN_ASKS:
        yield place.problem("asks", "no_asks")


def check_fact(place: _Place, fact: Fact, saved: SavedPage, programme: Programme) -> Iterator[Problem]:
    """Yield what is wrong between a fact and the page that it rests on."""
    for quote in fact.quote:
        if not saved.holds(quote):
            yield place.problem("quote", "quote_not_in_page", page=saved.page.id, quote=quote, file=saved.page.file)
    for part in bad_choices(fact.text):
        yield place.problem("text", "bad_tense", part=part)
    if len(fact.asks) < MIN_ASKS:
        yield place.problem("asks", "no_asks")
    allowed = "\n".join([*fact.quote, programme.programme.name])
    support = find(allowed)
    yield from _unsupported(place, "text", find(both_tenses(fact.text)), support)
    if fact.value is not None:
        yield from _unsupported_value(place, fact.value, support, allowed)
    known = plain_spaces(
        " ".join([allowed, saved.page.title, saved.page.publisher, *load("names")["known"]])
    ).casefold()
    for name in capitalised(both_tenses(fact.text)):
        if name.casefold() not in known and name.casefold().removesuffix("s") not in known:
            yield place.problem("text", "name_not_in_quote", name=name)


def _unsupported(place: _Place, field: str, said: Mentions, support: Mentions) -> Iterator[Problem]:
    for number in sorted(said.numbers - support.numbers):
        if not any(year and str(year) == number for year, _, _ in support.dates):
            yield place.problem(field, "number_not_in_quote", number=number)
    for date in sorted(said.dates, key=str):
        if support.lacks_date(date):
            yield place.problem(field, "date_not_in_quote", date=_iso(date))
    for value in sorted((said.addresses - support.addresses) | (said.phones - support.phones)):
        yield place.problem(field, "contact_not_in_quote", value=value)


def _unsupported_value(place: _Place, value: Value, support: Mentions, quote: str) -> Iterator[Problem]:
    years = {str(year) for year, _, _ in support.dates if year} | support.numbers
    for amount in (value.value, value.min, value.max):
        if amount is not None and str(amount) not in support.numbers:
            yield place.problem("value", "number_not_in_quote", number=amount)
    for written in (value.date, value.from_, value.to):
        if written is None:
            continue
        year, month, day = parse_partial(written)
        if (month is None and str(year) not in years) or (month is not None and support.lacks_date((year, month, day))):
            yield place.problem("value", "date_not_in_quote", date=written)
    plain = plain_spaces(quote).casefold()
    for words in (value.name, value.role, value.email, value.phone, *(value.items or [])):
        if words and plain_spaces(words).casefold() not in plain:
            yield place.problem("value", "contact_not_in_quote", value=words)


def _check_timeline(file: str, document: Any, programme: Programme) -> Iterable[Problem]:
    facts = {fact.id: fact for fact in programme.facts}
    for index, entry in enumerate(programme.timeline):
        line = yaml_files.line_of(document, ["timeline", index])
        fact = facts.get(entry.fact)
        if fact is None:
            yield Problem(file, line, "timeline", *editor_text("unknown_fact", id=entry.fact))
            continue
        support = find("\n".join(fact.quote))
        years = support.numbers | {str(year) for year, _, _ in support.dates if year}
        exact = not support.lacks_date((entry.date.year, entry.date.month, entry.date.day))
        # a page that gives only the year bounds the year: 1 January begins it, 31 December ends it
        bound = (entry.date.month, entry.date.day) in ((1, 1), (12, 31)) and str(entry.date.year) in years
        if not (exact or bound):
            text = editor_text("timeline_date_not_in_fact", date=entry.date.isoformat(), fact=entry.fact)
            yield Problem(file, line, "timeline", *text)


def _iso(date: DateKey) -> str:
    year, month, day = date
    return "-".join(f"{part:02d}" for part in (year, month, day) if part is not None)
