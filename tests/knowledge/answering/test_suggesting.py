"""What a refusal offers."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from knowledge.answering.likeness import Ranked
from knowledge.answering.suggesting import MOST, questions_of, with_suggestions
from knowledge.store import Asks
from knowledge.texts import load
from knowledge.words.answer import Answer
from tests.knowledge.factories import make_query

REFUSAL = Answer("no_answer", "Vet inte.", reason="out_of_scope", score=0.4)
UNKNOWN = Answer("no_answer", "Det framgår inte.", reason="not_in_knowledge")
QUESTIONS = {name: f"Vad är {name}?" for name in "abcde"}
RANKED = [
    Ranked("a", 0.9, 0.4),
    Ranked("b", 0.8, 0.5),
    Ranked("c", 0.7, 0.3),
    Ranked("d", 0.6, 0.1),
    Ranked("e", 0.5, 0.35),
]


def titles(answer: Answer) -> list[str]:
    return [button.title for button in answer.buttons]


def test_a_facts_question_is_its_first_whole_question() -> None:
    texts = ("maxbelopp", "hur mycket kan man få", "vad är maxbeloppet?", "vem ringer man?")
    asks = Asks(("f", "f", "f", "g"), texts, texts, np.zeros((4, 2), np.float32))
    assert questions_of(asks) == {"f": "Hur mycket kan man få?", "g": "Vem ringer man?"}


def test_a_question_that_names_its_programme_goes_first() -> None:
    texts = ("kan tandvården söka", "kan tandvården söka bidraget", "vem kan söka bidraget")
    masked = ("kan tandvården söka", "kan tandvården söka", "vem kan söka")
    asks = Asks(("f", "f", "f"), texts, masked, np.zeros((3, 2), np.float32))
    assert questions_of(asks) == {"f": "Kan tandvården söka bidraget?"}


def test_what_is_near_is_asked_back() -> None:
    asked = with_suggestions(REFUSAL, make_query("vad"), RANKED, QUESTIONS, 0.3)
    assert (asked.kind, asked.reason, asked.score) == ("clarify", "suggestions", 0.4)
    assert titles(asked) == ["Vad är b?", "Vad är a?", "Vad är e?"]
    assert len(asked.buttons) == MOST
    assert [button.payload for button in asked.buttons] == titles(asked)


def test_what_the_sources_do_not_give_stays_said_with_what_is_nearest() -> None:
    answer = with_suggestions(UNKNOWN, make_query("vad"), RANKED, QUESTIONS, 0.45)
    assert (answer.kind, answer.text, titles(answer)) == ("no_answer", UNKNOWN.text, ["Vad är b?"])


@pytest.mark.parametrize(("least", "foreign"), [(0.9, 0.0), (0.3, 0.8)])
def test_what_is_not_ours_stays_refused_with_questions_to_begin_with(least: float, foreign: float) -> None:
    query = dataclasses.replace(make_query("vad"), asked={"out_of_scope": foreign})
    answer = with_suggestions(REFUSAL, query, RANKED, QUESTIONS, least)
    assert (answer.kind, answer.reason) == ("no_answer", "out_of_scope")
    assert titles(answer) == load("answers")["begin_with"]


def test_what_was_just_said_is_not_offered_again() -> None:
    query = dataclasses.replace(make_query("vad"), recent=("b", "a"))
    assert titles(with_suggestions(REFUSAL, query, RANKED, QUESTIONS, 0.3)) == ["Vad är e?", "Vad är c?"]


def test_an_answer_is_left_as_it_is() -> None:
    answer = Answer("answer", "Så här.", facts=("a",))
    assert with_suggestions(answer, make_query("vad"), RANKED, QUESTIONS, 0.0) is answer
