"""Say the last answer in fewer words."""

from __future__ import annotations

import time
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.context import Context
from actions.knowledge_base import answerer
from actions.rendering import send
from knowledge.explaining import short_answer


class ActionShorten(Action):
    """Say the last answer in fewer words."""

    def name(self) -> str:
        return "action_shorten"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        context = Context.read(tracker.current_slot_values(), time.time())
        send(dispatcher, short_answer(answerer().knowledge, context.facts, context.short))
        return []
