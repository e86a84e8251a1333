"""What staff have asked in the last weeks, counted anew when something has been asked since."""

from __future__ import annotations

import datetime
import logging
import os
import sqlite3
import threading
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.desk.texts import say
from bot.insight.command import DAYS, questions_of, summary_of
from bot.insight.settings import SettingError, read_settings
from bot.insight.summary import Period, Summary
from knowledge.store import Address, Store, StoreError

STALE_DAYS = 730
log = logging.getLogger(__name__)
_lock = threading.Lock()
_held: tuple[object, Summary] | None = None


def asked(today: datetime.date) -> tuple[Summary | None, str]:
    """The summary, or None and why there is none, in the editor's words."""
    global _held
    try:
        settings = read_settings(os.environ)
        files = (settings.events, settings.feedback)
        state = (today, Store(Address.from_settings()).build_id(), *map(_changed, files))
        with _lock:
            if _held is None or _held[0] != state:
                period = Period(today - datetime.timedelta(days=DAYS - 1), today)
                _held = (state, summary_of(settings, period, settings.least, STALE_DAYS)[0])
            return _held[1], ""
    except (StoreError, sqlite3.Error, SettingError) as fault:
        return None, say("no_insight", why=type(fault).__name__)


def _changed(path: Path) -> object:
    return (path.stat().st_mtime_ns, path.stat().st_size) if path.is_file() else None


def staff_questions(today: datetime.date, days: int) -> list[tuple[str, str | None, int]]:
    """What staff have asked in the last days: as typed, as it may be shown, and how often; the most frequent first.

    What too few conversations have asked may not be shown (None): it can be put to a store and counted, no more.
    """
    try:
        settings = read_settings(os.environ)
        return questions_of(settings, Period(today - datetime.timedelta(days=days - 1), today), settings.least)
    except (StoreError, SQLAlchemyError, sqlite3.Error, SettingError):
        log.warning("what staff have asked cannot be read", exc_info=True)
        return []
