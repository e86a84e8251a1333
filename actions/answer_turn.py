"""One turn through the knowledge base: read in context, answered, remembered."""

from __future__ import annotations

from typing import Any, Final

from rasa_sdk.events import SlotSet

from actions.clock import today
from actions.context import Context, after, read_query
from actions.knowledge_base import answerer
from actions.several_questions import answer_several
from actions.turns import Turn
from knowledge.offering import offer_person
from knowledge.query import Answer

FAILURES_BEFORE_OFFER: Final = 1  # refusals after which the next one offers a person to ask


def answer_turn(turn: Turn, context: Context) -> tuple[Answer, list[dict[str, Any]]]:
    """Return the answer and the events that remember it."""
    several = answer_several(answerer(), turn, context, today())
    if several:
        answer, remembered = several
    else:
        query = read_query(turn, context)
        answer = answerer().answer(query, today())
        remembered = after(context, turn, query, answer)
    if answer.kind == "no_answer" and context.failures >= FAILURES_BEFORE_OFFER:
        answer = offer_person(answerer().knowledge, answer, context.slots.get("programme"))
    return answer, [SlotSet(name, value) for name, value in remembered.write().items()]
