"""When somebody came, as staff say it: "i mars", "sedan 2024", "i somras", "förra veckan"; earliest and latest day."""

from __future__ import annotations

import datetime
import re
from typing import Final

from knowledge.swedish.folding import fold
from knowledge.swedish.patterns import alternatives, pattern
from knowledge.swedish.written_dates import MONTHS

# first month and number of months of each season
_SEASONS: Final = {
    "var": (3, 3),
    "som": (6, 3),
    "hos": (9, 3),
    "vin": (12, 3),
    "jul": (12, 1),
    "pas": (4, 1),
    "nya": (1, 1),
}
_DAYS_AGO: Final = {
    "idag": 0, "i dag": 0, "i morse": 0, "today": 0, "i natt": 1, "igar": 1, "i gar": 1, "yesterday": 1, "i forrgar": 2,
    "i helgen": 7, "i veckan": 7, "denna vecka": 7, "forra veckan": 14, "i forra veckan": 14, "last week": 14,
}  # fmt: skip
_WEEKDAY: Final = r"i\s(?:måndags|tisdags|onsdags|torsdags|fredags|lördags|söndags)"
_ENGLISH_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH_OF: Final = {fold(name)[:3]: at for names in (MONTHS, _ENGLISH_MONTHS) for at, name in enumerate(names, 1)}
_MONTH: Final = alternatives([*MONTHS, *_ENGLISH_MONTHS])
_SHORT_MONTH: Final = r"jan|feb|mar|apr|jun|jul|aug|sept?|okt|oct|nov|dec"

#: A day, month, season or year in lower-case text.
DAY: Final = pattern(
    r"(?<![\w-])(?:(?P<iso>20\d\d-\d\d-\d\d)|"
    rf"(?:i\s|in\s)?(?:början\sav\s|början\spå\s|slutet\sav\s|mitten\sav\s|den\s)?(?:(?P<day>\d{{1,2}})(?:\s?:?e)?\s)?"
    rf"(?P<month>{_MONTH}|{_SHORT_MONTH})(?:\s(?P<year_of_month>20\d\d)|\s(?P<last>förra\såret|i\sfjol))?|"
    r"(?:i\s|förra\s)(?P<season>våras|våren|somras|sommar|sommaren|höstas|höst|hösten|vintras|vinter|vintern|julas|julen|påskas)|"
    r"(?P<last_year>förra\såret|i\sfjol|last\syear)|(?P<this_year>i\sår)|(?P<last_month>(?:i\s)?förra\smånaden|last\smonth)|"
    rf"(?P<near>{alternatives(_DAYS_AGO)}|igår|i\sgår|i\sförrgår|(?:i\s)?förra\sveckan)|(?P<weekday>{_WEEKDAY})|"
    r"(?:år\s|i\s|in\s)?(?P<year>(?:19|20)\d\d))(?![\w:/-])"
)


def days_of(found: re.Match[str], today: datetime.date) -> tuple[datetime.date, datetime.date] | None:
    """The earliest and the latest day that a match of ``DAY`` may mean, None where all of them are to come."""
    earliest, latest = _days(found, today)
    return None if earliest > today else (earliest, min(latest, today))


def _days(found: re.Match[str], today: datetime.date) -> tuple[datetime.date, datetime.date]:
    if found["iso"]:
        day = _day(*(int(part) for part in found["iso"].split("-")))
        return day, day
    if found["month"]:
        return _month(found, today)
    if found["season"]:
        first, length = _SEASONS[fold(found["season"])[:3]]
        return _span(_latest_year(first, today), first, length)
    if found["near"]:
        ago = _DAYS_AGO[" ".join(fold(found["near"]).split())]
        return today - datetime.timedelta(days=ago), today
    if found["weekday"]:
        return today - datetime.timedelta(days=7), today
    if found["last_month"]:
        year, month = (today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)
        return _span(year, month, 1)
    year = int(found["year"]) if found["year"] else today.year - bool(found["last_year"])
    return _span(year, 1, 12)


def _month(found: re.Match[str], today: datetime.date) -> tuple[datetime.date, datetime.date]:
    month = _MONTH_OF[found["month"][:3]]
    if found["year_of_month"]:
        year = int(found["year_of_month"])
    else:
        year = today.year - 1 if found["last"] else _latest_year(month, today)
    if found["day"]:
        day = _day(year, month, int(found["day"]))
        return (day, day) if day <= today or found["year_of_month"] else (_day(year - 1, month, int(found["day"])),) * 2
    return _span(year, month, 1)


def _latest_year(month: int, today: datetime.date) -> int:
    """The year in which the month last began."""
    return today.year if month <= today.month else today.year - 1


def _span(year: int, month: int, months: int) -> tuple[datetime.date, datetime.date]:
    end = later(datetime.date(year, month, 1), months)
    return datetime.date(year, month, 1), end - datetime.timedelta(days=1)


def _day(year: int, month: int, day: int) -> datetime.date:
    """The day, or the last one of the month where the month has no such day."""
    month = min(max(month, 1), 12)
    last = (later(datetime.date(year, month, 1), 1) - datetime.timedelta(days=1)).day
    return datetime.date(year, month, min(max(day, 1), last))


def later(day: datetime.date, months: int) -> datetime.date:
    """The same day of a later month, or the last one there."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = datetime.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return datetime.date(year, month + 1, min(day.day, (following - datetime.timedelta(days=1)).day))
