"""Answers to the questions of one message, side by side."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import pytest

from knowledge.answering.each import Asked, of_substance, says_fee_of, says_more, side_by_side
from knowledge.texts import text
from knowledge.understanding.turns import Turn
from knowledge.words.answer import Answer
from knowledge.words.query import CARE
from tests.actions.factories import make_answer, make_turn

REFUSAL = text("answers", "no_answer", "not_in_knowledge")
AMOUNT = make_answer(text="Högst 100 kr.\nKälla: A.", facts=("a.amount.max",), programme="glesbygd")
CONTACT = make_answer(text="Fråga Bo.\nKälla: A.", facts=("a.contact.bo",), programme="glesbygd")
UNKNOWN = make_answer("no_answer", text=f"{REFUSAL}\nFråga Bo.", reason="not_in_knowledge", programme="glesbygd")
FOREIGN = make_answer("no_answer", text="Annat.", reason="out_of_scope")
RIGHT = make_answer(
    text="Barn har rätt till det. Avgift: 0 kr. Lagstöd: lag.\nKälla: A.",
    facts=("care.a",), sources=({"id": "a"},), programme=CARE, question_type="care_right",
)  # fmt: skip
FEE = make_answer(
    text="Tandvård för barn: 0 kr. Avgiften gäller vård som inte kan anstå. Kontrollera beloppet.\nKälla: B.",
    facts=("care.b",), sources=({"id": "b"},), programme=CARE, question_type="fee",
)  # fmt: skip


def asked(words: str, answer: Answer, heads: Mapping[str, float] | None = None, **entities: str) -> Asked:
    turn: Turn = dataclasses.replace(make_turn(words, **entities), asked=heads or {"amount": 0.9})
    return Asked(turn, answer)


def not_ours(words: str) -> Asked:
    question = dataclasses.replace(
        make_turn(words, "out_of_scope"), asked={"out_of_scope": 0.9}, ranking={"out_of_scope": 0.9}
    )
    return Asked(question, FOREIGN)


def test_a_question_without_an_answer_is_named_behind_those_that_have_one() -> None:
    given, refused = side_by_side(
        [asked("och var finns protokollet från mötet?", UNKNOWN), asked("hur mycket?", AMOUNT)]
    )
    assert given == AMOUNT
    assert refused.text == "Om ”var finns protokollet från mötet” framgår inget av de källor jag har.\nFråga Bo."
    assert REFUSAL not in refused.text


def test_what_the_page_is_known_not_to_give_is_said_as_it_stands() -> None:
    gap = make_answer("no_answer", text="Sidan säger inget om det.", reason="not_in_knowledge", programme="glesbygd")
    assert side_by_side([asked("hur mycket?", AMOUNT), asked("vem fick?", gap)]) == [AMOUNT, gap]


def test_a_question_about_something_else_is_named() -> None:
    _, foreign = side_by_side([asked("hur mycket?", AMOUNT), not_ours("vad blir det för väder?")])
    assert foreign.text.startswith("”Vad blir det för väder” kan jag inte svara på")


def test_a_long_question_is_not_repeated_in_full() -> None:
    words = " ".join(["vem"] + [f"ord{n}" for n in range(20)])
    assert "ord12 …”" in side_by_side([asked(words, UNKNOWN)])[0].text


def test_a_fee_that_the_right_has_told_is_told_once() -> None:
    (told,) = side_by_side([asked("vad kostar det", FEE), asked("får hon", RIGHT)])
    assert (
        told.text == "Barn har rätt till det. Avgift: 0 kr. Lagstöd: lag. Kontrollera beloppet.\nKälla: A.\nKälla: B."
    )
    assert told.facts == ("care.a", "care.b")
    assert told.sources == ({"id": "a"}, {"id": "b"})


def test_another_fee_than_the_right_has_told_stands_by_itself() -> None:
    dearer = dataclasses.replace(FEE, text="Tandvård för barn: 50 kr.\nKälla: B.")
    assert not says_fee_of(RIGHT, dearer)
    assert side_by_side([asked("får hon", RIGHT), asked("vad kostar det", dearer)]) == [RIGHT, dearer]


@pytest.mark.parametrize(
    ("words", "heads", "kept"),
    [
        ("är du säker?", {"documents": 0.6}, 1),
        ("ska in i vår årsberättelse", {"none": 0.8}, 1),
        ("vilken blankett är det?", {"how_to_apply": 0.2}, 1),
        ("vilken blankett är det?", {"how_to_apply": 0.6}, 2),
    ],
)
def test_what_hardly_asks_anything_and_has_no_answer_is_left_out(
    words: str, heads: Mapping[str, float], kept: int
) -> None:
    assert len(of_substance([asked("hur mycket?", AMOUNT), asked(words, UNKNOWN, heads)])) == kept


def test_two_facts_of_which_one_answer_holds_both_are_told_unless_the_first_is_only_doubted() -> None:
    wider = dataclasses.replace(AMOUNT, facts=("a.amount.min", "a.amount.max"))
    assert says_more([asked("det högsta", AMOUNT), asked("det lägsta", wider)])
    assert not says_more([asked("det högsta", AMOUNT), asked("hur mycket som mest", AMOUNT)])
    doubt = asked("var det inte 200?", wider)
    doubting = dataclasses.replace(doubt.question.manner, form="yes_no")
    doubt = dataclasses.replace(doubt, question=dataclasses.replace(doubt.question, manner=doubting))
    assert not says_more([asked("det högsta", AMOUNT), doubt])


def test_ours_is_answered_beside_what_is_not_unless_it_leans_on_that() -> None:
    assert says_more([asked("hur mycket?", AMOUNT), not_ours("vad blir det för väder?")])
    assert says_more([not_ours("vad blir det för väder?"), asked("hur mycket?", AMOUNT, programme="glesbygd")])
    assert not says_more([not_ours("vad är tillägget?"), asked("var registrerar jag det?", AMOUNT)])
    maybe = Asked(make_turn("kan du hjälpa mig?"), FOREIGN)
    assert not says_more([asked("hur mycket?", AMOUNT), maybe])
    assert not says_more([not_ours("vad blir det för väder?"), not_ours("vem vann?")])
