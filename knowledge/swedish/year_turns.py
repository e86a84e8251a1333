"""Turns of the year and its parts, which name two days: "halvårsskiftet 2024" is 30 June or 1 July."""

from __future__ import annotations

import re
from typing import Final

from knowledge.swedish.written_dates import MONTHS, DateKey

#: The days that a turn may mean.
Turn = frozenset[DateKey]

_YEAR: Final = r"(?:\s+(?:år\s+)?(?P<year>(?:19|20)\d\d)(?P<next>\s*[-–/]\s*(?:20)?\d\d(?!\d))?)?"
_YEARLY: Final = re.compile(rf"(?<!\w)(?P<half>halv)?årsskiftet?{_YEAR}(?!\w)", re.IGNORECASE)
_MONTH: Final = "|".join([*MONTHS, *(name[:3] for name in MONTHS)])
_MONTHLY: Final = re.compile(
    rf"(?<!\w)månadsskiftet?\s+(?P<old>{_MONTH})\.?\s*[-–/]\s*(?P<new>{_MONTH})(?!\w)\.?{_YEAR}", re.IGNORECASE
)
_LONG_MONTHS: Final = (1, 3, 5, 7, 8, 10, 12)


def find_turns(text: str) -> tuple[set[Turn], str]:
    """Return the turns in ``text`` and the text without them."""
    found: set[Turn] = set()

    def yearly(match: re.Match[str]) -> str:
        found.add(_half_year(match) if match["half"] else _new_year(match))
        return " "

    def monthly(match: re.Match[str]) -> str:
        found.add(_new_month(match))
        return " "

    return found, _MONTHLY.sub(monthly, _YEARLY.sub(yearly, text))


def _half_year(match: re.Match[str]) -> Turn:
    year = int(match["year"]) if match["year"] else None
    return frozenset({(year, 6, 30), (year, 7, 1)})


def _new_year(match: re.Match[str]) -> Turn:
    """With one year ("årsskiftet 2024") it may be that year's beginning or its end."""
    if not match["year"]:
        return frozenset({(None, 12, 31), (None, 1, 1)})
    year = int(match["year"])
    years = (year,) if match["next"] else (year - 1, year)
    return frozenset(day for old in years for day in ((old, 12, 31), (old + 1, 1, 1)))


def _new_month(match: re.Match[str]) -> Turn:
    old, new = (_number(match[name]) for name in ("old", "new"))
    year = int(match["year"]) if match["year"] else None
    days = (31,) if old in _LONG_MONTHS else (28, 29) if old == MONTHS.index("februari") + 1 else (30,)
    return frozenset({*((year, old, day) for day in days), (year, new, 1)})


def _number(written: str) -> int:
    return next(at for at, name in enumerate(MONTHS, 1) if name[:3] == written[:3].lower())
