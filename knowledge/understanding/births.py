"""Ages told by a birth: "född 2009", "f. 09", "född i mars 2009", "född i går"."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Final

from knowledge.swedish.patterns import alternatives, pattern
from knowledge.swedish.written_dates import MONTHS
from knowledge.understanding.age_mention import AgeMention, of_years

_MONTH: Final = rf"(?:{alternatives(MONTHS)}|{'|'.join(month[:3] for month in MONTHS)})"
_BORN: Final = r"(?<!\w)(?:född(?:a|es)?|fött|born|f\.)"
_BIRTH: Final = pattern(
    rf"(?:{_BORN}|(?<!\w)f(?=\s?-?\d))(?:\s(?!(?:kom|flydde|flyttade|sedan|sen|och)\s)[^\W\d]+){{0,4}}?\s?(?:\d{{1,2}}\s)?(?:({_MONTH})\.?\s)?"
    r"(?:(?P<iso>(?:19|20)\d\d-\d\d(?:-\d\d)?)|(?:\d{1,2}/(?P<slash>\d{1,2})[\s-])?(?:år\s)?(?P<year>(?:19|20)\d\d)|"
    r"(?:år\s)?['’-]?(?P<short>\d\d))(?![\d\w/:-])(?!\s?(?:veck|mån|år|dag|kr))"
)
_JUST_BORN: Final = pattern(
    rf"{_BORN}\s(?:(?:igår|i\sgår|idag|i\sdag|i\snatt|i\sförrgår|i\smorse|yesterday|today)|(?:i\s)?förra\s(?:veckan|månaden)|"
    r"för\s(?:några|ett\spar|en|ett|\w+)\s(?:dag|veck|mån)\w*\s(?:sedan|sen))"
)


def find_births(low: str, today: datetime.date) -> Iterator[AgeMention]:
    """The ages that births in lower-case text give on ``today``; of a birth year alone, the two possible ones."""
    for found in _BIRTH.finditer(low):
        mention = _age(found, today)
        if mention:
            yield mention
    for found in _JUST_BORN.finditer(low):
        yield AgeMention(found.start(), found.end(), 0, None, "child")


def _age(found: re.Match[str], today: datetime.date) -> AgeMention | None:
    if found["iso"]:
        year, *day = (int(part) for part in found["iso"].split("-"))
        first = today.year - year - ([today.month, today.day] < day)
        # of a month alone: in that month it may be either age
        last = today.year - year if len(day) == 1 and day[0] == today.month else None
        return of_years(found.start(), found.end(), first if last is None else last - 1, last)
    year = int(found["year"]) if found["year"] else _century(int(found["short"]), today)
    month_at = _month(found)
    years = today.year - year
    if month_at is None or month_at == today.month:
        return of_years(found.start(), found.end(), max(years - 1, 0), years)
    return of_years(found.start(), found.end(), years - (month_at > today.month))


def _month(found: re.Match[str]) -> int | None:
    if found["slash"]:
        return int(found["slash"])
    return next((at for at, name in enumerate(MONTHS, 1) if found[1] and name.startswith(found[1][:3])), None)


def _century(short: int, today: datetime.date) -> int:
    """The year of two digits, the latest that is not to come."""
    century = today.year // 100 * 100
    return century + short if century + short <= today.year else century - 100 + short
