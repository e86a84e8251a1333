"""Waits for the action server to be back, when it has gone in the middle of a turn."""

from __future__ import annotations

import asyncio
import contextlib
import time

import aiohttp

PAUSE = 0.25  # seconds between tries
HEALTH = "/health"  # what the action server tells everybody


async def until_answering(host: str, port: int, patience: float) -> bool:
    """Wait for at most ``patience`` seconds until the server there answers; whether it does.

    That connections are taken says too little: those of a process that is just ending are taken too.
    """
    end = time.monotonic() + patience
    async with aiohttp.ClientSession() as session:
        while True:
            with contextlib.suppress(aiohttp.ClientError, asyncio.TimeoutError, OSError):
                left = aiohttp.ClientTimeout(total=max(PAUSE, end - time.monotonic()))
                async with session.get(f"http://{host}:{port}{HEALTH}", timeout=left) as reply:
                    if reply.status == 200:
                        return True
            if time.monotonic() + PAUSE > end:
                return False
            await asyncio.sleep(PAUSE)
