"""Ages that nothing but their place says: a number between commas, at the head of a message, or behind a name.

"mor deras, 87, från Lviv", "Nittiotvå, kurdisk, delar rum", "mormor Halyna 85 har flytt hit".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from knowledge.care.ages import OLDEST
from knowledge.limits import LIMITS
from knowledge.swedish.folding import lowered
from knowledge.swedish.patterns import pattern
from knowledge.understanding import age_contexts as around
from knowledge.understanding.age_mention import AgeMention, of_years
from knowledge.understanding.roles import find_roles
from knowledge.understanding.written_numbers import BARE, WrittenNumber, find_numbers

LOWEST: Final = LIMITS.ages.lowest_about  # a smaller number set off is as often a level, a step, a count
OPENING: Final = pattern(
    r"(?:^|[.,;:!?(\n–—]\s|\()(?:(?:säkert|visst|nog|typ|ca|cirka|runt|kring|omkring|bara|redan|snart|väl|about|around)\s)*$"
)
CLOSING: Final = pattern(r"\s?(?:[.,;!?)–—]|$)(?!\d)")
SHORT_FOR: Final = pattern(
    r"(?<!\w)(?:kl|v|kap|nr|no|st|p|s|sid|tel|avd|art|dec|nov|okt|sept?|aug|jan|feb|apr|bil|ev|ca|pkt)\.\s$"
)
STARTS: Final = pattern(r"(?:^|[.!?]\s)$")
ASKED: Final = pattern(r"\s?\?")
GOES_ON: Final = pattern(r"\s?(?:,|&|och|o|samt|eller|resp\.?|and|or)\s?")
NAME: Final = re.compile(r"\s[A-ZÅÄÖÉÜ][\w-]+(?:\s[A-ZÅÄÖÉÜ][\w-]+)?,?\s")


def find_set_off(text: str) -> Iterator[AgeMention]:
    """The ages of a message about somebody that stand by themselves; sums, times and numbers counted are none."""
    low = lowered(text)
    people = [role.end for role in find_roles(text)]
    if not people and not around.GROUP.search(low):
        return
    named = {found.end() for end in people if (found := NAME.match(text, end))}
    numbers = find_numbers(low)
    for run in _runs(low, numbers):
        first, last = run[0], run[-1]
        by_name = first.start in named and not around.COUNTED_AFTER.match(low, last.end)
        if by_name or _stands_alone(low, first, last):
            yield from filter(None, (of_years(one.start, one.end, int(one.value)) for one in run))


def _runs(low: str, numbers: list[WrittenNumber]) -> Iterator[list[WrittenNumber]]:
    """Bare whole numbers that follow each other: "86 och 89"; all of a run may be ages."""
    run: list[WrittenNumber] = []
    for number in numbers:
        if run and not GOES_ON.fullmatch(low[run[-1].end : number.start]):
            yield from _if_ages(run)
            run = []
        run.append(number)
    yield from _if_ages(run)


def _if_ages(run: list[WrittenNumber]) -> Iterator[list[WrittenNumber]]:
    if run and all(map(_is_plain, run)) and max(one.value for one in run) >= LOWEST:
        yield run


def _is_plain(number: WrittenNumber) -> bool:
    whole = number.value == int(number.value) <= OLDEST
    return whole and number.unit == BARE and number.low is None and not number.is_article


def _stands_alone(low: str, first: WrittenNumber, last: WrittenNumber) -> bool:
    before = low[: first.start]
    if not OPENING.search(before) or SHORT_FOR.search(before) or around.MEASURED_BEFORE.search(first.before):
        return False
    if ASKED.match(low, last.end) and STARTS.search(before):
        return False  # "… på recept. 50?"
    return bool(CLOSING.match(low, last.end)) and not around.COUNTED_AFTER.match(low, last.end)
