"""A patient who soon turns a year older, and what is then asked of the time after the birthday."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from knowledge.understanding.ages import find_ages, find_roles
from knowledge.understanding.context import Context
from knowledge.understanding.growing import still_turning, with_age_reached
from knowledge.understanding.persons import asked_about, read_persons
from knowledge.understanding.reading import read
from knowledge.understanding.remembering import after
from knowledge.understanding.turns import Turn
from knowledge.words.query import CARE
from tests.actions.factories import NOW, make_answer, make_question, make_turn

TODAY = datetime.date(2026, 11, 29)
TURNING = Context(
    slots={"programme": CARE, "patient_group": "asylum_seeker", "patient_age": "17"},
    question=make_question("vad kostar det", care_fee=0.9),
    turning="18",
    at=NOW,
)


def turn_of(text: str, **entities: str) -> Turn:
    """A turn that speaks of the persons of its text."""
    persons = read_persons(text, find_ages(text, TODAY), find_roles(text))
    return dataclasses.replace(
        make_turn(text, "inform", **entities), persons=persons, about=asked_about(text, persons, [])
    )


@pytest.mark.parametrize(
    "text",
    [
        "efter födelsedagen då?",
        "och efter det?",
        "och därefter?",
        "sen då, när han väl fyllt?",
        "när hon fyllt år då",
        "vad händer efter 18-årsdagen",
    ],
)
def test_the_time_after_the_birthday_is_asked_of_the_age_then_reached(text: str) -> None:
    assert with_age_reached(turn_of(text), TURNING).entities["patient_age"] == "18"
    assert read(turn_of(text), TURNING).query.slots["patient_age"] == "18"


@pytest.mark.parametrize(
    "text", ["vad kostar ambulansen?", "och efter det besöket?", "innan dess då?", "efter tre månader?"]
)
def test_what_is_no_time_after_the_birthday_leaves_the_age(text: str) -> None:
    turn = turn_of(text)
    assert with_age_reached(turn, TURNING) is turn


def test_where_no_birthday_was_told_of_nothing_is_reached() -> None:
    turn = turn_of("och efter det?")
    assert with_age_reached(turn, dataclasses.replace(TURNING, turning=None)) is turn


def test_an_age_that_the_turn_says_itself_stands() -> None:
    turn = turn_of("och efter det, när hon är 20?", patient_age="20")
    assert with_age_reached(turn, TURNING).entities["patient_age"] == "20"


def test_a_birthday_to_come_is_remembered_with_the_patient() -> None:
    turn = turn_of("pojke, fyller arton om tre veckor", patient_age="17", patient_group="asylum_seeker")
    query = read(turn, Context(at=NOW)).query
    kept = after(Context(at=NOW), turn, query, make_answer(programme=CARE))
    assert kept.turning == "18"
    assert Context.read(kept.write(), NOW + 1).turning == "18"


def test_the_birthday_of_a_patient_whose_age_is_another_is_forgotten() -> None:
    assert still_turning("18", {"patient_age": "17"}) == "18"
    assert still_turning("18", {"patient_age": "18"}) == "18"
    assert still_turning("18", {"patient_age": "40"}) is None
    assert still_turning("18", {}) is None


@pytest.mark.parametrize("text", ["och när han har fyllt?", "vad kostar det för honom efter födelsedagen?"])
def test_the_age_reached_holds_for_a_patient_who_is_gone_back_to_by_a_pronoun(text: str) -> None:
    boy = {"patient_group": "asylum_seeker", "patient_age": "17", "role": "boy"}
    assert read(turn_of(text), dataclasses.replace(TURNING, patients=(boy,))).query.slots["patient_age"] == "18"


def test_of_two_questions_each_is_asked_of_its_own_time() -> None:
    now = dataclasses.replace(turn_of("vad kostar tandvård nu"), asked={"fee": 0.9})
    later = dataclasses.replace(turn_of("vad gäller efter födelsedagen?"), asked={"until_when": 0.8})
    whole = dataclasses.replace(turn_of("allt"), questions=(now, later))
    first, second = with_age_reached(whole, TURNING).questions
    assert first is now
    assert second.entities["patient_age"] == "18"
    assert second.asked == {"fee": 0.9}  # no date: what was asked of today


def test_the_birthday_may_be_told_in_the_message_itself() -> None:
    told = turn_of("pojke, fyller arton om tre veckor", patient_age="17")
    questions = (turn_of("vad kostar det nu"), turn_of("och därefter?"))
    first, second = with_age_reached(dataclasses.replace(told, questions=questions), Context(at=NOW)).questions
    assert "patient_age" not in first.entities
    assert second.entities["patient_age"] == "18"


@pytest.mark.parametrize(
    "text", ["och i övermorgon kommer han tillbaka", "hon får tid först nästa vecka", "om två veckor då?"]
)
def test_a_later_day_is_asked_of_both_sides_of_the_birthday(text: str) -> None:
    turn = with_age_reached(turn_of(text), TURNING)
    assert (turn.entities["patient_age"], turn.turning) == ("17", "18")


@pytest.mark.parametrize("text", ["och mamman nästa vecka?", "hon har haft ont i två veckor", "kom förra veckan"])
def test_what_is_no_later_day_of_the_patient_leaves_the_turn(text: str) -> None:
    turn = turn_of(text)
    assert with_age_reached(turn, TURNING) is turn
