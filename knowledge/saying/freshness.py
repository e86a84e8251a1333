"""How old a page may be before an answer says that it may be out of date (freshness.yml)."""

from __future__ import annotations

import calendar
import dataclasses
import datetime
import functools
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, Extra, conint
from ruamel.yaml import YAML

from knowledge.words.facts import Page

FILE = Path(__file__).parents[1] / "freshness.yml"


class Limit(BaseModel):
    """So many whole months, and why."""

    months: conint(gt=0)  # type: ignore[valid-type]
    reason: str

    class Config:
        extra = Extra.forbid
        frozen = True


class Limits(BaseModel):
    """The limits of all topics; a topic is a page's id, or "care-rights"."""

    default: Limit
    topics: dict[str, Limit] = {}
    questions: dict[str, Limit] = {}

    class Config:
        extra = Extra.forbid
        frozen = True

    def of(self, topic: str, questions: Iterable[str] = ()) -> Limit:
        """The limit of a topic, or that of the question types where it is shorter."""
        limits = [self.topics.get(topic, self.default), *(self.questions[q] for q in questions if q in self.questions)]
        return min(limits, key=lambda limit: limit.months)


@dataclasses.dataclass(frozen=True)
class Age:
    """A page's age on a day, against its limit; ``stale_from`` is the first day past it."""

    updated: datetime.date
    stale_from: datetime.date
    limit: Limit


@functools.lru_cache(maxsize=4)
def load_limits(path: Path = FILE) -> Limits:
    """The limits of a file that the check has passed; raises pydantic's ValidationError for another."""
    return Limits.parse_obj(YAML(typ="safe").load(path.read_text(encoding="utf-8")))


def age(page: Page, questions: Iterable[str] = (), limits: Limits | None = None) -> Age | None:
    """The page's age and limit; None for a page that states no date."""
    if page.updated_on is None:
        return None
    limit = (limits or load_limits()).of(page.id, questions)
    return Age(page.updated_on, months_after(page.updated_on, limit.months), limit)


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later; 31 January and one month give the last day of February."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
