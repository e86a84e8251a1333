"""Waits for the action server to be back, when it has gone in the middle of a turn."""

from __future__ import annotations

import asyncio
import contextlib
import time

PAUSE = 0.25  # seconds between tries


async def until_listening(host: str, port: int, patience: float) -> bool:
    """Wait for at most ``patience`` seconds until connections are taken there; whether they are."""
    end = time.monotonic() + patience
    while True:
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection(host, port)
            writer.close()
            return True
        if time.monotonic() + PAUSE > end:
            return False
        await asyncio.sleep(PAUSE)
