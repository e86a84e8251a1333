"""Lead to a person: whom to ask about what the conversation is about, and how to reach them."""

from __future__ import annotations

import time
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import knowledge_base
from actions.answer_turn import answer_turn, changes
from actions.latest import read_turn
from actions.rendering import send
from knowledge.answering import Answerer
from knowledge.answering.offering import person_for, with_recipients
from knowledge.store import StoreError
from knowledge.understanding.context import Context
from knowledge.words.answer import Answer


class ActionSayWhomToAsk(Action):
    """Answers "jag vill prata med en människa"."""

    def name(self) -> str:
        return "action_say_whom_to_ask"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        turn = read_turn(tracker)
        slots = tracker.current_slot_values()
        context = Context.read(slots, time.time())
        if turn.entities.keys() & {"programme", "patient_group", "care_type"}:
            # "vem kan jag prata med om färdplanen?" is a question like any other
            answered = answer_turn(turn, context)
            send(dispatcher, answered.answer, answered.debug)
            return changes(answered.events, slots)
        try:
            answer = knowledge_base.use(lambda base: _person(base, context))
        except StoreError:
            answer = knowledge_base.apology()
        send(dispatcher, answer)
        return []


def _person(base: Answerer, context: Context) -> Answer:
    return with_recipients(base.knowledge, person_for(base.knowledge, base.care, context.slots))
