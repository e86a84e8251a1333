"""A text for patients says the same in every language: its figures, its acts, what it denies."""

from __future__ import annotations

from collections import Counter

import pytest

from knowledge.care.model import Wording
from knowledge.editing.care.patient_check import LAW, faults_of, figures


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Det kostar 50 kronor.", "sv", {("50", "kronor"): 1}),
        ("Det gäller dig som är 20–84 år.", "sv", {("20", "year"): 1, ("84", "year"): 1}),
        ("Вам від 18 до 23 років?", "uk", {("18", "year"): 1, ("23", "year"): 1}),
        ("Are you 18 to 23 years old?", "en", {("18", "year"): 1, ("23", "year"): 1}),
        ("Это 2 тижні, потім 50 крон.", "uk", {("2", "week"): 1, ("50", "kronor"): 1}),
        ("It says so in act 2013:407.", "en", {("2013:407", LAW): 1}),
        ("50 kronor, och sedan 50 kronor till.", "sv", {("50", "kronor"): 2}),
        ("Ring 112.", "sv", {("112", ""): 1}),
    ],
)
def test_numbers_are_read_with_what_they_count(text: str, language: str, found: dict[tuple[str, str], int]) -> None:
    assert figures(text, language) == Counter(found)


def keys(swedish: str, *, en: str = "", uk: str = "") -> list[str]:
    wordings = {"sv": Wording("Titel", tuple(swedish.split("\n")))}
    for language, text in (("en", en), ("uk", uk)):
        if text:
            wordings[language] = Wording("Title", tuple(text.split("\n")), "2026-12-01")
    return [key for _, (key, _) in faults_of(wordings)]


def test_a_faithful_translation_has_no_fault() -> None:
    assert keys("Det kostar 50 kronor.\nBarn ska inte tolka.", en="It costs 50 kronor.\nChildren must not.") == []
    assert keys("Det kostar 0 kronor.", uk="Це коштує 0 крон (kronor).") == []


@pytest.mark.parametrize(
    ("swedish", "translations", "fault"),
    [
        ("Det kostar 50 kronor.", {"en": "It costs 25 kronor."}, "patient_translation"),
        ("Det kostar 50 kronor.", {"uk": "Це коштує 50 років."}, "patient_translation"),
        ("Det står i lag 2008:344.", {"en": "It is in act 2013:407."}, "patient_translation"),
        ("Du får vård.\nDet kostar 50 kronor.", {"en": "You get care that costs 50 kronor."}, "patient_shape"),
        ("Det kan inte vänta.", {"en": "It can wait."}, "patient_denial"),
        ("Det kan vänta.", {"uk": "Це не може зачекати."}, "patient_denial"),
        ("Det kan vänta.", {"uk": "It can wait."}, "patient_script"),
        ("Det är gratis.", {}, "patient_free"),
        ("Det kostar femtio kronor.", {}, "patient_numeral"),
        ("Det kostar 50 kronor.", {"uk": "Це коштує п'ятдесят крон."}, "patient_numeral"),
        (" ".join(["ord"] * 30) + ".", {}, "patient_long"),
        ("\n".join(["Ord."] * 7), {}, "patient_much"),
    ],
)
def test_what_differs_is_a_fault(swedish: str, translations: dict[str, str], fault: str) -> None:
    assert fault in keys(swedish, **translations)
