"""Shared by the actions that talk about the last answer."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer_turn import answer_turn, changes
from actions.latest import read_turn
from actions.rendering import send
from knowledge.limits import LIMITS
from knowledge.understanding.context import Context
from knowledge.words.answer import Answer

SURE, SURE_ALONE = LIMITS.conversation.about_last, LIMITS.conversation.about_nothing


def reply(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    context: Context,
    answer: Answer | None,
    nothing: Answer,
    *,
    doubted: bool = False,
) -> list[dict[str, Any]]:
    """Send the answer about the last answer, unless the message rather asks something new.

    "Hur gammal är Färdplanen?" names what it asks about, and "sedan när har den
    funnits?" only looks like a question about the source; the knowledge base
    then answers if it can. So it does where the caller has ``doubted`` that
    the last answer is meant.
    """
    turn = read_turn(tracker)
    names_another = bool(turn.entities.keys() & {"programme", "patient_group"}) and (
        turn.entities.get("programme") != context.slots.get("programme")
    )
    unsure = doubted or names_another or turn.ranking.get(turn.intent, 0.0) < (SURE if answer else SURE_ALONE)
    if unsure or answer is None:
        fresh = answer_turn(turn, context)
        # with nothing answered yet, "hur gamla är dina uppgifter?" may be about all of them
        about_all = answer is None and fresh.answer.programme is None
        if fresh.answer.kind == "answer" and (unsure or about_all):
            send(dispatcher, fresh.answer, fresh.debug)
            return changes(fresh.events, tracker.current_slot_values())
    send(dispatcher, answer or nothing)
    return []
