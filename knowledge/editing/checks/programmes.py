"""The checks that stand between an editor's file and a reply: files, ids, gaps and timelines.

What is checked between a fact and its page is in ``knowledge.editing.checks.facts``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from knowledge.editing.checks.facts import MIN_ASKS, check_fact
from knowledge.editing.reading import yaml_files
from knowledge.editing.reading.field_errors import field_problems
from knowledge.editing.reading.pages import SavedPage
from knowledge.editing.reading.problems import KnowledgeError, Problem
from knowledge.swedish.folding import joined
from knowledge.swedish.mentions import find
from knowledge.swedish.written_dates import iso
from knowledge.texts import editor_text
from knowledge.words.facts import Gap
from knowledge.words.programmes import Programme

MIN_NAME = 4  # letters and digits: "KJV" alone fits several programmes


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
    programmes, problems = read_programmes(folder, pages)
    if problems:
        raise KnowledgeError(problems)
    return programmes


def read_programmes(folder: Path, pages: dict[str, SavedPage]) -> tuple[list[Programme], list[Problem]]:
    """Return the programmes that can be read, and everything that is wrong in any file."""
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
        problems += _check_names(path.name, document, programme, programmes)
        programmes.append(programme)
    return programmes, problems


def _parse(path: Path, document: Any) -> Programme:
    try:
        return Programme.parse_obj(yaml_files.plain(document))
    except ValidationError as fault:
        raise KnowledgeError(field_problems(fault, path.name, document)) from fault


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


def _check_names(file: str, document: Any, programme: Programme, others: Iterable[Programme]) -> Iterator[Problem]:
    """A name leads to one programme, and is long enough to mean it."""
    taken = {
        joined(name): other.programme.name
        for other in others
        for name in (other.programme.name, *other.programme.names)
    }
    for name in programme.programme.names:
        line = yaml_files.line_of(document, ["programme", "names"])
        if len(joined(name)) < MIN_NAME:
            yield Problem(file, line, "names", *editor_text("short_name", name=name))
        elif joined(name) in taken:
            yield Problem(file, line, "names", *editor_text("taken_name", name=name, other=taken[joined(name)]))


def _check_id(place: _Place, fact_id: str, programme: str, seen: set[str]) -> Iterator[Problem]:
    if fact_id in seen:
        yield place.problem("id", "duplicate_id", id=fact_id)
    seen.add(fact_id)
    if not fact_id.startswith(f"{programme}."):
        yield place.problem("id", "foreign_id", id=fact_id, programme=programme)


def _check_gap(place: _Place, gap: Gap, programme: Programme) -> Iterator[Problem]:
    said, name = find(gap.text), find(programme.programme.name)
    days = {*said.dates, *(day for turn in said.turns for day in turn)}
    figures = {*(said.numbers - name.numbers), *map(iso, days), *said.addresses, *said.phones}
    for figure in sorted(figures):
        yield place.problem("text", "gap_with_figure", number=figure)
    if len(gap.asks) < MIN_ASKS:
        yield place.problem("asks", "no_asks")


def _check_timeline(file: str, document: Any, programme: Programme) -> Iterable[Problem]:
    facts = {fact.id: fact for fact in programme.facts}
    for index, entry in enumerate(programme.timeline):
        line = yaml_files.line_of(document, ["timeline", index])
        fact = facts.get(entry.fact)
        if fact is None:
            yield Problem(file, line, "timeline", *editor_text("unknown_fact", id=entry.fact))
            continue
        support = find("\n".join(fact.quote))
        exact = not support.lacks_date((entry.date.year, entry.date.month, entry.date.day))
        # a page that gives only the year bounds the year: 1 January begins it, 31 December ends it
        bound = (entry.date.month, entry.date.day) in ((1, 1), (12, 31)) and str(entry.date.year) in support.years
        if not (exact or bound):
            text = editor_text("timeline_date_not_in_fact", date=entry.date.isoformat(), fact=entry.fact)
            yield Problem(file, line, "timeline", *text)
