"""What there is for the patient beside an answer, and what somebody gets who asks in English."""

from __future__ import annotations

import pytest

from knowledge.answering.for_patients import for_who_asks_in_english, with_patient_text
from knowledge.care import CareTable
from knowledge.editing.build import Contents
from knowledge.understanding.english import is_english
from knowledge.words.answer import Answer
from knowledge.words.query import CARE

ENGLISH = "my patient is undocumented, what does she pay the dentist?"
SWEDISH = "min patient är papperslös, vad betalar hon hos tandläkaren?"
SOURCE = "Källa: En sida, VGR, odaterad."


@pytest.fixture
def care(contents: Contents) -> CareTable:
    return contents.care


def answer(page: str = "/vard/papperslosa/vuxna/tandvard", **fields: object) -> Answer:
    given = {"kind": "answer", "text": f"Tandvård: 50 kr.\n{SOURCE}", "page": page, "programme": CARE, **fields}
    return Answer(**given)  # type: ignore[arg-type]


def test_an_answer_that_a_text_says_leads_to_it(care: CareTable) -> None:
    assert with_patient_text(care, answer()).patient_page == "/for-patienten/tandvard"


@pytest.mark.parametrize(
    "fields",
    [
        {"page": "/vard/besokare/vuxna/tandvard"},
        {"page": ""},
        {"kind": "no_answer"},
        {"kind": "clarify"},
        {"programme": "fardplan"},
    ],
)
def test_what_no_text_says_leads_to_none(care: CareTable, fields: dict[str, object]) -> None:
    assert with_patient_text(care, answer(**fields)).patient_page == ""  # type: ignore[arg-type]


def test_who_asks_in_english_gets_the_checked_english_and_then_the_whole_answer(care: CareTable) -> None:
    before = with_patient_text(care, answer())
    given = for_who_asks_in_english(care, before, ENGLISH)
    *english, over = given.in_english
    assert tuple(english) == care.patients["tandvard"].wordings["en"].text
    assert over.endswith(":")
    assert given.text.split("\n") == [*english, over, *before.text.split("\n")]


@pytest.mark.parametrize("kind", ["answer", "no_answer", "clarify"])
def test_what_has_no_english_is_given_in_swedish_and_that_is_said(care: CareTable, kind: str) -> None:
    before = answer("/vard/besokare/vuxna/tandvard", kind=kind)
    given = for_who_asks_in_english(care, before, ENGLISH)
    [line] = given.in_english
    assert given.text == f"{line}\n{before.text}"
    assert is_english(line)


def test_who_asks_in_swedish_gets_the_answer_as_it_is(care: CareTable) -> None:
    before = with_patient_text(care, answer())
    assert for_who_asks_in_english(care, before, SWEDISH) is before


@pytest.mark.parametrize(
    ("text", "english"),
    [
        (ENGLISH, True),
        ("how much for a doctor's visit, adult asylum seeker?", True),
        (SWEDISH, False),
        ("hon ar gravid, what does she pay", False),  # a mixture is answered in Swedish
        ("Maxbelopp liten enhet i kompetensutvecklingsbidraget, was it 60 000", False),
        ("dental", False),
        ("is", False),
        ("", False),
    ],
)
def test_english_is_known_by_its_little_words(text: str, english: bool) -> None:
    assert is_english(text) is english
