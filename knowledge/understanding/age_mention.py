"""What is found of an age."""

from __future__ import annotations

import dataclasses

from knowledge.care.ages import OLDEST, class_of, common_class


@dataclasses.dataclass(frozen=True)
class AgeMention:
    """An age stated at ``start`` to ``end``.

    ``years_high`` stands where it may be any age from ``years`` up to that, ``years`` being None where the text
    gives the upper end alone; ``age_class`` stands where all of them fall in one class. ``hypothetical``: "om hon
    vore tjugo". ``limit``: a class of people, "alla över 18 år", and no person of that age. ``turning``: the age
    soon reached, "fyller 18 i maj".
    """

    start: int
    end: int
    years: int | None
    years_high: int | None
    age_class: str | None
    hypothetical: bool = False
    limit: bool = False
    turning: int | None = None


def of_years(
    start: int, end: int, low: int, high: int | None = None, *, hypothetical: bool = False
) -> AgeMention | None:
    """A mention of an age in years, or of one between two; None where no one grows that old."""
    if not 0 <= low <= OLDEST or (high is not None and not low <= high <= OLDEST):
        return None
    high = None if high == low else high
    age_class = class_of(low) if high is None else common_class(low, high)
    return AgeMention(start, end, low, high, age_class, hypothetical)
