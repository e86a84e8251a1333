"""Answer a question from the knowledge base."""

from __future__ import annotations

import time
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer_turn import answer_turn, changes
from actions.latest import read_turn
from actions.reader_outcome import ASKED_BACK
from actions.rendering import send
from actions.second_reading import second_reading
from actions.smalltalk import likely_smalltalk
from knowledge.saying.about_the_answer import quote_answer
from knowledge.understanding.context import Context
from knowledge.understanding.following import asks_where


class ActionAnswerQuestion(Action):
    """Reads the turn in its context, asks the knowledge base, remembers what was answered."""

    def name(self) -> str:
        return "action_answer_question"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = read_turn(tracker)
        slots = tracker.current_slot_values()
        context = Context.read(slots, time.time())
        where = quote_answer(context.facts, context.sources, context.short) if asks_where(turn, context) else None
        if where:
            send(dispatcher, where)
            return []
        answered = answer_turn(turn, context, await second_reading(turn, context))
        # what two readings answer differently is no small talk: one of them has an answer
        read_twice = (answered.reader or {}).get("outcome") == ASKED_BACK
        found = answered.answer.kind == "answer" or read_twice
        response = None if found else likely_smalltalk(turn)
        if response:
            dispatcher.utter_message(response=response)
            return []
        send(dispatcher, answered.answer, answered.debug, answered.reader)
        return changes(answered.events, slots)
