"""Where turns, votes and conversations are kept, and for how long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.storage.places import CONVERSATIONS, EVENTS, FEEDBACK, Place, database_url


class SettingError(ValueError):
    """A setting has a value that cannot be used; the text names it."""


@dataclass(frozen=True)
class InsightSettings:
    """The settings of the event store, of feedback and of the report."""

    events: Place
    feedback: Place
    keep_days: int  # older events, votes and conversations are deleted
    least: int  # conversations that a question must stand in before its words are shown
    conversations: Place = CONVERSATIONS


def read_settings(environ: Mapping[str, str]) -> InsightSettings:
    """Read LOTSEN_DATABASE_URL, or LOTSEN_EVENTS and LOTSEN_FEEDBACK_DB where that is not set, LOTSEN_KEEP_DAYS and
    LOTSEN_INSIGHT_LEAST; raises SettingError.
    """
    try:
        database = database_url(environ)
    except ValueError as fault:
        raise SettingError(str(fault)) from fault
    return InsightSettings(
        events=database or Path(environ.get("LOTSEN_EVENTS") or EVENTS),
        feedback=database or Path(environ.get("LOTSEN_FEEDBACK_DB") or FEEDBACK),
        conversations=database or CONVERSATIONS,
        keep_days=_whole("LOTSEN_KEEP_DAYS", environ, default=90, highest=3650),
        least=_whole("LOTSEN_INSIGHT_LEAST", environ, default=3, highest=1000),
    )


def _whole(name: str, environ: Mapping[str, str], *, default: int, highest: int) -> int:
    written = environ.get(name) or str(default)
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= highest):
        raise SettingError(f"{name}={written}: a whole number from 1 to {highest} is needed")
    return int(written)
