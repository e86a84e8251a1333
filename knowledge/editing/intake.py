"""A page that is taken in: its file, its place in the list, and the programme that its facts belong to.

Nothing is written here: what comes out are changes for ``knowledge.editing.publishing``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from knowledge.editing.checks.programmes import MIN_NAME
from knowledge.editing.fetching.listing import LISTING, add_page, replace, saved_under, slug
from knowledge.editing.fetching.model import Reading
from knowledge.editing.publishing import FACTS, SOURCES, Change, scratch_copy
from knowledge.editing.reading.pages import SavedPage
from knowledge.editing.reading.problems import Problem
from knowledge.editing.yaml_entry import programme_text, with_event, with_fact
from knowledge.swedish.folding import joined
from knowledge.swedish.phrases import Lexicon
from knowledge.texts import editor_text
from knowledge.words.facts import Page
from knowledge.words.programmes import Programme, ProgrammeHead


@dataclasses.dataclass(frozen=True)
class Intake:
    """A page with its words, and the programme that it is the page of, where it has one."""

    page: Page
    text: str
    head: ProgrammeHead | None

    @property
    def saved(self) -> SavedPage:
        """The page as it will be."""
        return SavedPage(self.page, self.text)

    @property
    def programme(self) -> Programme | None:
        """The programme before it has any facts."""
        return Programme(programme=self.head, facts=[]) if self.head else None


@dataclasses.dataclass(frozen=True)
class NewFact:
    """A fact's data, and the event by which the programme's state rests on it, with the day."""

    data: Mapping[str, Any]
    event: tuple[str, str] | None = None


def free_id(title: str, taken: Iterable[str]) -> str:
    """An id for a page of this title that no other has; "sida" for a title without letters."""
    ids, stem = set(taken), slug(title) or "sida"
    return stem if stem not in ids else next(f"{stem}-{n}" for n in range(2, len(ids) + 3) if f"{stem}-{n}" not in ids)


def page_of(reading: Reading, page_id: str, url: str, fetched: str, *, title: str, publisher: str) -> Page:
    """The page's entry in the list; only what the page says of itself is its date."""
    return Page(
        id=page_id, file=f"{page_id}.txt", title=title, publisher=publisher, url=url,
        updated=reading.updated, fetched=fetched,
    )  # fmt: skip


def intake_problems(
    intake: Intake, pages: Mapping[str, SavedPage], programmes: Mapping[str, Programme], lexicons: Iterable[Lexicon]
) -> list[Problem]:
    """What an editor has to mend before the page can be published, by field of its form."""
    found = [_problem("title", "empty_page_field")] if not intake.page.title else []
    found += [_problem("publisher", "empty_page_field")] if not intake.page.publisher else []
    if known := saved_under(dict(pages), intake.page.url):
        found.append(_problem("url", "known_page", title=known.page.title))
    if intake.page.id in pages:
        found.append(_problem("title", "duplicate_page", id=intake.page.id))
    if intake.head:
        found += [] if intake.head.definite else [_problem("definite", "empty_page_field")]
        found += name_problems(intake.head, programmes.values(), lexicons)
    return found


def name_problems(head: ProgrammeHead, others: Iterable[Programme], lexicons: Iterable[Lexicon]) -> list[Problem]:
    """Names that are too short, or that mean something else already, for the lexicons or for a published programme."""
    taken = {joined(phrase): value for lexicon in lexicons for value, phrase in _phrases(lexicon)}
    known = {other.id: other.programme.name for other in others}
    for other in others:
        if other.id != head.id:
            own = (other.programme.name, *other.programme.names)
            taken |= {joined(name): other.id for name in own}
    found = []
    for name in dict.fromkeys([head.name, *head.names]):
        key = joined(name)
        if len(key) < MIN_NAME:
            found.append(_problem("names", "short_name", name=name))
        elif taken.get(key, head.id) != head.id:
            found.append(_problem("names", "taken_name", name=name, other=known.get(taken[key], taken[key])))
    return found


def _phrases(lexicon: Lexicon) -> Iterable[tuple[str, str]]:
    for values in (lexicon.values, lexicon.short, lexicon.beside):
        yield from ((value, phrase) for value, phrases in values.items() for phrase in phrases)


def intake_changes(
    root: Path, intake: Intake, facts: Sequence[NewFact] = (), listed: str | None = None
) -> list[Change]:
    """The files of a page with its programme and the facts that are written already; raises EntryError.

    ``listed`` is the list of pages where another page has been put into it.
    """
    with scratch_copy(root) as copy:
        if listed is not None:
            replace(copy / SOURCES / LISTING, listed)
        add_page(copy / SOURCES, intake.page, intake.text)
        listing = (copy / SOURCES / LISTING).read_text(encoding="utf-8")
    changes = [
        Change(f"{SOURCES}/{intake.page.file}", None, intake.text),
        Change(f"{SOURCES}/{LISTING}", (root / SOURCES / LISTING).read_text(encoding="utf-8"), listing),
    ]
    if intake.head:
        written = with_facts(programme_text(intake.head.dict()), facts)
        changes.append(Change(f"{FACTS}/{intake.head.id}.yml", None, written))
    return changes


def with_facts(written: str, facts: Iterable[NewFact], replaces: Mapping[str, str] | None = None) -> str:
    """The programme's file with all these facts; ``replaces`` gives the id that a fact had. Raises EntryError."""
    for fact in facts:
        key = str(fact.data["id"])
        written = with_fact(written, fact.data, (replaces or {}).get(key))
        written = with_event(written, key, *(fact.event or (None, "")))
    return written


def _problem(field: str, key: str, **values: object) -> Problem:
    return Problem("", 0, field, *editor_text(key, **values))
