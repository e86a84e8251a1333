"""The age that a message says of its patient, where it says only one. Every age of it: knowledge.understanding."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from knowledge.understanding.age_classes import (
    ADULT,
    ADULT_FROM,
    AGE_CLASSES,
    CHILD,
    OLD,
    OLDEST,
    class_of,
)
from knowledge.understanding.ages import AgeMention, find_ages, find_roles

__all__ = ["ADULT", "AGE_CLASSES", "CHILD", "OLDEST", "age_class", "find_age", "find_age_class"]


def find_age(text: str, today: datetime.date | None = None) -> int | None:
    """Whole years of age that the message states, None when it states none, or a child's and an adult's.

    Months and weeks old give 0; births are read only where ``today`` is given.
    """
    stated = _stated(find_ages(text, today))
    return None if _child_and_adult(stated) else next(iter(stated), None)


def find_age_class(text: str, today: datetime.date | None = None) -> str | None:
    """Age class that the message states, in years or by a word ("spädbarn", "vuxen"); None when it states none."""
    ages = find_ages(text, today)
    stated = _stated(ages)
    if stated:
        return None if _child_and_adult(stated) else class_of(stated[0])
    by_word = {mention.age_class for mention in ages}
    for said in (OLD, ADULT):
        if said in by_word:
            return said
    by_word |= {person.age_class for person in find_roles(text)}
    classes = by_word - {None}
    # a child and a parent: either may be the patient, and the reply then gives the rule for both
    return classes.pop() if len(classes) == 1 else None


def age_class(years: int) -> str:
    """Sort an age into AGE_CLASSES; raises ValueError for years outside 0 to OLDEST."""
    return class_of(years)


def _stated(ages: Iterable[AgeMention]) -> list[int]:
    """The ages given in years; of two possible ones the lower."""
    return [mention.years for mention in ages if mention.years is not None]


def _child_and_adult(stated: Iterable[int]) -> bool:
    return len({years < ADULT_FROM for years in stated}) > 1
