"""Small talk that the classifier was too unsure of to answer at once."""

from __future__ import annotations

from typing import Final

from knowledge.understanding.turns import Turn

RESPONSES: Final = {
    "greet": "utter_greet",
    "goodbye": "utter_goodbye",
    "thank": "utter_thank",
    "bot_challenge": "utter_bot_challenge",
    "ask_capabilities": "utter_capabilities",
    "how_are_you": "utter_how_are_you",
    "complaint": "utter_complaint",
}


def likely_smalltalk(turn: Turn) -> str | None:
    """The response to give when small talk is the likeliest reading of a message without an answer."""
    ranking = {intent: p for intent, p in turn.ranking.items() if intent != "nlu_fallback"}
    best = max(ranking, key=lambda intent: ranking[intent], default="")
    return RESPONSES.get(best)
