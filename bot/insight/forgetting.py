"""Deletes what has been kept long enough: events, votes and whole conversations."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.insight import event_store, feedback
from bot.insight.database import WAIT_SECONDS
from bot.insight.settings import InsightSettings

DAY = 86_400.0
CONVERSATIONS: Final = Path(".build/conversations.db")  # as in endpoints.yml
#: Rasa's own table; a conversation goes as a whole, when its last event is old enough.
_OLD_CONVERSATIONS = (
    "DELETE FROM events WHERE sender_id IN (SELECT sender_id FROM events GROUP BY sender_id HAVING MAX(timestamp) < ?)"
)


@dataclass(frozen=True)
class Forgotten:
    """How many rows of each kind went."""

    events: int
    votes: int
    conversation_events: int


def forget(settings: InsightSettings, now: float, conversations: Path = CONVERSATIONS) -> Forgotten:
    """Delete for good what is older than ``settings.keep_days``; raises sqlite3.Error when a file is locked."""
    before = now - settings.keep_days * DAY
    return Forgotten(
        events=event_store.purge(settings.events, before),
        votes=feedback.purge(settings.feedback, before),
        conversation_events=_purge_conversations(conversations, before),
    )


def _purge_conversations(path: Path, before: float) -> int:
    if not path.is_file():
        return 0
    with contextlib.closing(sqlite3.connect(path, timeout=WAIT_SECONDS)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'events'").fetchone():
            return 0
        with connection:
            gone = connection.execute(_OLD_CONVERSATIONS, (before,)).rowcount
        if gone:
            connection.execute("VACUUM")
    return gone
