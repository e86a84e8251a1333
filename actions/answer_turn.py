"""One turn through the knowledge base: read in context, answered, remembered."""

from __future__ import annotations

import dataclasses
import os
from typing import Any

from rasa_sdk.events import SlotSet

from actions.clock import today
from actions.context import Context, after, read_query
from actions.debugging import debug_payload, is_on
from actions.knowledge_base import answerer
from actions.turns import Turn
from knowledge.query import Answer, Query
from knowledge.tracing import traced


@dataclasses.dataclass(frozen=True)
class Answered:
    """An answer, the events that remember it and, in development, what decided it."""

    answer: Answer
    events: list[dict[str, Any]]
    debug: dict[str, Any] | None = None


def answer_turn(turn: Turn, context: Context) -> Answered:
    """Answer one turn."""
    query = read_query(turn, context)
    answer, debug = _asked(turn, context, query)
    slots = after(context, turn, query, answer).write()
    return Answered(answer, [SlotSet(name, value) for name, value in slots.items()], debug)


def _asked(turn: Turn, context: Context, query: Query) -> tuple[Answer, dict[str, Any] | None]:
    if not is_on(os.environ):
        return answerer().answer(query, today()), None
    with traced() as trace:
        answer = answerer().answer(query, today())
    return answer, debug_payload(turn, context, query, answer, trace)
