"""What a message tells of each of several persons: the group and the kind of care that are his own."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.understanding.groups import most_particular, spoken
from knowledge.understanding.persons import Person


def with_their_own(
    text: str, persons: tuple[Person, ...], found: Sequence[Mapping[str, Any]], head: Mapping[str, float]
) -> tuple[Person, ...]:
    """Each person with the group and the kind of care told of it, where several of them are spoken of."""
    if len(persons) < 2:
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
