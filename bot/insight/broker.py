"""Rasa's event broker that keeps answered turns for the editors' report, and forgets them in time.

In endpoints.yml (settings: see settings.py):

    event_broker:
      type: bot.insight.broker.InsightBroker
"""

from __future__ import annotations

import asyncio
import logging
import os
import threading
import time
from asyncio import AbstractEventLoop
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.utils.endpoints import EndpointConfig
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from bot.insight import event_store
from bot.insight.event_store import StoredTurn
from bot.insight.forgetting import forget
from bot.insight.settings import InsightSettings, read_settings
from bot.insight.turns import Event, TurnReader

DAY = 86_400.0
HOUR = 3_600.0  # until deleting is tried again
MAX_WAITING = 1000  # turns not yet written; more are a disk that does not answer
TRIES = 60  # of writing a turn, while the database is away or another writes
PATIENCE = 3.0  # seconds that an answer waits for its turn to be written
PAUSE = 1.0  # seconds between them
# Nothing here logs a question, nor an exception's own words.
logger = logging.getLogger(__name__)


class InsightBroker(EventBroker):
    """Keeps one row a turn; a store that fails never costs the user an answer."""

    @classmethod
    async def from_endpoint_config(
        cls, broker_config: EndpointConfig, event_loop: AbstractEventLoop | None = None
    ) -> InsightBroker:
        """Called by Rasa when it starts; raises SettingError for a setting that cannot be used."""
        return cls(read_settings(os.environ))

    def __init__(
        self,
        settings: InsightSettings,
        now: Callable[[], float] = time.time,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._now = now
        self._clock = clock  # when to delete next: a clock set back must not put it off
        self._reader = TurnReader()
        self._forget_at: float | None = None
        # Beside the conversations: a commit waits for the disk. Deleting waits for nobody, and nobody for it.
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="insight")
        self._forgetter = ThreadPoolExecutor(max_workers=1, thread_name_prefix="forgetting")
        self._last: Future[None] | None = None
        self._room = threading.BoundedSemaphore(MAX_WAITING)
        self._closing = threading.Event()

    def publish(self, event: dict[str, Any]) -> None:
        """Take one event from Rasa; the turn that it completes is written soon after."""
        turn = self._reader.read(event)
        if turn is None:
            return
        if not self._room.acquire(blocking=False):
            logger.warning("A turn was not kept for the report: %d others wait to be written", MAX_WAITING)
            return
        self._last = self._writer.submit(self._keep, turn)
        self._last.add_done_callback(lambda _: self._room.release())
        if self._forget_at is None or self._clock() >= self._forget_at:
            self._forget_at = self._clock() + DAY
            self._forgetter.submit(self._forget, self._now())

    def recall(self, events: Callable[[], Iterable[Event]]) -> None:
        """Keep those turns among the events that are missing here: a process may have ended before it had told them.

        They are asked for in the writer's thread.
        """
        self._last = self._writer.submit(self._recall, events)

    async def written(self) -> None:
        """Until what was published is written, so that a turn that was answered outlives this process.

        A store that does not take it at once is not waited for: the answer matters more than the report.
        """
        if self._last is not None and not self._last.done():
            await asyncio.wait({asyncio.wrap_future(self._last)}, timeout=PATIENCE)

    async def close(self) -> None:
        """Called by Rasa when it stops: what was told is written before, if the store takes it at once."""
        self._closing.set()
        self._writer.shutdown(wait=True)
        self._forgetter.shutdown(wait=True)

    def _recall(self, events: Callable[[], Iterable[Event]]) -> None:
        reader = TurnReader(self._reader.salt)
        try:
            turns = [turn for event in events() if (turn := reader.read(event)) is not None]
        except (OSError, SQLAlchemyError) as error:
            logger.warning("Turns of a process that ended are not looked for: %s", type(error).__name__)
            return
        self._write(turns, missing_only=True)

    def _keep(self, turn: StoredTurn) -> None:
        self._write([turn], missing_only=False)

    def _write(self, turns: Sequence[StoredTurn], missing_only: bool) -> None:
        """Write turns; the conversation holds them already, so a store that is away for a while is waited for."""
        for left in reversed(range(TRIES)):
            try:
                event_store.add(self._settings.events, turns, missing_only)
                return
            except (OSError, SQLAlchemyError) as error:
                passes = isinstance(error, OperationalError)
                if not passes or not left or self._closing.wait(PAUSE):
                    logger.warning("A turn was not kept for the report: %s", type(error).__name__)
                    return

    def _forget(self, now: float) -> None:
        try:
            forget(self._settings, now)
        except (OSError, SQLAlchemyError) as error:
            self._forget_at = self._clock() + HOUR
            logger.warning("Old turns are not deleted yet: %s", type(error).__name__)
