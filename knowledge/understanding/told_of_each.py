"""What a message tells of each of several persons: the group, the kind of care and the registration that are his own.

"Pappan är folkbokförd, mamman lever gömd": what is said of one is not said of the other.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from knowledge.understanding.groups import most_particular, spoken
from knowledge.understanding.persons import Person

FEWEST: Final = 2  # of one person the message speaks as a whole
OF_ALL: Final = re.compile(r"förda\b|\b(?:de|dom|alla|båda|bägge|familjen|they|both)\b", re.IGNORECASE)
BESIDE: Final = re.compile(r"(?:\s+[^\s,.;:!?]+){0,2}\s*")


def with_their_own(
    text: str, persons: tuple[Person, ...], found: Sequence[Mapping[str, Any]], head: Mapping[str, float]
) -> tuple[Person, ...]:
    """Each person with the group and the kind of care told of it, where several of them are spoken of."""
    if len(persons) < FEWEST:
        return persons
    groups, cares = spoken(text, found, "patient_group"), spoken(text, found, "care_type")
    if len({item["value"] for item in groups}) > 1:
        persons = tuple(_with_group(person, _told_of(person, persons, groups), head) for person in persons)
    elif groups and any(person.registration for person in persons):
        # "pappan är folkbokförd, mamman lever gömd": the group is hers alone
        persons = tuple(_with_group(person, _between(person, persons, groups), head) for person in persons)
    if len({item["value"] for item in cares}) > 1:
        persons = tuple(_with_care(person, _between(person, persons, cares)) for person in persons)
    return persons


def _told_of(
    person: Person, persons: Sequence[Person], items: Sequence[Mapping[str, Any]]
) -> Sequence[Mapping[str, Any]]:
    """What is said from this person on to the next; where that is nothing, what stands nearest."""
    return _between(person, persons, items) or [min(items, key=lambda item: abs(item["start"] - person.start))]


def _between(
    person: Person, persons: Sequence[Person], items: Sequence[Mapping[str, Any]]
) -> Sequence[Mapping[str, Any]]:
    """What stands behind the person's name or pronoun and before the next one's."""

    def last_named(item: Mapping[str, Any]) -> Person | None:
        named = [(at, number) for number, one in enumerate(persons) for at, _ in one.mentions if at <= item["start"]]
        return persons[max(named)[1]] if named else None

    # "polsk mamma": what stands before everybody is said of the first
    return [item for item in items if (last_named(item) or persons[0]) is person]


def _with_group(person: Person, groups: Sequence[Mapping[str, Any]], head: Mapping[str, float]) -> Person:
    own = most_particular(groups, head)
    if own is None:
        return person
    return dataclasses.replace(person, group=str(own["value"]), group_span=(own["start"], own["end"]))


def _with_care(person: Person, cares: Sequence[Mapping[str, Any]]) -> Person:
    own = most_particular(cares)
    return person if own is None else dataclasses.replace(person, care=str(own["value"]))


def with_registration(text: str, persons: tuple[Person, ...], found: Sequence[Mapping[str, Any]]) -> tuple[Person, ...]:
    """Each person with what is said of his own registration; as they were where it is said of all of them, or of one.

    A phrase in the singular is said of whoever is named right before it.
    """
    items = [item for item in found if item["entity"] == "registration" and not item.get("negated")]
    whose = [_said_of(text, persons, item) for item in items]
    if len(persons) < FEWEST or not items or None in whose:
        return persons
    own = dict(zip(whose, items, strict=True))
    return tuple(
        dataclasses.replace(person, registration=str(own[number]["value"])) if number in own else person
        for number, person in enumerate(persons)
    )


def _said_of(text: str, persons: Sequence[Person], item: Mapping[str, Any]) -> int | None:
    """The number of the person whom a phrase tells of; None where it tells of all, or follows nobody closely."""
    before = [(end, number) for number, one in enumerate(persons) for _, end in one.mentions if end <= item["start"]]
    if not before:
        return None
    end, number = max(before)
    between = text[end : item["start"]]
    many = persons[number].plural or OF_ALL.search(text[end : item["end"]])
    return number if BESIDE.fullmatch(between) and not many else None
