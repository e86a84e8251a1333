"""An answer that is too likely wrong is not given: its question is put back, to be pressed.

Asked once: whoever presses the question, says yes or asks anew gets the answer, whatever its risk.
"""

from __future__ import annotations

import dataclasses
from typing import Final

from knowledge.answering.risk import features, risk
from knowledge.answering.suggesting import MOST
from knowledge.swedish.stems import analyse
from knowledge.texts import text
from knowledge.understanding.context import CERTAINTY, Context
from knowledge.understanding.turns import Turn
from knowledge.words.answer import Answer, Button
from knowledge.words.query import Query
from knowledge.words.tracing import at_least, note

UNSURE: Final = "unsure"  # reason of the reply that asks whether a question was meant


def with_doubt(answer: Answer, turn: Turn, query: Query, context: Context, limit: float) -> Answer:
    """The answer, or the question whether that was asked where its risk reaches ``limit`` (0..1).

    What cannot be asked as one question of its own, what was just asked back, and what is typed as that very question
    is answered.
    """
    if answer.kind != "answer":
        return answer
    seen = features(turn, query, answer)
    chance = risk(seen)
    note("risk", chance=chance, **seen)
    doubtful = at_least("risk", chance, limit, answer.question)
    if not doubtful or not answer.question or context.missing == CERTAINTY or _same(answer.question, turn.text):
        return answer
    offered = list(dict.fromkeys([answer.question, *answer.near]))[:MOST]
    return Answer(
        "clarify",
        text("answers", "clarify", "unsure"),
        reason=UNSURE,
        buttons=tuple(Button(question, question) for question in offered),
        programme=answer.programme,
        question_type=answer.question_type,
        missing=CERTAINTY,
        score=answer.score,
    )


def after_doubt(before: Context, after: Context, asked: Answer, found: Answer) -> Context:
    """The conversation once a question was put back: what was understood is kept, what was found waits for a yes."""
    if asked.reason != UNSURE:
        return after
    return dataclasses.replace(
        after,
        facts=before.facts,
        sources=before.sources,
        short=before.short,
        told_status=before.told_status,
        missing=CERTAINTY,
        offered=dataclasses.asdict(found),
    )


def taken_up(context: Context) -> tuple[Answer, Context] | None:
    """The answer that waits for a yes, and the conversation once it is given; None where none waits."""
    if context.missing != CERTAINTY or context.offered is None:
        return None
    answer = Answer.read(context.offered)
    told = context.told_status | ({answer.programme} if answer.programme and answer.status else set())
    return answer, dataclasses.replace(
        context,
        facts=answer.facts,
        sources=answer.sources,
        short=answer.short,
        told_status=frozenset(told),
        missing=None,
        offered=None,
    )


def _same(question: str, said: str) -> bool:
    return sorted(analyse(question)) == sorted(analyse(said))
