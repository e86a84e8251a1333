"""Turns among a conversation's events. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rasa.shared.core.events import BotUttered, Event, UserUttered


def is_unanswered(new: Iterable[Event]) -> bool:
    """Whether a message stands among the events and nothing was said in answer: its action failed."""
    asked = answered = False
    for event in new:
        asked = asked or isinstance(event, UserUttered)
        answered = answered or (asked and isinstance(event, BotUttered))
    return asked and not answered


def kept_turn(known: Sequence[Event], new: Iterable[Event]) -> list[Event]:
    """The turn, among the known events, of a message that stands among the new ones too; empty where none does."""
    ids = {event.message_id for event in new if isinstance(event, UserUttered) and event.message_id}
    turn: list[Event] = []
    for event in known:
        if isinstance(event, UserUttered):
            if turn:
                break
            if event.message_id not in ids:
                continue
        elif not turn:
            continue
        turn.append(event)
    return turn
