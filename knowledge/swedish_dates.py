"""Dates as Swedish pages write them, and as this project writes them."""

from __future__ import annotations

import datetime
import re

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip

_MONTH = "|".join(MONTHS)
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:\s*[:.]?e)?\s+({_MONTH})(?:\s+(\d{{4}}))?\b", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"\b({_MONTH})\s+(\d{{4}})\b", re.IGNORECASE)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")

# (year or None, month, day or None); a bare year counts as a number instead
DateKey = tuple[int | None, int, int | None]


def find_dates(text: str) -> tuple[set[DateKey], str]:
    """Return the dates in ``text`` and the text without them.

    The rest is what numbers are then looked for in, so that "23 november 2021"
    is one date and not the numbers 23 and 2021.
    """
    found: set[DateKey] = set()

    def day_month(match: re.Match[str]) -> str:
        year = int(match[3]) if match[3] else None
        found.add((year, MONTHS.index(match[2].lower()) + 1, int(match[1])))
        return " "

    def month_year(match: re.Match[str]) -> str:
        found.add((int(match[2]), MONTHS.index(match[1].lower()) + 1, None))
        return " "

    def iso(match: re.Match[str]) -> str:
        found.add((int(match[1]), int(match[2]), int(match[3])))
        return " "

    rest = _ISO.sub(iso, text)
    rest = _DAY_MONTH.sub(day_month, rest)
    rest = _MONTH_YEAR.sub(month_year, rest)
    return found, rest


def say_date(day: datetime.date) -> str:
    """Return "23 november 2021"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def parse_partial(value: str | int | datetime.date) -> tuple[int, int | None, int | None]:
    """Read "2021-11-23", "2021-12" or "2022"; raises ValueError when it is no such date."""
    written = str(value)
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", written)
    if not match:
        raise ValueError(written)
    year = int(match[1])
    month, day = (int(part) if part else None for part in (match[2], match[3]))
    # an impossible month or day raises here
    datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    return year, month, day


def last_day(value: str) -> datetime.date:
    """Last day of a partial date: "2021-12" gives 31 December 2021."""
    year, month, day = parse_partial(value)
    if day and month:
        return datetime.date(year, month, day)
    following = datetime.date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)
    return following - datetime.timedelta(days=1)


def newest_date(written: str) -> str | None:
    """The latest complete or partial date in a source's own words; None when they hold none that exists.

    "2013; 2022" gives "2022", "2024+" (2024 or later) gives "2024"; a law's number ("SFS 2019:1016") is no date.
    """
    dates = [
        date for date in re.findall(r"(?<![\d:])\d{4}(?:-\d{2}(?:-\d{2})?)?(?!\d|[:-]\d)", written) if _exists(date)
    ]
    return max(dates, key=last_day, default=None)


def _exists(date: str) -> bool:
    try:
        parse_partial(date)
    except ValueError:
        return False
    return True


def first_day(value: str) -> datetime.date:
    """First day of a partial date: "2021-12" gives 1 December 2021."""
    year, month, day = parse_partial(value)
    return datetime.date(year, month or 1, day or 1)


def say_partial(value: str) -> str:
    """Return "23 november 2021", "november 2021" or "2021" for a complete or partial date."""
    year, month, day = parse_partial(value)
    return " ".join(str(part) for part in (day, MONTHS[month - 1] if month else None, year) if part)
