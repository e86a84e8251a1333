"""Deletes what has been kept long enough, wherever it lies: turns, votes and whole conversations.

The only place that deletes by age: Rasa's server calls it once a day (``broker.py``), ``lotsen insight purge`` at once.
After how many days is a setting: LOTSEN_KEEP_DAYS (``settings.py``, docs/settings.md).
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from sqlalchemy import delete, func, inspect, select

from bot.insight import event_store, feedback
from bot.insight.settings import InsightSettings
from bot.storage.deleting import PAUSE, give_back
from bot.storage.opening import engine_of, exists
from bot.storage.places import Place
from bot.storage.tables import rasa_events

DAY = 86_400.0
SENDERS = 50  # whose conversations go in one step


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
    with engine_of(place).begin() as connection:
        if not inspect(connection).has_table(rasa_events.name):
            return 0
        old = list(connection.scalars(select(sender).group_by(sender).having(func.max(at) < before)))
    gone = 0
    for first in range(0, len(old), SENDERS):
        some = sender.in_(old[first : first + SENDERS])
        living = select(sender).where(some, at >= before)  # somebody may have gone on since
        with engine_of(place).begin() as connection:
            gone += connection.execute(delete(rasa_events).where(some, sender.not_in(living))).rowcount
        time.sleep(PAUSE)
    if gone:
        give_back(place)
    return gone
