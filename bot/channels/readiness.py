"""Whether Rasa's server would answer a question, and keep it."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.storage.places import CONVERSATIONS, database_url
from bot.storage.probing import write_to

KEPT = 3.0  # seconds for which what was found holds: a probe waits for the disk


class Readiness:
    """Asked by the gateway's health; ``probe`` raises where what is said cannot be kept."""

    def __init__(self, probe: Callable[[], None] | None = None) -> None:
        self._probe = probe or _write
        self._asking = asyncio.Lock()
        self._until = 0.0
        self._found = False

    async def ready(self, agent: Any) -> bool:
        """Whether the model is loaded and conversations can be written."""
        async with self._asking:
            if time.monotonic() >= self._until:
                self._found = await asyncio.get_running_loop().run_in_executor(None, self._writes)
                self._until = time.monotonic() + KEPT
        return self._found and is_loaded(agent)

    def _writes(self) -> bool:
        try:
            self._probe()
        except (OSError, SQLAlchemyError):
            return False
        return True


def is_loaded(agent: Any) -> bool:
    """Whether Rasa's agent has a model; it goes on without one when that cannot be read."""
    asked = getattr(agent, "is_ready", None)
    return bool(asked()) if asked is not None else agent is not None


def refuse_without_model(agent: Any) -> None:
    """End the process rather than serve apologies."""
    if not is_loaded(agent):
        sys.exit("The model could not be loaded: delete models/lotsen.tar.gz, and make setup trains it anew")


def _write() -> None:
    write_to(database_url(os.environ) or CONVERSATIONS)
