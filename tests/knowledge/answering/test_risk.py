"""How likely an answer is wrong, by what was read, ranked and said."""

from __future__ import annotations

import dataclasses

import pytest

from knowledge.answering.logistic import weights_in
from knowledge.answering.risk import FILE, features, risk, unread
from knowledge.understanding.context import Context
from knowledge.understanding.following import plain_query
from knowledge.words.answer import Answer
from knowledge.words.query import Manner
from tests.actions.factories import make_turn

ANSWER = Answer("answer", "Läkarbesök kostar 50 kr.", facts=("care-rights.fee.x",), likeness=0.4, lead=-0.1)


def seen(**changes: object) -> dict[str, float]:
    turn = dataclasses.replace(make_turn("vad kostar läkarbesök"), **changes)  # type: ignore[arg-type]
    query = plain_query(turn, Context(), {"patient_age": "9", **turn.entities})
    return features(turn, query, ANSWER)


def test_the_numbers_are_those_of_the_reading_the_ranking_and_the_reply() -> None:
    numbers = seen(manner=Manner(restricts=True), asked={"out_of_scope": 0.25, "fee": 0.75})
    assert (numbers["likeness"], numbers["lead"], numbers["topic"]) == (0.4, -0.1, 1.0)
    assert (numbers["restricts"], numbers["asked_foreign"], numbers["age_carried"]) == (1.0, 0.25, 1.0)
    assert seen(entities={"patient_age": "9"})["age_carried"] == 0.0


def test_a_kind_of_care_that_the_head_does_not_see_speaks_against() -> None:
    borne_out = seen(entities={"care_type": "dental"}, care_seen={"dental": 0.9, "none": 0.1})
    against = seen(entities={"care_type": "dental"}, care_seen={"psychiatry": 0.8, "none": 0.1})
    unsaid = seen(care_seen={"psychiatry": 0.8})
    assert (borne_out["care_borne_out"], borne_out["care_contradicted"]) == (0.9, 0.0)
    assert (against["care_borne_out"], against["care_contradicted"]) == (0.0, pytest.approx(0.9))
    assert (unsaid["care_borne_out"], unsaid["care_contradicted"]) == (0.0, 0.0)
    assert risk(against) > risk(borne_out)


def test_what_the_reply_does_not_name_is_unread() -> None:
    assert unread("läkarbesök", ANSWER.text) == 0.0
    assert unread("glasögon", ANSWER.text) == 1.0
    assert 0.0 < unread("läkarbesök och glasögon", ANSWER.text) < 1.0
    assert unread("", ANSWER.text) == 0.0


def test_every_number_has_a_weight_and_no_weight_is_idle() -> None:
    assert set(weights_in(FILE)) == {"intercept", *seen()}
    with pytest.raises(KeyError):
        risk({"unknown": 1.0})
    assert 0.0 < risk(seen()) < 1.0
