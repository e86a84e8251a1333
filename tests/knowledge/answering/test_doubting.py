"""An answer that is too likely wrong is put back as a question, once."""

from __future__ import annotations

import dataclasses
import json

import pytest

from knowledge.answering.doubting import UNSURE, after_doubt, taken_up, with_doubt
from knowledge.understanding.context import CERTAINTY, Context
from knowledge.understanding.following import plain_query
from knowledge.words.answer import Answer, Button
from knowledge.words.query import Query
from tests.actions.factories import make_turn

TURN = make_turn("hur blir det med tanden för honom")
NOTHING = Context()
ANSWER = Answer(
    "answer",
    "Tandvård kostar 50 kr.",
    facts=("care.x",),
    sources=({"id": "s", "title": "T"},),
    buttons=(Button("Nästa", "nästa"),),
    programme="care-rights",
    short="50 kr",
    question="Vad betalar en asylsökande för tandvård?",
    near=("Vem avgör om vården kan anstå?", "Vad betalar en asylsökande för tandvård?"),
)
NEVER, ALWAYS = 1.1, 0.0


def doubted(answer: Answer = ANSWER, context: Context = NOTHING, limit: float = ALWAYS, text: str = "") -> Answer:
    turn = dataclasses.replace(TURN, text=text or TURN.text)
    query: Query = plain_query(turn, context, {})
    return with_doubt(answer, turn, query, context, limit)


def test_a_likely_answer_is_given() -> None:
    assert doubted(limit=NEVER) is ANSWER


def test_a_doubtful_one_is_put_back_its_own_question_first() -> None:
    asked = doubted()
    assert (asked.kind, asked.reason, asked.facts, asked.missing) == ("clarify", UNSURE, (), CERTAINTY)
    assert [button.payload for button in asked.buttons] == [ANSWER.question, ANSWER.near[0]]
    assert "50" not in asked.text


@pytest.mark.parametrize(
    "answer",
    [
        dataclasses.replace(ANSWER, question=""),  # several questions at once have no question of their own
        Answer("no_answer", "Vet inte."),
        Answer("clarify", "Vilken?", missing="programme"),
    ],
)
def test_what_cannot_be_put_back_stays(answer: Answer) -> None:
    assert doubted(answer) is answer


def test_nobody_is_asked_twice() -> None:
    assert doubted(context=Context(missing=CERTAINTY)) is ANSWER
    assert doubted(text="vad betalar en asylsökande för tandvård") is ANSWER


def test_a_yes_gives_the_answer_and_what_was_not_said_is_not_remembered() -> None:
    before = Context(facts=("old",), short="old")
    found = dataclasses.replace(before, facts=ANSWER.facts, short=ANSWER.short, slots={"patient_group": "x"})
    waiting = after_doubt(before, found, doubted(), ANSWER)
    assert (waiting.facts, waiting.short, waiting.slots) == (("old",), "old", {"patient_group": "x"})
    kept = Context.read(json.loads(json.dumps({**waiting.write()})), now=0.0)
    taken = taken_up(kept)
    assert taken is not None
    answer, context = taken
    assert answer == ANSWER
    assert (context.facts, context.short, context.missing) == (ANSWER.facts, ANSWER.short, None)
    assert taken_up(context) is None
    assert context.write()["memory"]["offered"] is None


def test_an_answer_that_is_given_leaves_nothing_to_say_yes_to() -> None:
    found = Context(facts=ANSWER.facts)
    assert after_doubt(Context(), found, ANSWER, ANSWER) is found
    assert taken_up(found) is None
