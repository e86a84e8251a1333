"""Take up a question that was put back to the user, who says yes to it."""

from __future__ import annotations

import time
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answer_turn import changes
from actions.rendering import send
from knowledge.answering.doubting import taken_up
from knowledge.understanding.context import Context


class ActionTakeUp(Action):
    """Answers "ja" to "Menar du så här?"; any other yes is small talk."""

    def name(self) -> str:
        return "action_take_up"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        slots = tracker.current_slot_values()
        taken = taken_up(Context.read(slots, time.time()))
        if taken is None:
            dispatcher.utter_message(response="utter_affirm")
            return []
        answer, context = taken
        send(dispatcher, answer)
        return changes([SlotSet(name, value) for name, value in context.write().items()], slots)
