"""What goes out of date by a day: deadlines, validities, pages past their limit, sources of the care rights."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Iterator

from knowledge.care.model import Source
from knowledge.editing.reading.freshness import read_limits
from knowledge.editing.reading.pages import SavedPage
from knowledge.saying.freshness import Limits, age, months_after
from knowledge.swedish.dates import last_day, newest_date
from knowledge.words.programmes import Programme
from knowledge.words.query import CARE

# the kinds, in the order in which an editor reads them
KINDS = (
    "unverified",
    "event",
    "date",
    "valid_to",
    "valid_from",
    "page",
    "undated_page",
    "care_source",
    "undated_source",
)


@dataclasses.dataclass(frozen=True, order=True)
class Item:
    """One thing that is out of date, or will be; ``when`` is the first such day, None when no date is given."""

    order: int
    when: datetime.date | None
    what: str
    kind: str = dataclasses.field(compare=False)
    detail: str = dataclasses.field(compare=False, default="")


def stale_by(
    programmes: Iterable[Programme],
    pages: Iterable[SavedPage],
    care: Iterable[Source],
    today: datetime.date,
    by: datetime.date,
    limits: Limits | None = None,
) -> list[Item]:
    """Return what goes out of date from today to ``by``, and what has done so already where that lasts."""
    limits = limits or read_limits()
    found = [*_of_programmes(programmes, today, by), *_of_pages(pages, by, limits), *_of_care(care, by, limits)]
    # what has a day is to be done by it; what has none may be hundreds
    return sorted(found, key=lambda item: (item.when is None, item.order, item.when or datetime.date.min, item.what))


def _item(kind: str, when: datetime.date | None, what: str, detail: str = "") -> Item:
    return Item(KINDS.index(kind), when, what, kind, detail)


def _of_programmes(programmes: Iterable[Programme], today: datetime.date, by: datetime.date) -> Iterator[Item]:
    for programme in programmes:
        for event in programme.events:
            if today < event.date <= by:
                yield _item("event", event.date, programme.id, event.event)
        for fact in programme.facts:
            if fact.unverified:
                yield _item("unverified", fact.unverified.since, fact.id, fact.unverified.reason)
            bounds = (("valid_to", fact.last_valid), ("valid_from", fact.first_valid))
            for kind, day in (("date", fact.value.passes_on if fact.value else None), *bounds):
                if day and today <= day <= by:
                    yield _item(kind, day, fact.id)


def _of_pages(pages: Iterable[SavedPage], by: datetime.date, limits: Limits) -> Iterator[Item]:
    for saved in pages:
        written = age(saved.page, (), limits)
        if written is None:
            yield _item("undated_page", None, saved.page.id)
        elif written.stale_from <= by:
            yield _item("page", written.stale_from, saved.page.id, f"{written.updated}, {written.limit.months}")


def _of_care(sources: Iterable[Source], by: datetime.date, limits: Limits) -> Iterator[Item]:
    months = limits.of(CARE).months
    for source in sources:
        seen = source.law_checked or source.register_checked or source.date
        newest = newest_date(seen)
        if newest is None:
            yield _item("undated_source", None, source.id, f"{source.title}, {source.publisher}")
            continue
        stale_from = months_after(last_day(newest), months)
        if stale_from <= by:
            yield _item("care_source", stale_from, source.id, f"{source.title}, {source.publisher} ({seen})")
