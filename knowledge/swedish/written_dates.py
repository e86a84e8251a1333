"""Dates as people write them: "23 nov. 2021", "den 23:e november", "1–15 mars", "23/11-21", "den första maj".

The words that tell a day from a part ("1/3") are in written_dates.yml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

from knowledge.swedish.numerals import ORDINALS
from knowledge.swedish.patterns import alternatives

MONTHS: Final = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip

#: Year or None, month, day or None; a bare year counts as a number instead.
DateKey = tuple[int | None, int, int | None]

# the dates of a match and what it holds beside them; None where it is no date
_Read = Callable[[re.Match[str]], "tuple[Iterable[DateKey], str] | None"]
_WORDS: Final[dict[str, list[str]]] = YAML(typ="safe").load(
    Path(__file__).with_name("written_dates.yml").read_text(encoding="utf-8")
)
_LAST_DAY, _LAST_MONTH, _LAST_OF_CENTURY, _CENTURY = 31, 12, 60, 100
_PARTS: Final = (2, 3, 4)  # what a whole is divided into: "3/4"
_RARER_PARTS: Final = (5, 8, 10)  # "3/5" is a day where nothing follows that it could be a part of

_SHORT: Final = "jan|febr?|mar|apr|jun|jul|aug|sept?|okt|nov|dec"
_MONTH: Final = rf"(?:{'|'.join(MONTHS)}|(?:{_SHORT})\.?)(?!\w)"
# Christmas is "jul" too: alone it is no month
_MONTH_ALONE: Final = rf"(?<!\w)(?!jul )(?:{_MONTH})"
_DAY: Final = r"\d{1,2}(?: ?[:.]? ?(?:e|a|de|dje|sta|dra|te)(?!\w))?"
_AND: Final = r"(?:och|samt|eller|resp\.?|respektive)"
_TO: Final = r"(?:-|–|till och med|t\.? ?o\.? ?m\.?|tom|till)"
_BETWEEN: Final = rf" ?(?:{_TO}|{_AND}|,) ?(?:den )?"
_YEAR: Final = (
    rf"(?:(?:,? (?:år )?|[-–/])(?P<year>(?:19|20)\d\d)|(?: ?[-–']| ')(?P<short_year>\d\d)(?! ?{_MONTH}))"
    r"(?!\d|[.,:/]\d| ?(?:%|kr))"
)


def _pattern(expression: str) -> re.Pattern[str]:
    """White space of every kind and length where the expression has a space."""
    return re.compile(expression.replace(" ?", r"\s*").replace(" ", r"\s+"), re.IGNORECASE)


_ISO: Final = _pattern(r"(?<![\d-])(\d{4})([-/.])(\d{2})\2(\d{2})(?!\d)")
_DAY_FIRST: Final = _pattern(
    r"(?<![\d./-])(\d{1,2})(?:([./-])(\d{1,2})\2((?:19|20)\d\d)|/(\d{1,2})/(\d\d))(?!\d|[./-]\d)"
)
_DAYS_MONTH: Final = _pattern(
    rf"(?<![\w.,:/§])(?P<days>{_DAY}(?:{_BETWEEN}{_DAY}){{0,5}})\.?(?: i)? (?P<month>{_MONTH})(?P<dated>{_YEAR})?"
)
_ORDINAL: Final = _pattern(
    rf"(?<!\w)(?P<the>den )?(?P<ordinal>{alternatives(ORDINALS)}) (?P<month>{_MONTH})(?P<dated>{_YEAR})?"
)
_MONTH_YEAR: Final = _pattern(rf"(?P<first>{_MONTH_ALONE})(?: ?(?:-|–|/|och|till) ?(?P<last>{_MONTH}))?{_YEAR}")
_ISO_MONTH: Final = _pattern(r"(?<![\d-])((?:19|20)(\d\d))-(0[1-9]|1[0-2])(?!\d|[-:/.]\d)")
_SLASHED: Final = _pattern(
    rf"(?<![\w.,:/§])(?:(?P<from>\d{{1,2}}) ?[-–] ?)?"
    rf"(?P<days>\d{{1,2}}/\d{{1,2}}(?:{_BETWEEN}\d{{1,2}}/\d{{1,2}}){{0,5}})"
    rf"(?![\d/]|[.,:]\d)(?P<dated>{_YEAR})?"
)
_SIGNS_A_DAY: Final = _pattern(rf"(?<!\w)(?:{'|'.join(_WORDS['before_a_day'])})\.?:? ?$")
_SIGNS_NO_DAY: Final = _pattern(rf"(?:(?<!\w)(?:{'|'.join(_WORDS['before_no_day'])})\.?:? ?|[+=*])$")
_COUNTED_AFTER: Final = _pattern(rf"^ ?(?:{'|'.join(_WORDS['after_no_day'])})(?!\w)")
_NEAR: Final = 40  # letters in which the word before or after a day stands


def find_dates(text: str) -> tuple[set[DateKey], str]:
    """Return the dates in ``text`` and the text without them.

    The rest is what numbers are then looked for in, so that "23 november 2021"
    is one date and not the numbers 23 and 2021. A date in words or ISO form may
    be one that no calendar has ("31 februari"), so that it can be shown as such.
    """
    found: set[DateKey] = set()
    for pattern, read in _FORMS:
        text = pattern.sub(_noting(read, found), text)
    return found, text


def _noting(read: _Read, found: set[DateKey]) -> Callable[[re.Match[str]], str]:
    """What puts the dates of a match into ``found``, and what is left of it in their place."""

    def noted(match: re.Match[str]) -> str:
        dates = read(match)
        if dates is None:
            return match[0]
        found.update(dates[0])
        return f"{dates[1]} "

    return noted


def _year(match: re.Match[str]) -> int | None:
    if match["year"]:
        return int(match["year"])
    return _century(match["short_year"]) if match["short_year"] else None


def _century(short: str) -> int:
    return int(short) + (2000 if int(short) <= _LAST_OF_CENTURY else 1900)


def _month(written: str) -> int:
    return next(at for at, name in enumerate(MONTHS, 1) if name[:3] == written[:3].lower())


def _iso(match: re.Match[str]) -> tuple[Iterable[DateKey], str] | None:
    return [(int(match[1]), int(match[3]), int(match[4]))], ""


def _day_first(match: re.Match[str]) -> tuple[Iterable[DateKey], str] | None:
    day, month = int(match[1]), int(match[3] or match[5])
    return ([(int(match[4]) if match[4] else _century(match[6]), month, day)], "") if _is_day(day, month) else None


def _days_month(match: re.Match[str]) -> tuple[Iterable[DateKey], str]:
    """One day, or several of one month; of a row that is none ("nivå 2, 15 mars") the last alone."""
    marks = list(re.finditer(r"\d+", match["days"]))
    days = [int(mark[0]) for mark in marks]
    between = [match["days"][a.end() : b.start()] for a, b in pairwise(marks)]
    listed = "," not in "".join(between) or (between and "," not in between[-1])
    row = days == sorted(set(days)) and listed
    left = "" if row else match["days"][: marks[-1].start()]
    year, month = _year(match), _month(match["month"])
    return [(year, month, day) for day in (days if row else days[-1:])], left


def _ordinal(match: re.Match[str]) -> tuple[Iterable[DateKey], str] | None:
    day = ORDINALS[match["ordinal"].lower()]
    if match["ordinal"].lower() == "andra" and not match["the"]:
        return None  # "i andra maj-tåg"
    return [(_year(match), _month(match["month"]), day)], ""


def _month_year(match: re.Match[str]) -> tuple[Iterable[DateKey], str]:
    months = [_month(match[name]) for name in ("first", "last") if match[name]]
    return [(_year(match), month, None) for month in months], ""


def _iso_month(match: re.Match[str]) -> tuple[Iterable[DateKey], str] | None:
    """ "2021-11"; "2008-12" may be the years 2008 to 2012."""
    return None if int(match[3]) > int(match[2]) else ([(int(match[1]), int(match[3]), None)], "")


def _slashed(match: re.Match[str]) -> tuple[Iterable[DateKey], str] | None:
    """ "23/11", "1-15/3", "1/3 till 15/3 2024"; None for what is a part of something or no day."""
    written = re.findall(r"(\d{1,2})/(\d{1,2})", match["days"])
    days = [(int(month), int(day)) for day, month in written]
    if match["from"]:
        days.insert(0, (days[0][0], int(match["from"])))
    if not all(_is_day(day, month) for month, day in days) or not _means_days(match, days, written):
        return None
    year = _year(match)
    return [(year, month, day) for month, day in days], ""


def _means_days(match: re.Match[str], days: list[tuple[int, int]], written: list[tuple[str, str]]) -> bool:
    text, end = match.string, match.end()
    before, after = text[max(0, match.start() - _NEAR) : match.start()], text[end : end + _NEAR]
    if match["dated"]:
        return True
    if _COUNTED_AFTER.search(after) or _SIGNS_NO_DAY.search(before):
        return False
    if _SIGNS_A_DAY.search(before):
        return True
    ends = not re.match(r"\s*\w", after)
    return any(
        not _is_common_part(day, month, ends) and "/".join(own) not in _WORDS["common_parts"]
        for (month, day), own in zip(days[-len(written) :], written, strict=True)
    )


def _is_common_part(upper: int, lower: int, ends: bool) -> bool:
    return upper < lower and (lower in _PARTS or (lower in _RARER_PARTS and not ends))


def _is_day(day: int, month: int) -> bool:
    return 1 <= day <= _LAST_DAY and 1 <= month <= _LAST_MONTH


_FORMS: Final[tuple[tuple[re.Pattern[str], _Read], ...]] = (
    (_ISO, _iso),
    (_DAY_FIRST, _day_first),
    (_DAYS_MONTH, _days_month),
    (_ORDINAL, _ordinal),
    (_MONTH_YEAR, _month_year),
    (_ISO_MONTH, _iso_month),
    (_SLASHED, _slashed),
)


def iso(date: DateKey) -> str:
    """Return "2021-11-23" for a date as ``find_dates`` gives it; what it lacks is left out."""
    year, month, day = date
    return "-".join(f"{part:02d}" for part in (year, month, day) if part is not None)
