"""An age that the same message takes back, the new one a bare number or an age of its own."""

from __future__ import annotations

import datetime

import pytest

from knowledge.understanding.ages import find_ages, find_roles
from knowledge.understanding.persons import read_persons

TODAY = datetime.date(2026, 12, 1)


def ages(text: str) -> list[str | None]:
    return [person.age for person in read_persons(text, find_ages(text, TODAY), find_roles(text)) if person.age_span]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("mormor är 83, nej förlåt 87, söker asyl", "87"),
        ("pat 16 år, nej vänta 18 är han", "18"),
        ("flickan är 12, nej hur var det nu, 14 var hon ja", "14"),
        ("han är 84 eller nej 86 faktiskt", "86"),
        ("papperslös 17-åring, nej 19-åring", "19"),
        ("han är sjutton, nä arton", "18"),
        ("kille 17 år, nej alltså han är arton nu", "18"),
        ("hon är 30 år, no wait 13", "13"),
    ],
)
def test_the_age_said_last_stands(text: str, age: str) -> None:
    assert ages(text) == [age]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("hon är 16, nej hennes syster är 19", ["16", "19"]),
        ("pojke 15 år, nej inte akut, har väntat 3 veckor", ["15"]),
        ("man 34 år, nej han har inget kort, 50 kr då?", ["34"]),
        ("kvinna 30 år, nej vänta, 2 barn har hon också", ["30"]),
        ("son 15 år och dotter 12 år", ["15", "12"]),
    ],
)
def test_what_corrects_no_age_leaves_it(text: str, kept: list[str]) -> None:
    assert ages(text) == kept
