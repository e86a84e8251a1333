"""Which of several persons is, or is not, registered: "pappan är folkbokförd, mamman lever gömd"."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from knowledge.understanding.persons import Person

FEWEST: Final = 2  # of one person the message speaks as a whole
OF_ALL: Final = re.compile(r"förda\b|\b(?:de|dom|alla|båda|bägge|familjen|they|both)\b", re.IGNORECASE)
BESIDE: Final = re.compile(r"(?:\s+[^\s,.;:!?]+){0,2}\s*")


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
