"""Who is spoken of, and whom the question is about."""

from __future__ import annotations

import datetime

import pytest

from knowledge.understanding.ages import find_ages, find_roles
from knowledge.understanding.persons import Person, asked_about, read_persons

TODAY = datetime.date(2026, 11, 29)


def persons_of(text: str) -> tuple[Person, ...]:
    return read_persons(text, find_ages(text, TODAY), find_roles(text))


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("mamma 34, dotter 9 och lillebror på 3", ["34", "9", "3"]),
        ("mor 38 o son 15 från ukraina", ["38", "15"]),
        ("systrarna, 24 och 16", ["24", "16"]),
        ("barnet har fyllt 18", ["18"]),
        ("får hon tandvård? flicka 15 år", ["15"]),
        ("en 17-årig pojke", ["17"]),
        ("12 år gammal flicka", ["12"]),
        ("hennes son på nio år", ["9"]),
        ("min patient, 45, har med sig sin son 12 som tolk", ["45", "12"]),
        ("mamman är papperslös", ["adult"]),
        ("patienten har ont", [None]),
        ("vad kostar det", []),
    ],
)
def test_each_age_belongs_to_the_person_it_is_said_of(text: str, ages: list[str | None]) -> None:
    assert [person.age for person in persons_of(text)] == ages


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Familj här, mamma 34, dotter 9 och lillebror 3, nu har flickan fått astma. Får hon utredning?", "9"),
        ("Mamman är 30 och sonen fyra, pojken har feber. vad kostar det för honom?", "4"),
        ("Mamman är 30 och sonen fyra, mamman har feber. vad kostar det för henne?", "30"),
        ("min patient, 45, har med sig sin son 12 som tolk", "45"),
        ("En kvinna på 40 med sin dotter på 6. Vad betalar kvinnan?", "40"),
        ("skriver ut till en 9-åring, behöver föräldrarna betala?", "9"),
        # the one that somebody lives with is not the patient
        ("man åttiofyra år efter stroke, bor hos sonen en trappa upp. kan han få rullator?", "84"),
        ("pojke 15, sover hos sin farbror i Borås, får han tandvård?", "15"),
    ],
)
def test_the_question_is_about_the_one_it_names(text: str, age: str) -> None:
    persons = persons_of(text)
    last = text.rfind(". ") + 2 if ". " in text else 0
    about = asked_about(text, persons, [(last, len(text))])
    assert [persons[number].age for number in about] == [age]


@pytest.mark.parametrize(
    "text",
    [
        "mor 38 o son 15, vad får de",
        "Mamman 40 och flickan 6. De två ska väl bedömas likadant?",
        "systrarna, 24 och 16",
        "två bröder, den ene sjutton och den andre tjugotvå år",
    ],
)
def test_where_all_are_meant_all_are_kept(text: str) -> None:
    persons = persons_of(text)
    assert len(asked_about(text, persons, [])) == len(persons) == 2
