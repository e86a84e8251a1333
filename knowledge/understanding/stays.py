"""How long the patient has been in Sweden: what an EU citizen's rights turn on.

A length of time is a stay where the message names the place ("varit här", "bott i Sverige"), a coming ("kom i
somras") or nothing else at all ("fyra månader" answers "hur länge?"); "ont i åtta månader" is none.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from typing import Final

from knowledge.swedish.folding import fold, lowered
from knowledge.swedish.numerals import NUMBER, value_of
from knowledge.swedish.patterns import pattern
from knowledge.understanding.arrivals import DAY, days_of, later

# values of the entity `registration`, as in its lexicon; what they mean for a group: registration.yml
LONG_STAY: Final = "over_three_months"
SHORT_STAY: Final = "under_three_months"
LIMIT_MONTHS: Final = 3

_MONTHS_OF: Final = {"dag": 1 / 30, "dyg": 1 / 30, "day": 1 / 30, "vec": 7 / 30, "wee": 7 / 30, "v": 7 / 30}
_MONTHS_OF |= {"man": 1.0, "mdr": 1.0, "mon": 1.0, "hal": 6.0, "kva": 3.0, "ar": 12.0, "yea": 12.0, "yrs": 12.0}

_MORE: Final = (
    r"drygt|över|mer\s(?:tid\s)?än|mera\sän|längre\s(?:tid\s)?än|minst|strax\söver|lite\söver|lite\smer\sän|gott\soch\sväl|"
    r"efter|passerat|more\sthan|over|longer\sthan|after"
)
_LESS: Final = (
    r"knappt|under|mindre\s(?:tid\s)?än|kortare\s(?:tid\s)?än|nästan|snart|inom|högst|max|maximalt|upp\still|inte\s(?:ens|mer\sän)|ej\smer\sän|"
    r"strax\sunder|less\sthan|under|within|almost|at\smost|up\sto"
)
_UNIT: Final = r"(?:dag(?:ar)?|dygn|vecko?r?(?:na)?|vecka|v|mån(?:ad(?:er(?:na)?|en)?)?|mdr|halvår|kvartal|år(?:et)?|days?|weeks?|months?|years?|yrs)"
_PERIOD: Final = pattern(
    rf"(?<![\w-])(?:(?P<more>{_MORE})\s|(?P<less>{_LESS})\s)?(?:(?:ca|cirka|ungefär|typ|runt|kring|exakt|precis|about|exactly|de|dom|sina)\s)?"
    rf"(?:(?P<several>flera|många|several|many)|(?P<few>ett\spar|några|nån|någon|a\sfew|a\scouple\sof)|(?P<number>{NUMBER}))"
    rf"\s?(?P<unit>{_UNIT})(?!\w)(?P<half>\soch\sen?t?\shalvt?)?"
)
_LONG_TIME: Final = pattern(
    r"(?<!\w)(?:länge|sedan\slänge|i\såratal|i\sår?tionden|hela\s(?:sitt\s)?livet|for\s(?:a\slong\stime|years))(?!\w)"
)
_JUST_CAME: Final = pattern(
    r"(?<!\w)(?:(?:nyss|precis|just|nyligen|helt\snyligen)\s(?:har\s)?(?:kommit|anlänt|kom|flyttat|anlände)|(?:kom|kommit|anlände|anlänt)\s(?:\w+\s){0,2}(?:nyss|nyligen)|"
    r"just\sarrived|recently\sarrived)(?!\w)"
)
_HERE: Final = (
    r"(?:här|hit|(?:i|till)\s(?:sverige|sve|landet|västra\sgötaland|göteborg|borås|stockholm|sthlm|malmö|trollhättan|skövde)|"
    r"(?:in|to)\ssweden|here)"
)
# "har" is "här" without its dots, but only behind a verb of staying: "29 år har feber"
_STAYING: Final = pattern(
    rf"(?<!\w)(?:varit|bott|befunnit\ssig|vistats|vistas|levt|stannat|bor|är|befinner\ssig|been|lived|stayed|living)(?!\w)"
    rf"[^.,;:?!]{{0,25}}?(?<!\w){_HERE}(?!\w)"
    r"|(?<!\w)(?:här|i\s(?:sverige|sve|landet)|in\ssweden)\s(?:i|sedan|sen|for|since)(?!\w)"
)
_COMING: Final = pattern(
    r"(?<!\w)(?:kom|kommit|anlände|anlänt|flyttade|flyttat|invandrade|invandrat|flydde|inrest|reste\sin|arrived|came|moved)(?!\w)"
)
_HERE_AFTER: Final = pattern(r"\s(?:nu\s)?(?:här|har(?=\W*$)|i\s(?:sverige|sve|landet)|in\ssweden|here)(?!\w)")
_AGO_AFTER: Final = pattern(r"\s(?:sedan|sen|ago)(?!\w)")
# all that a message may say beside the length and still be an answer to "how long?"
_FILLER: Final = pattern(
    r"(?:\W|(?<!\w)(?:och|om|i|på|det|är|ja|nej|nä|tror|jag|vi|cirka|ca|ungefär|typ|sedan|sen|nu|då|bara|kanske|något|nåt|så|runt|kring|"
    r"hon|han|hen|de|dom|patienten|har|varit|gäller|vad|händer|hur|blir|for|since|it|is|if|in|ännu|redan|snart|exakt|precis|men)(?!\w))*"
)
# other things that last
_OTHER: Final = pattern(
    r"(?<!\w)(?:ont|sjuk\w*|feber|hosta\w*|\w*värk\w*|haft|gravid\w*|gammal|gammalt|gamla|old|pregnant|bebis\w*|baby\w*|barnet|pain|opererad\w*|"
    r"medicin\w*|behandl\w*|väntat?|jobbat|gift|recept\w*|intyg\w*|remiss\w*|besök\w*|giltig\w*|tid\b|besvär\w*|symtom\w*|är|fyller)(?!\w)"
)
_CLAUSE_START: Final = pattern(r"[.,;:?!()\n]")
_FOR: Final = pattern(r"(?<!\w)(?:i|sedan|sen|for|since)\s$")
DAYS_A_MONTH: Final = 30.4
AGE_FROM_MONTHS: Final = 24  # from here on a length that stands alone is rather an age


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
    for period in _PERIOD.finditer(low):
        if _is_stay(low, period) or _limits_three_months(low, period):
            return _of_period(period)
    for day in DAY.finditer(low) if today else ():
        stay = _of_day(low, day, today) if today else None
        if stay:
            return stay
    if found := _JUST_CAME.search(low):
        return StayMention(found.start(), found.end(), None, SHORT_STAY)
    for found in _LONG_TIME.finditer(low):
        if _is_stay(low, found):
            return StayMention(found.start(), found.end(), None, LONG_STAY)
    return None


def _is_stay(low: str, found: re.Match[str]) -> bool:
    """Whether the length or the day is that of a stay: of the clause's staying or coming, or of nothing else said."""
    if _says_nothing_else(low, found):
        return True
    clause = _CLAUSE_START.split(low[: found.start()])[-1]
    if staying := _last(_STAYING, clause):
        return not _OTHER.search(clause, staying.end())
    if _COMING.search(clause):
        return not _OTHER.search(clause) and (found.re is not _PERIOD or bool(_AGO_AFTER.match(low, found.end())))
    if _HERE_AFTER.match(low, found.end()):
        return not _OTHER.search(clause)
    return False


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return max(pattern.finditer(text), key=lambda found: found.end(), default=None)


def _says_nothing_else(low: str, found: re.Match[str]) -> bool:
    before = low[: found.start()]
    if (
        found.re is _PERIOD
        and (_months(found) or 0) >= AGE_FROM_MONTHS
        and not _FOR.search(before)
        and not found["more"]
    ):
        return False  # "17 år" alone is an age
    return bool(_FILLER.fullmatch(before) and _FILLER.fullmatch(low[found.end() :]))


def _limits_three_months(low: str, period: re.Match[str]) -> bool:
    """ "EU-medborgare, mer än tre månader": the limit of the right of residence needs no place beside it."""
    if not (period["more"] or period["less"]) or _months(period) != LIMIT_MONTHS:
        return False
    before, after = _CLAUSE_START.split(low[: period.start()])[-1], _CLAUSE_START.split(low[period.end() :])[0]
    return not (_OTHER.search(before) or _OTHER.match(after.strip()) or _AGO_AFTER.match(low, period.end()))


def _months(period: re.Match[str]) -> float | None:
    """The length in months, None where the text gives no number."""
    per_unit = _MONTHS_OF[
        "v" if period["unit"] == "v" else fold(period["unit"])[: 2 if fold(period["unit"]).startswith("ar") else 3]
    ]
    if period["number"]:
        value = value_of(period["number"])
        return None if value is None else (value + (0.5 if period["half"] else 0)) * per_unit
    return None


def _of_period(period: re.Match[str]) -> StayMention:
    months = _months(period)
    return StayMention(period.start(), period.end(), months, _value(period, months))


def _value(period: re.Match[str], months: float | None) -> str | None:
    if months is None:
        return _value_without_number(period)
    if period["more"]:
        return LONG_STAY if months >= LIMIT_MONTHS else SHORT_STAY
    if period["less"] and fold(period["less"]) not in ("knappt", "nastan", "almost", "snart", "strax under"):
        return SHORT_STAY if months <= LIMIT_MONTHS else None
    return LONG_STAY if months > LIMIT_MONTHS else SHORT_STAY


def _value_without_number(period: re.Match[str]) -> str | None:
    """ "flera månader" is long, "några veckor" short, "några månader" may be either."""
    unit = fold(period["unit"])
    if unit.startswith(("ar", "year", "yrs", "halv")):
        return LONG_STAY
    if unit.startswith(("man", "mdr", "month", "kvart")):
        return LONG_STAY if period["several"] else SHORT_STAY if fold(period["few"]).startswith("ett") else None
    return None if period["several"] else SHORT_STAY


def _of_day(low: str, day: re.Match[str], today: datetime.date) -> StayMention | None:
    """The stay since a day on which the patient came: "kom i somras", "här sedan 2024"."""
    days = days_of(day, today)
    if days is None or not _is_stay(low, day):
        return None
    earliest, latest = days
    long, short = today > later(latest, LIMIT_MONTHS), today <= later(earliest, LIMIT_MONTHS)
    months = ((today - earliest).days + (today - latest).days) / 2 / DAYS_A_MONTH
    return StayMention(day.start(), day.end(), round(months, 1), LONG_STAY if long else SHORT_STAY if short else None)
