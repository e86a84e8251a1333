"""Say how old the information behind the last answer is."""

from __future__ import annotations

import time
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.about_the_answer import reply
from actions.clock import today
from actions.latest import read_turn
from knowledge.saying.about_the_answer import age_answer, nothing_yet
from knowledge.understanding.context import Context
from knowledge.understanding.following import asks_when


class ActionSayAge(Action):
    """Answers "hur gammal är uppgiften?"."""

    def name(self) -> str:
        return "action_say_age"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        context = Context.read(tracker.current_slot_values(), time.time())
        answer = age_answer(context.facts, context.sources, today())
        doubted = asks_when(read_turn(tracker))
        return reply(dispatcher, tracker, context, answer, nothing_yet("age"), doubted=doubted)
