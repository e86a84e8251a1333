"""Whether a number is somebody's age: its unit, the words that lead to it and those that follow."""

from __future__ import annotations

import dataclasses
import re
from typing import Final

from knowledge.care.ages import ADULT_FROM
from knowledge.limits import LIMITS
from knowledge.swedish.patterns import pattern
from knowledge.understanding import age_contexts as around
from knowledge.understanding.age_contexts import supposed_from
from knowledge.understanding.roles import find_roles
from knowledge.understanding.written_numbers import AGED, BARE, MONTHS, PLUS, WEEKS, YEARS, WrittenNumber

HALF: Final = 0.5
HIGHEST_OF_HALVES: Final = LIMITS.ages.highest_of_halves
NEXT_WORD: Final = LIMITS.ages.beside
LOWEST_ABOUT: Final = LIMITS.ages.lowest_about
EMERGENCY_CALL: Final = 112  # "hon är orolig och 112 sa …"
CASE_WORDS: Final = LIMITS.ages.case_words

_WITH_CHILD: Final = pattern(r"(?<!\w)(?:gravid\w*|gången|pregnant)(?!\w)")
_SMALL_CHILD: Final = frozenset({"child", "baby", "son", "daughter"})
_CHILD_ROLES: Final = frozenset(
    {"child", "baby", "son", "daughter", "boy", "girl", "brother", "sister", "sibling", "she", "he", "they"}
)
_NOT_NOW: Final = (around.ONCE_BEFORE, around.UNSURE_BEFORE, around.UNTIL_BEFORE)
_REACHING: Final = (
    around.NOT_YET_BEFORE,
    around.SOON_BEFORE,
    around.PASSED_BEFORE,
    around.OVER_BEFORE,
    around.UNDER_BEFORE,
    around.DENIED_BEFORE,
)


@dataclasses.dataclass(frozen=True)
class Place:
    """A number among the others of its message."""

    low: str
    number: WrittenNumber
    last: WrittenNumber | None  # the last that was an age, or was said not to be one
    following: WrittenNumber | None

    def is_denied(self) -> bool:
        """ "hon är inte 17"; but "inte 18" and "inte 17 än" say that the age is not reached."""
        not_yet = self.number.value == ADULT_FROM or around.YET_AFTER.match(self.low, self.number.end)
        return bool(around.DENIED_BEFORE.search(self.number.before)) and not not_yet

    def is_age(self) -> bool:
        """Whether the number is an age, or a limit of age that says who is meant."""
        number = self.number
        if number.unit in (MONTHS, WEEKS):
            return self._is_age_of_child()
        if any(before.search(number.before) for before in _NOT_NOW):
            return False
        if number.unit == AGED:
            return not around.LIKENED_BEFORE.search(number.before) and not (
                around.LIMIT_BEFORE.search(number.before) and "lder" in self.low[number.start : number.end]
            )
        if number.unit == PLUS:
            return True
        if around.LIMIT_BEFORE.search(number.before) and not around.WHEN_BEFORE.search(number.before):
            return False
        if self._is_reached_or_not():
            return True
        return self._years_are_age() if number.unit == YEARS else self._bare_is_age()

    # a number of years

    def _years_are_age(self) -> bool:
        number = self.number
        of_person = self._is_led() and number.before.endswith("om ")  # "en herre om 87 år", not "om 2 år"
        if around.TIME_BEFORE.search(number.before) and not of_person:
            return False
        if around.TIME_AFTER.match(self.low, number.end):
            return False
        if self._is_led():
            return True
        if self._ends_in_months() and around.TIME_AFTER.match(self.low, self.following.end if self.following else 0):
            return False  # "det är två år och tre månader sedan"
        if number.is_article or around.TIME_AFTER_UNLESS_OF_PERSON.match(self.low, number.end):
            return False
        return not (around.ON_BEFORE.search(number.before) or around.TIME_VERB_BEFORE.search(number.before))

    # a number without a unit

    def _bare_is_age(self) -> bool:
        number = self.number
        if number.is_article or self._is_counted() or (number.value != int(number.value) and not self._is_half()):
            return False
        if self._is_led() or self._is_all_said() or around.AND_OLDER_AFTER.match(self.low, number.end):
            return True
        if around.REACHED_AFTER.match(self.low, number.end):
            return True
        calm = bool(around.CALM_AFTER.match(self.low, number.end))
        if self._goes_on():
            return calm or self._is_in_list()
        return calm and number.value >= LOWEST_ABOUT and self._is_rough()

    def _is_half(self) -> bool:
        """ "sjutton och ett halvt", "15 1/2"; in digits, "17,5", rather a child's age than what somebody measured."""
        number = self.number
        if number.value % 1 != HALF or around.MEASURED_BEFORE.search(number.before):
            return False
        if not re.fullmatch(r"[\d.,]+", number.written):
            return True
        of_somebody = find_roles(number.before[-NEXT_WORD:]) or around.person_before().search(number.before)
        measured = around.MEASURED_AFTER.match(self.low, number.end)
        return bool(of_somebody) and number.value < HIGHEST_OF_HALVES and not measured

    def _is_rough(self) -> bool:
        """ "kring sjuttio", "mellan 40 och 50"."""
        before = self.number.before
        if around.MEASURED_BEFORE.search(before):
            return False
        if around.BETWEEN_BEFORE.search(before):
            return self.following is not None and not around.COUNTED_AFTER.match(self.low, self.following.end)
        return bool(around.ABOUT_BEFORE.search(before))

    def _is_all_said(self) -> bool:
        """Whether the number is all that the message says: "och 19?" goes on about ages, or answers a question."""
        others = (self.low[: self.number.start], self.low[self.number.end :])
        return self.number.value >= LOWEST_ABOUT and all(around.FILLER.fullmatch(other) for other in others)

    def _is_led(self) -> bool:
        """A person and a number, or a person who is a number."""
        before = self.number.before
        if around.NO_PERSON_BEFORE.search(before):
            return False
        if self.number.unit == BARE and around.SEVERAL_BEFORE.search(before) and not self._is_in_list():
            return False
        leading = (around.IS_BEFORE, around.person_before(), around.ONE_OF_BEFORE)
        if LOWEST_ABOUT <= self.number.value < EMERGENCY_CALL and around.DESCRIBED_BEFORE.search(before):
            return True
        return any(lead.search(before) for lead in leading)

    def _is_counted(self) -> bool:
        return bool(around.COUNTED_AFTER.match(self.low, self.number.end)) or self._counts_people()

    def _counts_people(self) -> bool:
        """ "två brorsor": a small number with several people behind it."""
        next_word = re.match(r"\s\w+", self.low[self.number.end :])
        behind = find_roles(next_word[0]) if next_word and self.number.value < LOWEST_ABOUT else []
        return any(role.plural for role in behind)

    def _is_reached_or_not(self) -> bool:
        """ "fyller 18", "inte fyllt 18", "över 18", "18 om en månad"."""
        number = self.number
        counted = number.is_article or self._is_counted()
        if supposed_from(number.before, self.low, number.end) is not None:
            return number.unit != BARE or not counted
        found = next((found for before in _REACHING if (found := before.search(number.before))), None)
        if found is None:
            found = around.SOON_AFTER.match(self.low, number.end)
        if found is None or around.MEASURED_BEFORE.search(number.before):
            return False
        if number.unit == BARE:
            return not counted
        # "under 2 år" is a length of time where no person leads to it
        short = found.re is around.UNDER_BEFORE and number.value < LOWEST_ABOUT
        return not around.TIME_BEFORE.search(found.string[: found.start()]) and (
            not short or self._is_led_before(found)
        )

    def _is_led_before(self, found: re.Match[str]) -> bool:
        before = found.string[: found.start()]
        return bool(around.IS_BEFORE.search(before) or around.person_before().search(before))

    # lists

    def _goes_on(self) -> bool:
        """The list of ages goes on: "16 och 24", "inte 17 utan 19"."""
        if self.last is None or self.last.unit in (MONTHS, WEEKS):
            return False
        between = self.low[self.last.end : self.number.start]
        return bool(around.LIST_SEPARATOR.fullmatch(between)) or between.strip(" ,") == "utan"

    def _is_in_list(self) -> bool:
        if self._goes_on():
            return True
        if self.following is None:
            return False
        between = self.low[self.number.end : self.following.start]
        counted = around.COUNTED_AFTER.match(self.low, self.following.end)
        return bool(around.LIST_SEPARATOR.fullmatch(between)) and not counted

    # months and weeks

    def _is_age_of_child(self) -> bool:
        """Months and weeks are an age only of a child: "8 mån gammal", "flickan är 8 mån"."""
        number = self.number
        if self._adds_to_years():
            return False
        if number.says_old:
            # a receipt is "tre veckor gammalt" too
            neuter = self.low[number.start : number.end].endswith("gammalt")
            return not neuter or any(role.role in _SMALL_CHILD for role in find_roles(self.low))
        if around.TIME_BEFORE.search(number.before) or around.TIME_AFTER.match(self.low, number.end):
            return False
        if any(
            before.search(number.before)
            for before in (around.TIME_VERB_BEFORE, around.OVER_BEFORE, around.UNDER_BEFORE)
        ):
            return False
        if _WITH_CHILD.search(self.low):
            return False
        roles = find_roles(number.before)
        of_child = self._is_led() and bool(roles) and roles[-1].role in _CHILD_ROLES
        return of_child or (number.unit == MONTHS and len(self.low.split()) <= CASE_WORDS)

    def _next_words(self) -> str:
        """The number and what follows it closely: "4 månader gammal bebis"."""
        return re.split(r"[,.;]", self.low[self.number.start : self.number.end + NEXT_WORD])[0]

    def _ends_in_months(self) -> bool:
        """Whether these years are followed by months that belong to them."""
        if self.following is None or self.following.unit != MONTHS:
            return False
        return bool(around.END_OF_LIST.fullmatch(self.low[self.number.end : self.following.start]))

    def _adds_to_years(self) -> bool:
        """ "3 år och 4 mån" is one age, "mamman 30 år, 4 månader gammal bebis" are two."""
        if self.last is None or self.last.unit not in (YEARS, AGED, BARE):
            return False
        named = find_roles(self._next_words()) if self.number.says_old else []
        if self.last.value >= ADULT_FROM and any(role.role in _SMALL_CHILD for role in named):
            return False
        between = self.low[self.last.end : self.number.start]
        return not between.strip() or bool(around.LIST_SEPARATOR.fullmatch(between))
