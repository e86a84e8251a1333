"""Work that goes on after Teams has its 200: bounded, in order within a conversation, a few seconds at the end."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Awaitable, Callable

import structlog

Work = Callable[[], Awaitable[None]]
log = structlog.get_logger()


class Turns:
    """Tasks by conversation.

    Args:
        most: turns under way or waiting; more are not taken.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._last: dict[str, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return len(self._tasks)

    def start(self, conversation: str, work: Work) -> bool:
        """Begin the work once what was begun before in this conversation is done; False when there is no room."""
        if len(self._tasks) >= self._most:
            return False
        task = asyncio.get_running_loop().create_task(_after(self._last.get(conversation), work))
        self._last[conversation] = task
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._ended(conversation, done))
        return True

    async def aclose(self, seconds: float) -> None:
        """Wait for what is under way, and give up what takes longer."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _ended(self, conversation: str, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if self._last.get(conversation) is task:
            del self._last[conversation]


async def _after(earlier: asyncio.Task[None] | None, work: Work) -> None:
    if earlier is not None:
        await asyncio.wait([earlier])
    try:
        await work()
    except Exception as error:  # nobody waits for a task: without this its failure would pass unseen
        place = "".join(traceback.format_tb(error.__traceback__))
        log.error("teams_turn_failed", why=type(error).__name__, where=place)
