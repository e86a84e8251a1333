"""Whose registration is spoken of."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.understanding.persons import Person
from knowledge.understanding.told_of_each import with_registration

WORDS = {"folkbokförd": "registered", "folkbokförda": "registered", "oregistrerad": "not_registered"}


def told(text: str, *names: str, plural: bool = False) -> list[str | None]:
    persons = tuple(Person(name, text.index(name), text.index(name) + len(name), plural=plural) for name in names)
    found: list[dict[str, Any]] = []
    for word, value in WORDS.items():
        if f"{word} " in f"{text} ":
            at = text.index(word)
            found.append({"entity": "registration", "value": value, "start": at, "end": at + len(word)})
    return [person.registration for person in with_registration(text, persons, found)]


@pytest.mark.parametrize(
    ("text", "of_both"),
    [
        ("pappan är folkbokförd och mamman gömmer sig", ["registered", None]),
        ("pappan är folkbokförd men mamman är oregistrerad", ["registered", "not_registered"]),
        # not said of him who is named only in passing, nor of one of two
        ("mamman bor hos pappan sedan i våras och är folkbokförd", [None, None]),
        ("pappan och mamman är båda folkbokförda", [None, None]),
        ("folkbokförd är han, pappan, men mamman gömmer sig", [None, None]),
    ],
)
def test_registration_is_of_the_person_named_right_before_it(text: str, of_both: list[str | None]) -> None:
    assert told(text, "pappan", "mamman") == of_both


def test_of_one_person_and_of_several_alike_the_message_speaks_as_a_whole() -> None:
    assert told("pappan är folkbokförd", "pappan") == [None]
    assert told("barnen är folkbokförd och modern gömmer sig", "barnen", "modern", plural=True) == [None, None]
