"""Two readings, two answers: the same is given, two different ones are put back."""

from __future__ import annotations

import dataclasses

import pytest

from knowledge.answering.differing import asked_back, same
from knowledge.understanding.context import CERTAINTY
from knowledge.words.answer import Answer
from knowledge.words.query import CARE
from tests.actions.factories import make_answer

FEE = make_answer(
    text="Tandvård: 50 kr.", facts=("care.row.1",), programme=CARE, question_type="fee", question="Vad kostar tandvård?"
)
RIGHT = dataclasses.replace(FEE, text="Ja.", question_type="care_right", question="Får han tandvård?", near=("Vem?",))
OTHER = make_answer(text="Lagen.", facts=("care.law",), programme=CARE, question_type="law", question="Vilken lag?")
REFUSAL = make_answer("no_answer", text="Vet inte.", reason="out_of_scope")
GAP = make_answer("no_answer", text="Sidan säger det inte.", reason="not_in_knowledge", programme="glesbygd")
ASKS = make_answer("clarify", text="Vilken grupp?", reason="missing", missing="patient_group")


def offered(answer: Answer | None) -> list[str] | None:
    return [button.payload for button in answer.buttons] if answer else None


def test_the_same_row_and_fee_is_the_same_answer_in_other_words() -> None:
    assert same(FEE, dataclasses.replace(FEE, text="50 kr för tandvård.", question=""))
    assert not same(FEE, RIGHT)
    assert not same(FEE, dataclasses.replace(FEE, text="100 kr.", figures=({"words": "100 kr"},), question=""))


def test_of_a_page_the_leading_fact_decides() -> None:
    one = make_answer(text="Ett. Två.", facts=("g.a", "g.b"), programme="glesbygd")
    other = make_answer(text="Ett.", facts=("g.a",), programme="glesbygd")
    assert same(one, other)
    assert not same(one, make_answer(text="Två.", facts=("g.b", "g.a"), programme="glesbygd"))


def test_two_answers_are_asked_back_with_both_questions() -> None:
    back = asked_back(FEE, OTHER)
    assert back is not None
    assert (back.kind, back.reason, back.missing) == ("clarify", "unsure", CERTAINTY)
    assert offered(back) == ["Vad kostar tandvård?", "Vilken lag?"]
    assert back.facts == ()


def test_an_answer_that_the_other_reading_refuses_is_asked_back() -> None:
    assert offered(asked_back(RIGHT, REFUSAL)) == ["Får han tandvård?", "Vem?"]
    assert offered(asked_back(RIGHT, ASKS)) == ["Får han tandvård?", "Vem?"]


def test_a_refusal_never_becomes_an_answer_only_a_question() -> None:
    assert offered(asked_back(REFUSAL, FEE)) == ["Vad kostar tandvård?"]
    assert offered(asked_back(ASKS, FEE)) == ["Vad kostar tandvård?"]


@pytest.mark.parametrize(
    ("built_in", "proposed"),
    [
        (FEE, FEE),
        (REFUSAL, REFUSAL),
        (GAP, FEE),  # that a page does not give it is found already
        (REFUSAL, dataclasses.replace(FEE, question="")),  # nothing that could be asked
        (dataclasses.replace(FEE, question=""), REFUSAL),
        (REFUSAL, ASKS),
    ],
)
def test_where_nothing_differs_or_nothing_can_be_asked_the_first_stands(built_in: Answer, proposed: Answer) -> None:
    assert asked_back(built_in, proposed) is None


def test_of_several_questions_those_that_differ_are_put_back_by_turns() -> None:
    joined = dataclasses.replace(FEE, question="", near=("A?", "B?"))
    other = dataclasses.replace(OTHER, question="", near=("A?", "C?"))
    assert offered(asked_back(joined, other)) == ["B?", "C?"]
