"""Answer a question from the knowledge base."""

from __future__ import annotations

import time
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.clock import today
from actions.context import Context, after, read_query
from actions.knowledge_base import answerer
from actions.rendering import send
from actions.turns import read_turn


class ActionAnswerQuestion(Action):
    """Reads the turn in its context, asks the knowledge base, remembers what was answered."""

    def name(self) -> str:
        return "action_answer_question"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        turn = read_turn(tracker)
        context = Context.read(tracker.current_slot_values(), time.time())
        query = read_query(turn, context)
        answer = answerer().answer(query, today())
        send(dispatcher, answer)
        return [SlotSet(name, value) for name, value in after(context, turn, query, answer).write().items()]
