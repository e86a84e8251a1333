"""Show the quotation behind the last answer."""

from __future__ import annotations

import time
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.context import Context
from actions.knowledge_base import answerer
from actions.rendering import send
from knowledge.explaining import quote_answer


class ActionShowQuote(Action):
    """Show the quotation behind the last answer."""

    def name(self) -> str:
        return "action_show_quote"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        context = Context.read(tracker.current_slot_values(), time.time())
        send(dispatcher, quote_answer(answerer().knowledge, context.facts))
        return []
