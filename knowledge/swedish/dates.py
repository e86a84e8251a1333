"""Dates as this project writes them, and says them. How others write them: knowledge/swedish/written_dates.py."""

from __future__ import annotations

import datetime
import re

from knowledge.swedish.written_dates import MONTHS


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
