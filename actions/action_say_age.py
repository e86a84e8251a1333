"""Say how old the information behind the last answer is."""

from __future__ import annotations

import time
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.clock import today
from actions.context import Context
from actions.knowledge_base import answerer
from actions.rendering import send
from actions.turns import read_turn
from knowledge.explaining import age_answer


class ActionSayAge(Action):
    """Say how old the information behind the last answer is."""

    def name(self) -> str:
        return "action_say_age"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        context = Context.read(tracker.current_slot_values(), time.time())
        send(dispatcher, age_answer(answerer().knowledge, context.facts, read_turn(tracker).entities.get("programme") or context.slots.get("programme"), today()))
        return []
