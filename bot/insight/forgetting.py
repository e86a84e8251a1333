"""Deletes what has been kept long enough, wherever it lies: turns, votes and whole conversations.

The only place that deletes by age: Rasa's server calls it once a day (``broker.py``), ``lotsen insight purge`` at once.
After how many days is a setting: LOTSEN_KEEP_DAYS (``settings.py``, docs/settings.md).
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, func, inspect, select

from bot.insight import event_store, feedback
from bot.insight.settings import InsightSettings
from bot.storage.opening import engine_of, exists, shrink
from bot.storage.places import Place
from bot.storage.tables import rasa_events

DAY = 86_400.0


@dataclass(frozen=True)
class Forgotten:
    """How many rows of each kind went."""

    events: int
    votes: int
    conversation_events: int


def forget(settings: InsightSettings, now: float) -> Forgotten:
    """Delete for good what is older than ``settings.keep_days``; raises SQLAlchemyError when a store fails."""
    before = now - settings.keep_days * DAY
    return Forgotten(
        events=event_store.purge(settings.events, before),
        votes=feedback.purge(settings.feedback, before),
        conversation_events=_purge_conversations(settings.conversations, before),
    )


def _purge_conversations(place: Place, before: float) -> int:
    """A conversation goes as a whole, when its last event is old enough."""
    if not exists(place):
        return 0
    sender, at = rasa_events.c.sender_id, rasa_events.c.timestamp
    old = select(sender).group_by(sender).having(func.max(at) < before)
    with engine_of(place).begin() as connection:
        if not inspect(connection).has_table(rasa_events.name):
            return 0
        gone = connection.execute(delete(rasa_events).where(sender.in_(old))).rowcount
    if gone:
        shrink(place)
    return gone
