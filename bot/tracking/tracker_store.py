"""Rasa's tracker store in a database, without its two detours, and without its way of hiding that the database is away.

In endpoints.yml (keys: those of Rasa's own SQL store):

    tracker_store:
      type: bot.tracking.tracker_store.WaitlessTrackerStore
      dialect: sqlite
      db: .build/conversations.db

Where LOTSEN_DATABASE_URL is set, conversations lie in that database instead.

Rasa's SQLTrackerStore reads a conversation a second time, whole, when it is saved, to find out which events are new,
and lets every other conversation wait while the disk takes its commit. Both together were a third of a turn.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar, runtime_checkable

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import BotUttered, Event
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import create_engine
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import sessionmaker

from bot.storage.opening import make_private, make_ready, server_options
from bot.storage.places import database_url
from bot.storage.repeating import TO_BE_REPEATED, AlreadyKept, Unanswered
from bot.storage.unavailable import ConversationsUnavailable
from bot.tracking.turns import is_unanswered, kept_turn

STORED = "_stored_events"  # on a tracker that came from here: how many of its events the database holds
RECALLED = 900.0  # seconds; an answered turn waits for a minute at most to be written for the report
CALLS = 8  # to a server at once; a conversation has one at a time, its lock sees to that
Result = TypeVar("Result")


@runtime_checkable
class Writing(Protocol):
    """An event broker that can be waited for."""

    async def written(self) -> None:
        """Wait until what was published stands in the store."""


@runtime_checkable
class Recalling(Protocol):
    """An event broker that keeps what it was told, and may have missed what a process that ended had kept here."""

    def recall(self, events: Callable[[], Iterable[dict[str, Any]]]) -> None:
        """Keep those among the events that are missing."""


class WaitlessTrackerStore(SQLTrackerStore):
    """Knows what it has read, and works in threads. A turn is answered once its events are committed, as before."""

    engine: Engine

    def __init__(self, *arguments: Any, **options: Any) -> None:
        url = database_url(os.environ)
        if url is not None:
            options["host"] = url.render_as_string(hide_password=False)
        elif options.get("dialect", "sqlite") == "sqlite" and options.get("db"):
            make_private(Path(options["db"]))
            make_ready(Path(options["db"]))
        super().__init__(*arguments, **options)
        self._served = url is not None
        if url is not None:  # Rasa's engine keeps connections that have died, and waits for ever
            self.engine.dispose()
            self.engine = create_engine(url, **server_options(CALLS))
            self.sessionmaker = sessionmaker(bind=self.engine)
        self.engine.hide_parameters = True  # an error in the log must not hold what was said
        self._recalled = False
        self._threads = ThreadPoolExecutor(max_workers=CALLS if self._served else 1, thread_name_prefix="tracker-store")

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> DialogueStateTracker | None:
        try:
            if self._served:  # a file is read faster than a thread is asked
                events = await self._in_thread(self._read, sender_id, fetch_events_from_all_sessions)
                tracker = DialogueStateTracker.from_dict(sender_id, events, self.domain.slots) if events else None
            else:
                tracker = await super()._retrieve(sender_id, fetch_events_from_all_sessions)
        except SQLAlchemyError as error:
            raise ConversationsUnavailable(type(error).__name__) from error
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
        """Store the new events.

        Raises ConversationsUnavailable when the database does not take them, AlreadyKept for a message that it holds,
        and, where a turn is to be repeated, Unanswered for one in which nothing was said.
        """
        try:
            held = len(tracker.events)
            new = self._new_events(tracker)
            await self._refuse_what_is_kept(tracker, new)
            if TO_BE_REPEATED.get() and is_unanswered(new):
                raise Unanswered
            await self._in_thread(self._insert, [self._row(tracker.sender_id, event) for event in new])
        except SQLAlchemyError as error:
            raise ConversationsUnavailable(type(error).__name__) from error
        setattr(tracker, STORED, held)
        if self.event_broker is not None:  # afterwards: the report tells of no turn that is not kept
            await self._tell(self.event_broker, new, tracker.sender_id)

    async def _refuse_what_is_kept(self, tracker: DialogueStateTracker, new: list[Event]) -> None:
        """A process may have ended after a turn was kept and before it was told: so the report hears of it again."""
        kept = kept_turn(list(itertools.islice(tracker.events, getattr(tracker, STORED, None) or 0)), new)
        if kept:
            if self.event_broker is not None:
                await self._tell(self.event_broker, kept, tracker.sender_id)
            raise AlreadyKept([event.message() for event in kept if isinstance(event, BotUttered)])

    async def _tell(self, broker: EventBroker, events: list[Event], sender_id: str) -> None:
        if isinstance(broker, Recalling) and not self._recalled:  # once a process, with its first turn
            self._recalled = True
            broker.recall(partial(self._kept_since, time.time() - RECALLED))
        await self._stream_new_events(broker, events, sender_id)
        if isinstance(broker, Writing):
            await broker.written()

    async def _in_thread(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """Whoever is cancelled meanwhile holds the conversation's lock until it is done, so the next one sees it."""
        working = asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)
        try:
            return await asyncio.shield(working)
        except asyncio.CancelledError:
            await asyncio.wait({working})
            working.exception()  # nobody else asks for it, and asyncio would log it
            raise

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

    def _read(self, sender_id: str, all_sessions: bool) -> list[dict[str, Any]]:
        with self.session_scope() as session:
            rows = self._event_query(session, sender_id, fetch_events_from_all_sessions=all_sessions).all()
            return [json.loads(row.data) for row in rows]

    def _kept_since(self, start: float) -> list[dict[str, Any]]:
        """Events of all conversations from a time on, as the broker is told them."""
        table = self.SQLEvent
        with self.session_scope() as session:
            rows = session.query(table.sender_id, table.data).filter(table.timestamp >= start).order_by(table.id).all()
        return [{"sender_id": row.sender_id, **json.loads(row.data)} for row in rows]

    def _insert(self, rows: Iterable[dict[str, Any]]) -> None:
        with self.session_scope() as session:
            session.add_all([self.SQLEvent(**row) for row in rows])
            session.commit()
