"""Locks of conversations: one message of each at a time, in this process or, with LOTSEN_REDIS_URL, in all together.

In endpoints.yml:

    lock_store:
      type: bot.tracking.lock_store.ConversationLocks

Rasa's own stores ask once a second whether it is their turn, the one in memory too, and the one in Redis reads and
writes a list of tickets in two steps, so two servers can draw the same number. Here messages of one process queue in
order without asking, and one of them at a time asks for redis-py's lock, twenty times a second.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import AsyncIterator, Mapping
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockError, LockStore
from redis.asyncio import Redis
from redis.asyncio.lock import Lock
from redis.exceptions import LockNotOwnedError, RedisError

from bot.storage.places import redis_url

PREFIX = "lotsen:lock:"
#: Seconds after which the lock of a process that is gone is free; while one lives, it renews its lock.
LIFETIME = 6.0
RENEWAL = 1.5  # seconds between renewals
POLL = 0.05  # seconds between questions for a lock that another process holds
ANSWER = 2.0  # seconds in which Redis must answer

logger = logging.getLogger(__name__)


class ConversationLocks(LockStore):
    """Raises Rasa's LockError where a lock cannot be had; the channel then says sorry."""

    def __init__(self, endpoint_config: Any = None, environ: Mapping[str, str] = os.environ) -> None:
        super().__init__()
        url = redis_url(environ)
        self._here: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()  # gone with the last who waits
        self._redis = (
            Redis.from_url(url, socket_timeout=ANSWER, socket_connect_timeout=ANSWER, health_check_interval=15)
            if url
            else None
        )

    @contextlib.asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = POLL
    ) -> AsyncIterator[TicketLock]:
        """Hold the conversation; waits ``lock_lifetime`` seconds at most for one that another process holds."""
        here = self._here.setdefault(conversation_id, asyncio.Lock())
        async with here:
            if self._redis is None:
                yield self.create_lock(conversation_id)
                return
            async with self._everywhere(self._redis, conversation_id, lock_lifetime):
                yield self.create_lock(conversation_id)

    @contextlib.asynccontextmanager
    async def _everywhere(self, redis: Redis, conversation_id: str, patience: float) -> AsyncIterator[None]:
        held = redis.lock(f"{PREFIX}{conversation_id}", timeout=LIFETIME, sleep=POLL, blocking_timeout=patience)
        try:
            free = await held.acquire()
        except (RedisError, OSError) as error:
            raise LockError(f"The lock cannot be asked for: {type(error).__name__}") from error
        if not free:
            raise LockError(f"Another process has held the conversation for {patience:g} s")
        renewing = asyncio.create_task(_renew(held))
        try:
            yield
        finally:
            renewing.cancel()
            await _release(held)


async def _renew(held: Lock) -> None:
    """Until cancelled: a Redis that is away for less than the lifetime changes nothing."""
    while True:
        await asyncio.sleep(RENEWAL)
        try:
            await held.reacquire()
        except LockNotOwnedError:
            logger.error("A lock ended before the turn that held it")
            return
        except (RedisError, OSError) as error:
            logger.warning("A lock was not renewed: %s", type(error).__name__)


async def _release(held: Lock) -> None:
    try:
        await held.release()
    except (RedisError, OSError) as error:  # it ends by itself
        logger.warning("A lock was not given back: %s", type(error).__name__)
