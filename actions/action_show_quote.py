"""Show the words of the source behind the last answer."""

from __future__ import annotations

import time
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.about_the_answer import reply
from knowledge.saying.about_the_answer import nothing_yet, quote_answer
from knowledge.understanding.context import Context


class ActionShowQuote(Action):
    """Answers "var står det?"."""

    def name(self) -> str:
        return "action_show_quote"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        context = Context.read(tracker.current_slot_values(), time.time())
        answer = quote_answer(context.facts, context.sources, context.short)
        return reply(dispatcher, tracker, context, answer, nothing_yet("quote"))
