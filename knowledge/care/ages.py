"""The classes of age that rights and fees know."""

from __future__ import annotations

from typing import Final

from knowledge.limits import LIMITS

CHILD: Final = "child"  # under 18: full care
ADULT: Final = "adult"  # 24 to 84, and the class used when no age is known
OLD: Final = "85+"  # no outpatient fee
# 18-19: VGR's fees begin at 20.  20-23: the dental fee is open up to 23.
AGE_CLASSES: Final = (CHILD, "18-19", "20-23", ADULT, OLD)
ADULT_FROM: Final = LIMITS.law.adult_from
OLDEST: Final = LIMITS.ages.oldest


def class_of(years: int) -> str:
    """Sort an age into AGE_CLASSES; raises ValueError for years outside 0 to OLDEST."""
    if not 0 <= years <= OLDEST:
        raise ValueError(f"age {years} is outside 0-{OLDEST} years")
    for limit, name in ((ADULT_FROM, CHILD), (20, "18-19"), (24, "20-23"), (85, ADULT)):
        if years < limit:
            return name
    return OLD


def bounds(age_class: str) -> tuple[int, int]:
    """The first and the last year of life of a class; raises ValueError for a class that is none of AGE_CLASSES."""
    years = [age for age in range(OLDEST + 1) if class_of(age) == age_class]
    return min(years), max(years)


def common_class(low: int, high: int) -> str | None:
    """The class that both ages fall in, None when they fall in two."""
    return class_of(low) if class_of(low) == class_of(high) else None
