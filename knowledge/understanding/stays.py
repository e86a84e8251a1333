"""How long the patient has been in Sweden: what an EU citizen's rights turn on.

A length of time is a stay where the message names the place ("varit här", "bott i Sverige"), a coming ("kom i
somras") or nothing else at all ("fyra månader" answers "hur länge?"); "ont i åtta månader" is none.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from pathlib import Path
from typing import Final

from knowledge.limits import LIMITS
from knowledge.swedish.folding import fold, lowered
from knowledge.swedish.numerals import NUMBER, value_of
from knowledge.swedish.patterns import WordLists, pattern, words
from knowledge.understanding.arrivals import DAY, days_of, later

# values of the entity `registration`, as in its lexicon; what they mean for a group: registration.yml
LONG_STAY: Final = "over_three_months"
SHORT_STAY: Final = "under_three_months"
LIMIT_MONTHS: Final = LIMITS.law.long_stay

# how the units begin, without their dots
_MONTHS_OF: Final = {
    "dag": 1 / 30, "dyg": 1 / 30, "day": 1 / 30, "v": 7 / 30, "wee": 7 / 30, "m": 1.0, "kv": 3.0, "halv": 6.0,
    "ar": 12.0, "y": 12.0,
}  # fmt: skip
_any: Final = WordLists(Path(__file__).with_name("stays.yml")).any
_PERIOD: Final = pattern(
    rf"(?<![\w-])(?:(?P<more>{_any('more')})\s|(?P<less>{_any('less')})\s|(?P<barely>{_any('barely')})\s)?(?:(?:{_any('about')})\s)?"
    rf"(?:(?P<several>{_any('several')})|(?P<couple>{_any('a_couple')})|(?P<some>{_any('some')})|(?P<number>{NUMBER}))"
    rf"\s?(?P<unit>{_any('units')})(?!\w)"
)
_LONG_TIME: Final = pattern(words(_any("long_time")))
_JUST_CAME: Final = pattern(
    rf"(?<!\w)(?:(?:{_any('just')})\s(?:har\s)?(?:{_any('coming')})|(?:{_any('coming')})\s(?:\w+\s){{0,2}}(?:{_any('just')}))(?!\w)"
)
_STAYING: Final = pattern(
    rf"{words(_any('staying'))}[^.,;:?!]{{0,25}}?{words(_any('here'))}|{words(_any('here'))}\s(?:{_any('since')})(?!\w)"
)
_COMING: Final = pattern(words(_any("coming")))
# "har" is "här" without its dots, but only at the end or behind a verb of staying: "29 år har feber"
_HERE_AFTER: Final = re.compile(
    r"\s(?:nu\s)?(?:här(?!\w)|har(?=\s*(?:$|[.,;?!]))|(?:i\s(?:sverige|sve|landet)|in\ssweden|here)(?!\w))"
)
_AGO_AFTER: Final = pattern(rf"\s(?:{_any('ago')})(?!\w)")
_FILLER: Final = pattern(rf"(?:\W|{words(_any('filler'))})*")
_OTHER: Final = pattern(words(_any("other")))
_CLAUSE_START: Final = re.compile(r"[.,;:?!()\n]")
_FOR_BEFORE: Final = pattern(rf"(?<!\w)(?:{_any('since')})\s$")
DAYS_A_MONTH: Final = 30.4
AGE_FROM_MONTHS: Final = LIMITS.ages.stay_below
LONG_AGE_FROM_MONTHS: Final = LIMITS.ages.long_stay_below


@dataclasses.dataclass(frozen=True)
class StayMention:
    """A length of stay; ``months`` where it can be told, ``value`` None where it may be long or short."""

    start: int
    end: int
    months: float | None
    value: str | None


def find_stay(text: str, today: datetime.date | None) -> StayMention | None:
    """The stay that the text tells of, None when it tells of none; without ``today`` no dates are read."""
    low = lowered(text)
    return _stay_in_months(low) or (_stay_since(low, today) if today else None) or _stay_in_words(low)


def _stay_in_months(low: str) -> StayMention | None:
    for period in _PERIOD.finditer(low):
        if _limits_three_months(low, period) or _is_stay(low, period, _may_be_age(low, period)):
            return StayMention(period.start(), period.end(), _months(period), _value(period))
    return None


def _stay_since(low: str, today: datetime.date) -> StayMention | None:
    """The stay since a day on which the patient came: "kom i somras", "här sedan 2024"."""
    for day in DAY.finditer(low):
        days = days_of(day, today) if _is_stay(low, day) else None
        if days:
            earliest, latest = days
            long, short = today > later(latest, LIMIT_MONTHS), today <= later(earliest, LIMIT_MONTHS)
            months = ((today - earliest).days + (today - latest).days) / 2 / DAYS_A_MONTH
            value = LONG_STAY if long else SHORT_STAY if short else None
            return StayMention(day.start(), day.end(), round(months, 1), value)
    return None


def _stay_in_words(low: str) -> StayMention | None:
    if found := _JUST_CAME.search(low):
        return StayMention(found.start(), found.end(), None, SHORT_STAY)
    for found in _LONG_TIME.finditer(low):
        if _is_stay(low, found):
            return StayMention(found.start(), found.end(), None, LONG_STAY)
    return None


# --- is it a stay? ---


def _is_stay(low: str, found: re.Match[str], may_be_age: bool = False) -> bool:
    """Whether the time is that of the clause's staying or coming, or the message says nothing else at all."""
    if not may_be_age and _FILLER.fullmatch(low[: found.start()]) and _FILLER.fullmatch(low[found.end() :]):
        return True
    clause = _CLAUSE_START.split(low[: found.start()])[-1]
    if staying := max(_STAYING.finditer(clause), key=lambda each: each.end(), default=None):
        return not _OTHER.search(clause, staying.end())
    came = _COMING.search(clause) and (found.re is not _PERIOD or _AGO_AFTER.match(low, found.end()))
    return bool(came or _HERE_AFTER.match(low, found.end())) and not _OTHER.search(clause)


def _may_be_age(low: str, period: re.Match[str]) -> bool:
    """Whether a length that stands alone is rather an age: "17 år", but not "i två år"."""
    least = LONG_AGE_FROM_MONTHS if period["more"] else AGE_FROM_MONTHS
    return (_months(period) or 0) >= least and not _FOR_BEFORE.search(low[: period.start()])


def _limits_three_months(low: str, period: re.Match[str]) -> bool:
    """Whether it is the limit of the right of residence, which needs no place: "EU-medborgare, mer än tre månader"."""
    if not (period["more"] or period["less"] or period["barely"]) or _months(period) != LIMIT_MONTHS:
        return False
    before, after = _CLAUSE_START.split(low[: period.start()])[-1], _CLAUSE_START.split(low[period.end() :])[0]
    return not (_OTHER.search(before) or _OTHER.match(after.strip()) or _AGO_AFTER.match(low, period.end()))


# --- how long is it? ---


def _months(period: re.Match[str]) -> float | None:
    """The length in months, None where the text gives no number."""
    value = value_of(period["number"]) if period["number"] else 2 if period["couple"] else None
    return None if value is None else value * _months_a_unit(period)


def _months_a_unit(period: re.Match[str]) -> float:
    unit = fold(period["unit"])
    return next(months for beginning, months in _MONTHS_OF.items() if unit.startswith(beginning))


def _value(period: re.Match[str]) -> str | None:
    months = _months(period)
    if months is None:
        return _value_without_number(period)
    if period["more"]:
        return LONG_STAY if months >= LIMIT_MONTHS else SHORT_STAY
    if period["less"]:
        return SHORT_STAY if months <= LIMIT_MONTHS else None
    return LONG_STAY if months > LIMIT_MONTHS else SHORT_STAY


def _value_without_number(period: re.Match[str]) -> str | None:
    """The value of "flera år" (long), "några veckor" (short), "några månader" (either)."""
    a_unit = _months_a_unit(period)
    if a_unit >= LIMIT_MONTHS or (a_unit == 1 and period["several"]):
        return LONG_STAY
    return None if a_unit == 1 or period["several"] else SHORT_STAY
