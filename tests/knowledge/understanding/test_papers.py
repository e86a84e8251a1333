"""Which papers the patient has, read from a text and from what a follow-up says of the card."""

from __future__ import annotations

import dataclasses

import pytest

from knowledge.understanding.card_found import with_papers
from knowledge.understanding.context import Context
from knowledge.understanding.following import is_elliptical
from knowledge.understanding.papers import is_old, without_card
from knowledge.words.query import CARE
from tests.actions.factories import NOW, make_question, make_turn


@pytest.mark.parametrize(
    "text",
    [
        "söker asyl, ej LMA",
        "asylsökande, finns inte i Vera",
        "aldrig fått något LMA-kort",
        "varken LMA eller pengar",
        "LMA-kortet fattas",
    ],
)
def test_a_card_that_is_denied_in_any_words_is_missing(text: str) -> None:
    assert [item["value"] for item in without_card(text, [])] == ["asylum_no_lma"]


@pytest.mark.parametrize(
    "text",
    [
        "visar LMA-kort",
        "finns i Vera Asyl",
        "vad betyder LMA?",
        "inte akut, har LMA-kort",
        "måste man inte ha LMA-kort för tandvård?",
        "krävs det inte LMA-kort?",
        "räcker det inte med LMA-kort?",
        "behöver hon inte LMA-kortet alls?",
        "hon behöver väl inte visa LMA",
        "duger inte LMA-kortet?",
    ],
)
def test_a_card_that_is_there_or_only_asked_about_is_not(text: str) -> None:
    assert without_card(text, []) == []


def test_a_phrase_that_says_it_already_is_not_doubled() -> None:
    found = [{"entity": "patient_group", "value": "asylum_no_lma", "start": 4, "end": 16}]
    assert without_card("har inget lma-kort", found) == found


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("kvittot är sex veckor", True),
        ("kvitto som är 40 dagar gammalt", True),
        ("kvitto från i våras", True),
        ("kvittot är två månader", True),
        ("kvittot är tre veckor", False),
        ("kvitto på 30 dagar", False),
        ("kvitto. Ont sedan två månader", False),
        ("kvitto från Migrationsverket", False),
    ],
)
def test_a_receipt_counts_for_thirty_days(text: str, old: bool) -> None:
    assert is_old(text, 0) == old


def case(group: str, *facts: str, age: str | None = None) -> Context:
    slots = {"programme": CARE, "patient_group": group, **({"patient_age": age} if age else {})}
    return Context(slots=slots, question=make_question(fee=0.9), facts=facts, at=NOW)


@pytest.mark.parametrize(
    ("group", "text", "then"),
    [
        ("eu_no_card", "om han hittar kortet och visar?", "eu_card"),
        ("eu_no_card", "hon mejlade kortet nyss", "eu_card"),
        ("eu_card", "och utan kortet?", "eu_no_card"),
        ("eu_card", "fast kortet ligger hemma", "eu_no_card"),
        ("asylum_seeker", "om hon glömt kortet då", "asylum_no_lma"),
        ("asylum_seeker", "men LMA-kortet är utgånget", "asylum_no_lma"),
        ("asylum_seeker", "nej hon är här utan kort", "asylum_no_lma"),
        ("asylum_seeker", "kortet har blivit stulet", "asylum_no_lma"),
        ("eu_card", "oj, han har inget kort med sig", "eu_no_card"),
        ("eu_no_card", "nu har han fått ett provisoriskt intyg", "eu_card"),
        ("asylum_no_lma", "nu kom hon med kortet", "asylum_seeker"),
    ],
)
def test_a_card_that_turns_up_or_is_missing_changes_the_group_and_asks_again(group: str, text: str, then: str) -> None:
    turn, context = dataclasses.replace(make_turn(text), asked={"documents": 0.8}), case(group)
    changed = with_papers(turn, context)
    assert changed.entities["patient_group"] == then
    assert is_elliptical(changed, context)


def test_nothing_at_all_is_said_of_papers_where_they_were_spoken_of() -> None:
    turn = make_turn("och om hon har inget alls?")
    told = case("asylum_seeker", "care-rights.documents.receipt")
    assert with_papers(turn, told).entities["patient_group"] == "asylum_no_lma"
    assert with_papers(turn, case("asylum_seeker")) is turn


@pytest.mark.parametrize(
    ("turn", "context"),
    [
        (make_turn("varför behövs kortet?"), case("eu_no_card")),
        *(
            (make_turn(text), case(group))
            for group in ("asylum_seeker", "eu_card")
            for text in (
                "kan hon få ett intyg utan att betala?",
                "hon har varit här en kort tid, utan jobb",
                "kort sagt, utan remiss?",
                "en kort fråga: får han tolk hemma?",
                "inte så kort besök den här gången",
                "får hon frikort?",
                "han glömde tiden, vad kostar det?",
                "på kort sikt då, saknas det plats?",
                "hon har kort hår och tappar det",
                "ett kort möte med tolk hemma",
            )
        ),
        (make_turn("om hon glömt kortet då"), case("undocumented")),
        (make_turn("om hon glömt kortet då"), case("asylum_seeker", age="7")),
        (make_turn("en papperslös utan kort", patient_group="undocumented"), case("asylum_seeker")),
    ],
)
def test_the_group_stays_where_the_card_decides_nothing(turn: object, context: Context) -> None:
    assert with_papers(turn, context) is turn  # type: ignore[arg-type]


def test_a_question_with_a_card_is_asked_as_it_is() -> None:
    turn = dataclasses.replace(make_turn("vad betalar han om han visar kortet?"), asked={"fee": 0.9})
    changed = with_papers(turn, case("eu_no_card"))
    assert changed == dataclasses.replace(turn, entities={"patient_group": "eu_card"})
