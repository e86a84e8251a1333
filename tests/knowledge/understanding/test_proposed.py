"""The built-in reading beside a proposed one."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from knowledge.understanding.persons import Person
from knowledge.understanding.proposed import merged
from knowledge.understanding.proposing import Proposal, ProposedAge, Value
from knowledge.understanding.turns import Turn
from knowledge.words.query import Manner
from tests.actions.factories import make_turn

TEXT = "papperslös man 44 med sonen 9, vad kostar tandvården?"


def turn(**fields: Any) -> Turn:
    made = make_turn(TEXT, "ask_fee", patient_group="undocumented", care_type="dental")
    return dataclasses.replace(made, **{"asked": {"fee": 0.8, "law": 0.2}, **fields})


def says(**slots: Value) -> Proposal:
    return Proposal(slots=slots)


def test_nothing_else_said_is_no_other_reading() -> None:
    same = Proposal(
        asks=(Value("fee", (31, 41)),), slots={"patient_group": Value("undocumented", (0, 10))}, manner="open"
    )
    found = merged(turn(), same)
    assert found.other is None
    assert found.turn == turn()
    assert found.differs == ()


def test_another_group_is_another_reading_and_the_own_one_stays() -> None:
    found = merged(turn(), says(patient_group=Value("asylum_seeker", (0, 10))))
    assert found.turn == turn()
    assert found.other is not None
    assert found.other.entities == {"patient_group": "asylum_seeker", "care_type": "dental"}
    assert found.differs == ("patient_group",)


def test_a_phrase_that_says_it_is_not_talked_away() -> None:
    assert merged(turn(), says(patient_group=Value("none"))).other is None


def test_what_was_only_concluded_may_be_doubted() -> None:
    concluded = turn(concluded=frozenset({"patient_group"}))
    found = merged(concluded, says(patient_group=Value("none"))).other
    assert found is not None
    assert "patient_group" not in found.entities


def test_a_value_from_before_takes_the_place_of_what_was_found_here() -> None:
    found = merged(turn(), says(patient_group=Value("asylum_seeker"))).other
    assert found is not None
    assert "patient_group" not in found.entities  # so it carries over by the house's own rules
    assert merged(turn(), says(registration=Value("registered"))).other is None


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        ((ProposedAge("9", (28, 29), True),), "9"),
        ((ProposedAge("44", (15, 17), True), ProposedAge("9", (28, 29), False)), None),  # as it was read
        ((ProposedAge("45", (15, 17), True),), None),  # the same class: the own reading is as good
        ((ProposedAge("9", None, True),), None),  # said before
    ],
)
def test_whom_it_is_about_differs_by_the_class_of_age(ages: tuple[ProposedAge, ...], expected: str | None) -> None:
    grown = turn(persons=(Person("man", 11, 14, "44", (15, 17)),), about=(0,))
    found = merged(grown, Proposal(ages=ages)).other
    assert (found.entities["patient_age"] if found else None) == expected


def test_ages_of_two_classes_are_both_asked_about() -> None:
    ages = (ProposedAge("44", (15, 17), True), ProposedAge("9", (28, 29), True))
    found = merged(turn(), Proposal(ages=ages)).other
    assert found is not None
    assert [found.persons[number].age for number in found.about] == ["44", "9"]
    assert found.manner.of_several
    assert "patient_age" not in found.entities


@pytest.mark.parametrize(
    ("asked", "intent"),
    [("law", "ask_care_definition"), ("may_refuse", "ask_care_right"), ("out_of_scope", "out_of_scope")],
)
def test_another_thing_asked_is_the_likeliest_in_the_other_reading(asked: str, intent: str) -> None:
    found = merged(turn(), Proposal(asks=(Value(asked, (31, 41)),))).other
    assert found is not None
    assert (found.asked_most, found.intent) == (asked, intent)
    assert max(found.ranking, key=lambda name: found.ranking[name]) == intent
    assert sum(found.asked.values()) <= 1.0 + 1e-9
    assert sum(found.ranking.values()) <= 1.0 + 1e-9


def test_of_several_questions_the_one_that_the_words_stand_in_is_asked_otherwise() -> None:
    questions = (turn(place=(0, 30)), turn(place=(31, 52)))
    found = merged(turn(questions=questions), Proposal(asks=(Value("law", (31, 41)),))).other
    assert found is not None
    assert [one.asked_most for one in found.questions] == ["fee", "law"]
    assert found.asked_most == "fee"


def test_a_value_changes_in_the_questions_that_had_it_or_none() -> None:
    other = dataclasses.replace(turn(), entities={"patient_group": "eu_card"})
    none = dataclasses.replace(turn(), entities={})
    found = merged(turn(questions=(other, none)), says(patient_group=Value("asylum_seeker", (0, 10)))).other
    assert found is not None
    assert [one.entities["patient_group"] for one in found.questions] == ["eu_card", "asylum_seeker"]


def test_where_only_one_wants_a_yes_or_a_no_none_is_said() -> None:
    closed = turn(manner=Manner("yes_no"))
    assert merged(closed, Proposal(manner="open")).turn.manner.form == "open"
    assert merged(closed, Proposal(manner="claim")).turn.manner.form == "yes_no"
    assert merged(turn(), Proposal(manner="yes_no")).turn.manner.form == "open"


def test_how_it_leans_is_taken_into_the_other_reading() -> None:
    found = merged(turn(continues={"no": 0.9, "value": 0.1}), Proposal(leans="value")).other
    assert found is not None
    assert found.continues == {"value": 1.0}
    assert merged(turn(continues={"no": 0.9}), Proposal(leans="no")).other is None
