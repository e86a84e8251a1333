"""Rasa's tracker store in a database, without its two detours.

In endpoints.yml (keys: those of Rasa's own SQL store):

    tracker_store:
      type: bot.tracking.tracker_store.WaitlessTrackerStore
      dialect: sqlite
      db: .build/conversations.db

Rasa's SQLTrackerStore reads a conversation a second time, whole, when it is saved, to find out which events are new,
and lets every other conversation wait while the disk takes its commit. Both together were a third of a turn.
"""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

STORED = "_stored_events"  # on a tracker that came from here: how many of its events the database holds


class WaitlessTrackerStore(SQLTrackerStore):
    """Knows what it has read, and writes in a thread. A turn is answered once its events are committed, as before."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="tracker-store")

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> DialogueStateTracker | None:
        tracker = await super()._retrieve(sender_id, fetch_events_from_all_sessions)
        if tracker is not None and not fetch_events_from_all_sessions:
            setattr(tracker, STORED, len(tracker.events))
        return tracker

    async def stream_events(self, tracker: DialogueStateTracker) -> None:
        """Give the new events to the event broker."""
        if self.event_broker is None or getattr(tracker, STORED, None) is None:
            await super().stream_events(tracker)
        else:
            await self._stream_new_events(self.event_broker, self._new_events(tracker), tracker.sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the new events; raises SQLAlchemy's errors when the database does not take them."""
        await self.stream_events(tracker)
        held = len(tracker.events)
        rows = [self._row(tracker.sender_id, event) for event in self._new_events(tracker)]
        await asyncio.get_running_loop().run_in_executor(self._writer, self._insert, rows)
        setattr(tracker, STORED, held)

    def _new_events(self, tracker: DialogueStateTracker) -> list[Event]:
        known = getattr(tracker, STORED, None)
        if known is not None:
            return list(itertools.islice(tracker.events, known, None))
        with self.session_scope() as session:  # made elsewhere: the database must be asked
            return list(self._additional_events(session, tracker))

    def _row(self, sender_id: str, event: Event) -> dict[str, Any]:
        data = event.as_dict()
        return {
            "sender_id": sender_id,
            "type_name": event.type_name,
            "timestamp": data.get("timestamp"),
            "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
            "action_name": data.get("name"),
            "data": json.dumps(data),
        }

    def _insert(self, rows: Iterable[dict[str, Any]]) -> None:
        with self.session_scope() as session:
            session.add_all([self.SQLEvent(**row) for row in rows])
            session.commit()
