"""Ages said with a number: which age it is, as it stands, not yet reached, passed, or between two."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator
from typing import Final

from knowledge.care.ages import ADULT, ADULT_FROM, CHILD, OLD, OLDEST, class_of
from knowledge.understanding import age_contexts as around
from knowledge.understanding.age_contexts import supposed_from
from knowledge.understanding.age_mention import AgeMention, of_years
from knowledge.understanding.age_or_not import Place
from knowledge.understanding.roles import find_roles
from knowledge.understanding.written_numbers import MONTHS, PLUS, WEEKS, WrittenNumber, find_numbers

_PER_YEAR: Final = {MONTHS: 12, WEEKS: 52}


def find_numbered(low: str) -> Iterator[AgeMention]:
    """The ages that numbers of lower-case text say."""
    numbers = find_numbers(low)
    last: WrittenNumber | None = None
    reached = 0
    for at, number in enumerate(numbers):
        if number.start < reached:
            continue
        place = Place(low, number, last, numbers[at + 1] if at + 1 < len(numbers) else None)
        if place.is_denied():
            last = number
        elif place.is_age() and (mention := _mention(place)):
            yield mention
            last, reached = number, mention.end


def _mention(place: Place) -> AgeMention | None:
    number = place.number
    if number.unit in _PER_YEAR:
        return of_years(number.start, number.end, int(number.value) // _PER_YEAR[number.unit])
    if number.low is not None:
        return of_years(number.start, number.end, int(number.low), int(number.value))
    if place.following and around.BETWEEN_BEFORE.search(number.before):
        return of_years(number.start, place.following.end, int(number.value), int(place.following.value))
    return _supposed(place) or _led(place)


def _supposed(place: Place) -> AgeMention | None:
    """The age of a moment to come or of a mere condition: "när hon fyller 18", "om hon hunnit bli 18"."""
    number = place.number
    at = supposed_from(number.before, place.low, number.end)
    if at is None or number.value != int(number.value):
        return None
    start = number.start - len(number.before) + at
    start = max(start, place.last.end) if place.last else start  # "om 17-åringen hunnit bli 18"
    return of_years(start, number.end, int(number.value), hypothetical=True)


def _led(place: Place) -> AgeMention | None:
    """The age that the words before the number make of it."""
    number, before = place.number, place.number.before
    years, first = int(number.value), number.start - len(before)
    if after := around.SOON_AFTER.match(place.low, number.end):
        return _soon(place, number.start, after.end())
    if found := around.NOT_UNDER_BEFORE.search(before):
        return _over(place, first + found.start())
    for not_reached in (around.NOT_YET_BEFORE, around.UNDER_BEFORE, around.DENIED_BEFORE):
        if found := not_reached.search(before):
            return _below(place, first + found.start(), math.ceil(number.value) - 1)
    if found := around.SOON_BEFORE.search(before):
        return _soon(place, first + found.start(), number.end)
    if found := around.OVER_BEFORE.search(before):
        return _over(place, first + found.start())
    if found := around.PASSED_BEFORE.search(before):
        general = years == ADULT_FROM and around.PEOPLE_BEFORE.search(before)
        return _over(place, first + found.start()) if general else of_years(first + found.start(), number.end, years)
    if number.unit == PLUS or around.AND_OLDER_AFTER.match(place.low, number.end):
        return _over(place, number.start)
    if around.AND_YOUNGER_AFTER.match(place.low, number.end):
        return _below(place, number.start, years)
    return of_years(number.start, number.end, years)


def _soon(place: Place, start: int, end: int) -> AgeMention | None:
    """The age asked about of somebody who soon turns older: the present one, unless what comes after is asked."""
    value = place.number.value
    if around.AFTERWARDS.search(place.low, place.number.end):
        return of_years(start, end, int(value))
    now = math.ceil(value) - 1  # "snart 17 och ett halvt" is 17
    mention = of_years(start, end, now)
    return dataclasses.replace(mention, turning=int(value)) if mention and now < value == int(value) else mention


def _below(place: Place, start: int, highest: int) -> AgeMention:
    age_class = CHILD if highest < ADULT_FROM else None
    return AgeMention(start, place.number.end, None, highest, age_class, limit=_is_general(place, start))


def _over(place: Place, start: int) -> AgeMention | None:
    years = int(place.number.value)
    if years > OLDEST:
        return None
    age_class = None if years < ADULT_FROM else OLD if class_of(years) == OLD else ADULT
    return AgeMention(start, place.number.end, None, None, age_class, limit=_is_general(place, start))


def _is_general(place: Place, start: int) -> bool:
    """Whether "över 18" is said of people at large, and not of a person."""
    before = place.number.before
    if around.PEOPLE_BEFORE.search(before):
        return True
    if around.NOT_YET_BEFORE.search(before) or around.DENIED_BEFORE.search(before):
        return False
    lead = before[: start - place.number.start + len(before)]
    if around.IS_BEFORE.search(lead):
        return False
    roles = find_roles(lead)
    of_one = bool(roles) and roles[-1].end == len(lead.rstrip()) and not roles[-1].plural
    return not of_one or lead.rstrip().endswith("barn")
