"""Ages said with a number: each number of the text, its unit, and what the words around make of it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import Final

from knowledge.swedish.numerals import NUMBER, value_of
from knowledge.understanding import age_contexts as context
from knowledge.understanding.age_classes import ADULT, ADULT_FROM, CHILD, OLD, class_of
from knowledge.understanding.age_mention import AgeMention, of_years
from knowledge.understanding.roles import find_roles

AGED, YEARS, MONTHS, WEEKS, PLUS, BARE = "aged", "years", "months", "weeks", "plus", ""
_PER_YEAR: Final = {MONTHS: 12, WEEKS: 52}
LOWEST_ABOUT: Final = 10  # "kring 15" may be an age, "kring 3" is some other number
SHORTEST_CASE: Final = 4  # words; "och 8 månader då?"

_AGED: Final = (
    r"(?:\s?-?\s?(?:[åa]ri(?:g|ng)\w*|[åa]rs\s?-?\s?[åa]lder(?:n|s|sgruppen)?|[åa]rs(?=\s(?:pojke|kille|flicka|tjej|barn|bebis|son|dotter|man|kvinna)))"
    r"|\s?[åa]r\s?(?:gamm(?:al|alt|el)|gamla)|[\s-]?(?:years?|yrs?)[\s-]old|\s?y/?o)"
)
_YEARS: Final = r"(?:\s?[åa]r|\s(?:years?|yrs?))"
_OLD: Final = r"(?:\s(?:gammal|gammalt|gamla|old)|s?\s(?:b[äa]bis|bebis|baby|barn))"
_MONTHS: Final = rf"(?:\s?(?:m[åa]n(?:ad(?:er)?s?)?\.?|mdr|months?){_OLD}?)"
_WEEKS: Final = rf"(?:\s?(?:veckors?|vecka|v|dagars?|dygn|weeks?|days?){_OLD}?)"
_NUMBER: Final = re.compile(
    rf"(?<![\w:/§])(?<!\d[.,–-])(?:(?P<low>{NUMBER})(?:\s?[–-]\s?|\still\s))?(?P<number>{NUMBER})"
    rf"(?:(?P<aged>{_AGED})|(?P<years>{_YEARS})|(?P<months>{_MONTHS})|(?P<weeks>{_WEEKS})|(?P<plus>\+))?(?!\w|[.,:/-]\d|-\w)"
)
_BETWEEN: Final = re.compile(r"(?<!\w)(?:mellan|between)\s$")
_SAYS_OLD: Final = re.compile(_OLD)
_WITH_CHILD: Final = re.compile(r"(?<!\w)(?:gravid\w*|g[åa]ngen|pregnant)(?!\w)")
_CHILD_ROLES: Final = frozenset(
    {"child", "baby", "son", "daughter", "boy", "girl", "brother", "sister", "sibling", "she", "he", "they"}
)


@dataclasses.dataclass(frozen=True)
class _Number:
    """A number of the text with its unit, its own or that of the list it stands in."""

    start: int
    end: int
    value: float
    low: float | None
    unit: str
    written: str


def find_numbered(low: str) -> Iterator[AgeMention]:
    """The ages that numbers of lower-case text say."""
    numbers = _with_units_of_lists(low, [_number(found) for found in _NUMBER.finditer(low)])
    last: _Number | None = None  # the last number that was an age, or was said not to be: "inte 17 utan 19"
    reached = 0
    for at, number in enumerate(numbers):
        if number.start < reached:
            continue
        following = numbers[at + 1] if at + 1 < len(numbers) else None
        if _denied(low, number):
            last = number
            continue
        mention = _Reader(low, number, last, following).read()
        if mention:
            yield mention
            last, reached = number, mention.end


def _number(found: re.Match[str]) -> _Number:
    unit = next((name for name in (AGED, YEARS, MONTHS, WEEKS, PLUS) if found[name]), BARE)
    low = value_of(found["low"]) if found["low"] else None
    return _Number(found.start(), found.end(), value_of(found["number"]) or 0, low, unit, found["number"])


def _with_units_of_lists(low: str, numbers: Sequence[_Number]) -> list[_Number]:
    """ "3, 7 och 12 år": the unit at the end of a list is that of all in it."""
    whole: list[_Number] = []
    in_list = False
    for number in reversed(numbers):
        if whole and number.unit == BARE and whole[0].unit in (AGED, YEARS, MONTHS):
            between = low[number.end : whole[0].start]
            in_list = bool(context.END_OF_LIST.fullmatch(between)) or (
                in_list and bool(context.LIST_SEPARATOR.fullmatch(between))
            )
            if in_list:
                number = dataclasses.replace(number, unit=whole[0].unit)
        else:
            in_list = False
        whole.insert(0, number)
    return whole


def _denied(low: str, number: _Number) -> bool:
    before = low[: number.start]
    not_yet = number.value == ADULT_FROM or context.YET_AFTER.match(low, number.end)
    return bool(context.DENIED.search(before)) and not not_yet


@dataclasses.dataclass(frozen=True)
class _Reader:
    """Decides what one number is, by the words around it."""

    low: str
    number: _Number
    last: _Number | None
    following: _Number | None

    @property
    def before(self) -> str:
        return self.low[: self.number.start]

    def read(self) -> AgeMention | None:
        if self.number.unit in (MONTHS, WEEKS):
            return self._young()
        if self.number.value != int(self.number.value) and self.number.unit == BARE:
            return None
        if not self._is_age():
            return None
        return self._reached_or_not()

    # what makes a number an age

    def _led(self) -> bool:
        """A person and a number, or a person who is a number."""
        if context.NO_PERSON.search(self.before):
            return False
        if context.SEVERAL_BEFORE.search(self.before) and self.number.unit == BARE and not self._in_list():
            return False
        return bool(context.IS_BEFORE.search(self.before) or context.person_before().search(self.before))

    def _is_age(self) -> bool:
        number, before, low = self.number, self.before, self.low
        if context.ONCE.search(before):
            return False
        if number.unit == AGED:
            return not (context.LIMIT.search(before) and "ålder" in low[number.start : number.end])
        if number.unit == PLUS:
            return True
        turning = bool(self._turning())
        if context.LIMIT.search(before) and not context.WHEN.search(before):
            return False
        if number.unit == YEARS:
            return turning or self._years_are_age()
        if number.written in ("en", "ett", "one") or context.COUNTED.match(low, number.end):
            return False
        if turning:
            return True
        if self._led():
            return True
        if self._goes_on():
            return bool(context.CALM_AFTER.match(low, number.end) or self._in_list())
        about = context.ABOUT_BEFORE.search(before) and number.value >= LOWEST_ABOUT
        return bool(about and context.CALM_AFTER.match(low, number.end) and not context.MEASURED.search(before))

    def _years_are_age(self) -> bool:
        number, before, low = self.number, self.before, self.low
        led = self._led()
        of_person = led and before.endswith("om ")  # "en herre om 87 år", not "om 2 år"
        if (context.TIME_BEFORE.search(before) and not of_person) or context.TIME_AFTER.match(low, number.end):
            return False
        if led:
            return True
        if number.written in ("en", "ett", "one"):
            return False
        if context.TIME_AFTER_WEAK.match(low, number.end) or context.TWO_YEARS_ON.search(before):
            return False
        return not context.TIME_VERB_BEFORE.search(before)

    def _turning(self) -> re.Match[str] | None:
        before = self.before
        patterns = (context.NOT_YET, context.SOON, context.PASSED, context.OVER, context.UNDER, context.DENIED)
        found = next((found for pattern in patterns if (found := pattern.search(before))), None)
        if found is None and context.SOON_AFTER.match(self.low, self.number.end):
            return context.SOON_AFTER.match(self.low, self.number.end)
        if found and self.number.unit == BARE and not self._calm():
            return None
        if found and context.MEASURED.search(before):
            return None
        if found and self.number.unit == YEARS and found.re is context.UNDER and self.number.value < LOWEST_ABOUT:
            return found if self._led() else None
        return found

    def _calm(self) -> bool:
        return not context.COUNTED.match(self.low, self.number.end)

    def _goes_on(self) -> bool:
        """The list of ages goes on: "16 och 24", "inte 17 utan 19"."""
        if self.last is None or self.last.unit in (MONTHS, WEEKS):
            return False
        between = self.low[self.last.end : self.number.start]
        return bool(context.LIST_SEPARATOR.fullmatch(between)) or between.strip(" ,") == "utan"

    def _in_list(self) -> bool:
        if self._goes_on():
            return True
        if self.following is None:
            return False
        between = self.low[self.number.end : self.following.start]
        return bool(context.LIST_SEPARATOR.fullmatch(between)) and not context.COUNTED.match(
            self.low, self.following.end
        )

    # which age it is

    def _reached_or_not(self) -> AgeMention | None:
        number, before = self.number, self.before
        years, start, end = int(number.value), number.start, number.end
        if number.low is not None or _BETWEEN.search(before) and self.following:
            return self._range()
        if found := context.WHEN.search(before):
            return of_years(found.start(), end, years, hypothetical=True)
        if number.unit == PLUS:
            return self._over(start)
        if found := context.NOT_UNDER.search(before):
            return self._over(found.start())
        if found := context.NOT_YET.search(before) or context.UNDER.search(before) or context.DENIED.search(before):
            return self._below(found.start())
        if found := context.SOON.search(before):
            return of_years(found.start(), end, years - 1)
        if after := context.SOON_AFTER.match(self.low, end):
            return of_years(start, after.end(), years - 1)
        if found := context.OVER.search(before):
            return self._over(found.start())
        if found := context.PASSED.search(before):
            if context.ALL_WHO.search(before) and years == ADULT_FROM:
                return self._over(found.start())
            return of_years(found.start(), end, years)
        return of_years(start, end, years)

    def _range(self) -> AgeMention | None:
        number = self.number
        if number.low is not None:
            return of_years(number.start, number.end, int(number.low), int(number.value))
        assert self.following is not None
        return of_years(number.start, self.following.end, int(number.value), int(self.following.value))

    def _below(self, start: int) -> AgeMention:
        highest = int(self.number.value) - 1
        age_class = CHILD if highest < ADULT_FROM else None
        return AgeMention(start, self.number.end, None, highest, age_class, limit=self._general(start))

    def _over(self, start: int) -> AgeMention | None:
        years = int(self.number.value)
        mention = of_years(start, self.number.end, years)
        if mention is None:
            return None
        age_class = None if years < ADULT_FROM else OLD if class_of(years) == OLD else ADULT
        general = self._general(start)
        stated = None if general or years < ADULT_FROM + 2 else years
        return dataclasses.replace(mention, years=stated, age_class=age_class, limit=general)

    def _general(self, start: int) -> bool:
        """Whether "över 18" is said of people at large, and not of a person."""
        before = self.low[:start]
        said_of_one = context.IS_BEFORE.search(before) and not context.ALL_WHO.search(self.before)
        return not (said_of_one or context.NOT_YET.search(self.before) or context.DENIED.search(self.before))

    def _young(self) -> AgeMention | None:
        """Months and weeks are an age only of a child: "8 mån gammal", "flickan är 8 mån"."""
        number, before, low = self.number, self.before, self.low
        old = bool(_SAYS_OLD.search(low[number.start : number.end]))
        if low[number.start : number.end].endswith("gammalt") and not any(r.role in _CHILD_ROLES for r in find_roles(low)):
            return None  # a receipt is "tre veckor gammalt" too
        if not old:
            if context.TIME_BEFORE.search(before) or context.TIME_AFTER.match(low, number.end):
                return None
            if _WITH_CHILD.search(low) or context.TIME_VERB_BEFORE.search(before) or context.UNDER.search(before):
                return None
            if not self._led_by_child() and not (number.unit == MONTHS and len(low.split()) <= SHORTEST_CASE):
                return None
        return of_years(number.start, number.end, int(number.value) // _PER_YEAR[number.unit])

    def _led_by_child(self) -> bool:
        if not self._led():
            return False
        roles = find_roles(self.before)
        return bool(roles) and roles[-1].role in _CHILD_ROLES
