"""The second reading of a turn, where a language model is let on: LOTSEN_READER_URL. Nothing of it is loaded else."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from actions import knowledge_base
from actions.clock import today
from knowledge.store import StoreError
from knowledge.understanding.context import CERTAINTY, Context
from knowledge.understanding.turns import Turn

if TYPE_CHECKING:
    from bot.reader.reader import Reader, Second

SETTING = "LOTSEN_READER_URL"
logger = logging.getLogger(__name__)
_reader: Reader | None = None


def let_on(reader: Reader | None) -> None:
    """Take a reader for those that follow; None takes none but the settings' own."""
    global _reader
    _reader = reader


def reader() -> Reader | None:
    """The reader of this process, made at the first call; None where none is set. Raises the settings' SettingError."""
    if _reader is None and os.environ.get(SETTING):
        from bot.reader.client import ChatClient
        from bot.reader.reader import Reader
        from bot.reader.settings import read_settings

        settings = read_settings(os.environ)
        let_on(Reader(ChatClient(settings), settings.model) if settings else None)
    return _reader


async def second_reading(turn: Turn, context: Context) -> Second | None:
    """What the model reads in the turn's masked words; None where none is set, or its question was just put back."""
    own = reader()
    if own is None or context.missing == CERTAINTY:
        return None
    try:
        table = knowledge_base.answerer().care
    except StoreError:
        return None  # answering says so
    second = await own.read(turn.text, context, table, today())
    if second.why:
        logger.info("No second reading: %s after %d ms", second.why, second.milliseconds)
    return second
