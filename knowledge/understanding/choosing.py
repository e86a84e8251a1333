"""The bot asked which programme is meant, and the user says so freely: "jag menar det för kompetensutveckling"."""

from __future__ import annotations

import dataclasses
import re

from knowledge.limits import LIMITS
from knowledge.texts import load
from knowledge.understanding.context import Context
from knowledge.understanding.following import CLEAR
from knowledge.understanding.turns import Turn

SHARED = LIMITS.conversation.same_beginning


def with_choice(turn: Turn, context: Context) -> Turn:
    """The turn with the programme that its words choose; as it was when nothing was asked, or nothing is chosen."""
    if not context.pending or context.missing != "programme" or "programme" in turn.entities:
        return turn
    if max(turn.question_types.values(), default=0.0) >= CLEAR:
        return turn  # a question of its own
    programme = chosen(turn.text)
    return dataclasses.replace(turn, entities={**turn.entities, "programme": programme}) if programme else turn


def chosen(text: str) -> str | None:
    """The only programme whose name shares the beginning of a word with the text."""
    said = {word[:SHARED] for word in re.findall(r"\w+", text.lower()) if len(word) >= SHARED}
    fitting = [
        programme
        for programme, name in load("answers")["choices"].items()
        if said & {word[:SHARED] for word in re.findall(r"\w+", name.lower())}
    ]
    return fitting[0] if len(fitting) == 1 else None
