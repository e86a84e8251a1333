"""The numbers of a message that may be ages, each with its unit, its own or that of the list it stands in."""

from __future__ import annotations

import dataclasses
import re
from typing import Final

from knowledge.limits import LIMITS
from knowledge.swedish.numerals import NUMBER, value_of
from knowledge.swedish.patterns import pattern
from knowledge.understanding.age_contexts import END_OF_LIST, LIST_SEPARATOR

AGED, YEARS, MONTHS, WEEKS, PLUS, BARE = "aged", "years", "months", "weeks", "plus", ""
MONTHS_A_YEAR: Final = 12
WINDOW: Final = LIMITS.ages.before

_PERSON: Final = r"(?:pojke|kille|flicka|tjej|barn|bäbis|bebis|baby|son|dotter|man|kvinna)"
_OLD: Final = rf"(?:\s(?:gammal|gammalt|gamla|old)|s?\s{_PERSON})(?!\w)"
_AGED: Final = (
    rf"\s?[-:]?\s?(?:åri(?:g|ng)\w*|års\s?-?\s?ålder(?:n|s)?|års(?=\s{_PERSON}))"
    r"|\s?år\s?gam(?:mal|malt|mel|la)|[\s-]?(?:years?|yrs?)[\s-]old|\s?y/?o"
)
# "mån" without its dots is a man, but behind digits: "8 man gammal", "en man"
_MONTHS: Final = r"(?:\s?m(?!a)ån\.?|(?<=\d)\s?mån\.?|\s?-?\s?månad(?:er)?s?|\s?mdr|\s?months?)"
_UNITS: Final = (
    rf"(?:(?P<aged>{_AGED})|(?P<years>\s?år|\s(?:years?|yrs?))|(?P<plus>\+)"
    rf"|(?P<months>{_MONTHS})(?P<old_months>{_OLD})?"
    rf"|(?P<weeks>\s?(?:veckors?|vecka|v|dagars?|dygn|weeks?|days?))(?P<old_weeks>{_OLD})?"
    rf"|(?P<half_year>\s?halvår)(?P<old_half>{_OLD}))"
)
_NUMBER: Final = pattern(
    rf"(?<![\w:/§])(?<!\d[.,–-])(?:(?P<low>{NUMBER})(?:\s?[–-]\s?|\still\s))?(?P<number>{NUMBER})"
    rf"{_UNITS}?(?!\w|[.,:/-]\d|-\w)"
)


@dataclasses.dataclass(frozen=True)
class WrittenNumber:
    """A number at ``start`` to ``end``, its unit within; ``low`` where it is a range, "6–12 år"."""

    start: int
    end: int
    value: float
    low: float | None
    unit: str
    says_old: bool  # "8 mån gammal"
    written: str
    before: str  # the words before it

    @property
    def is_article(self) -> bool:
        """ "en" and "ett" are rather articles."""
        return self.written in ("en", "ett", "one", "a")


def find_numbers(low: str) -> list[WrittenNumber]:
    """The numbers of lower-case text, a list's unit given to all in it: "3, 7 och 12 år"."""
    whole: list[WrittenNumber] = []
    in_list = False
    for number in reversed([_number(low, found) for found in _NUMBER.finditer(low)]):
        between = low[number.end : whole[0].start] if whole else ""
        shares = bool(whole) and number.unit == BARE and whole[0].unit in (AGED, YEARS, MONTHS)
        if shares and whole[0].unit == MONTHS and whole[0].value < MONTHS_A_YEAR <= number.value:
            shares = False  # "hon är 17 och 11 mån"
        separator = LIST_SEPARATOR if in_list else END_OF_LIST
        in_list = shares and bool(separator.fullmatch(between))
        whole.insert(0, dataclasses.replace(number, unit=whole[0].unit) if in_list else number)
    return whole


def _number(low: str, found: re.Match[str]) -> WrittenNumber:
    unit = next((name for name in (AGED, YEARS, MONTHS, WEEKS, PLUS) if found[name]), BARE)
    value = value_of(found["number"]) or 0
    if found["half_year"]:
        unit, value = MONTHS, value * 6
    return WrittenNumber(
        start=found.start(),
        end=found.end(),
        value=value,
        low=value_of(found["low"]) if found["low"] else None,
        unit=unit,
        says_old=bool(found["old_months"] or found["old_weeks"] or found["old_half"]),
        written=found["number"],
        before=window(low, found.start()),
    )


def window(low: str, end: int) -> str:
    """The text before a place, whole words of it."""
    if end <= WINDOW:
        return low[:end]
    return low[low.find(" ", end - WINDOW, end) + 1 or end - WINDOW : end]
