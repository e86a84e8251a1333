"""One turn through the knowledge base: read in context, answered, remembered."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import SlotSet

from actions import knowledge_base
from actions.clock import today
from actions.context import Context, after, read_query
from actions.turns import Turn
from knowledge.query import Answer


def answer_turn(turn: Turn, context: Context) -> tuple[Answer, list[dict[str, Any]]]:
    """Return the answer and the events that remember it; an apology leaves the conversation as it was."""
    query = read_query(turn, context)
    answer = knowledge_base.answer(query, today())
    if answer.kind == "error":
        return answer, []
    return answer, [SlotSet(name, value) for name, value in after(context, turn, query, answer).write().items()]
