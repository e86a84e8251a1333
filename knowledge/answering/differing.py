"""A message that two readings have answered: the same answer is given, two different ones are put back as questions.

The second reading is a proposal that is trusted with nothing. Whatever it says, an answer that is given is the one
that the built-in reading finds; the proposal can only turn it into a question, or a refusal into one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from knowledge.answering.doubting import UNSURE
from knowledge.answering.suggesting import MOST
from knowledge.texts import text
from knowledge.understanding.context import CERTAINTY
from knowledge.words.answer import Answer, Button
from knowledge.words.query import CARE
from knowledge.words.tracing import note


def same(one: Answer, other: Answer) -> bool:
    """Whether two answers tell staff the same: the same row and fee of the care table, or the same leading fact."""
    if one.kind != other.kind or one.kind != "answer":
        return one.kind == other.kind
    if one.text == other.text or (one.question and one.question == other.question):
        return True
    if not one.facts or one.facts[0] != (other.facts or ("",))[0]:
        return False
    of_care = one.programme == CARE
    return not of_care or (one.question_type == other.question_type and one.figures == other.figures)


def asked_back(built_in: Answer, proposed: Answer) -> Answer | None:
    """The question that is put back where the two differ in what staff would read; None where the first stands.

    It stands too where nothing can be asked as one question, and where it says what a page does not give.
    """
    if same(built_in, proposed) or _is_gap(built_in):
        return None
    first, second = (built_in, proposed) if built_in.kind == "answer" else (proposed, built_in)
    if not _questions(first):
        return None
    questions = _offered(first, second)
    note("reader", decided="ask back", built_in=list(_questions(built_in)), proposed=list(_questions(proposed)))
    return Answer(
        "clarify",
        text("answers", "clarify", "unsure"),
        reason=UNSURE,
        buttons=tuple(Button(question, question) for question in questions),
        programme=first.programme,
        question_type=first.question_type,
        missing=CERTAINTY,
        score=built_in.score,
    )


def _offered(first: Answer, second: Answer) -> list[str]:
    """What the two answer differently, by turns; what is near where only one of them answers anything."""
    own, others = _questions(first), _questions(second)
    if not others:
        return list(dict.fromkeys([*own, *first.near]))[:MOST]
    by_turns = zip_longest([one for one in own if one not in others], [one for one in others if one not in own])
    return [question for pair in by_turns for question in pair if question][:MOST] or list(own[:MOST])


def _questions(answer: Answer) -> Sequence[str]:
    """The questions that an answer answers: its own, or those of a message that asked several."""
    if answer.kind != "answer":
        return ()
    return (answer.question,) if answer.question else answer.near


def _is_gap(answer: Answer) -> bool:
    """Whether it says of a page that it does not give what is asked: found, and cautious already."""
    return answer.kind == "no_answer" and answer.programme not in (None, CARE)
