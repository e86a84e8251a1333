"""Which place a store has: a file of its own, or the one database."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from sqlalchemy.engine import URL

from knowledge.postgres import postgres_url

URL_SETTING = "LOTSEN_DATABASE_URL"
REDIS_SETTING = "LOTSEN_REDIS_URL"
REDIS_SCHEMES = ("redis://", "rediss://", "unix://")
CONVERSATIONS = Path(".build/conversations.db")  # as in endpoints.yml
EVENTS = Path(".build/events.db")
FEEDBACK = Path(".build/feedback.db")

#: A SQLite file, or a PostgreSQL database.
Place: TypeAlias = Path | URL


def database_url(environ: Mapping[str, str]) -> URL | None:
    """The database that everything is kept in, None where files are; raises ValueError for an unusable address."""
    written = environ.get(URL_SETTING)
    return postgres_url(written, URL_SETTING) if written else None


def redis_url(environ: Mapping[str, str]) -> str | None:
    """The Redis that several servers share, None where there is one of each; raises ValueError for another address."""
    written = environ.get(REDIS_SETTING)
    return checked_redis(written, REDIS_SETTING) if written else None


def checked_redis(written: str, setting: str) -> str:
    """The address as it is; raises ValueError, which does not repeat it, for an address of another kind."""
    if not written.startswith(REDIS_SCHEMES):
        raise ValueError(f"{setting} must begin with redis://, rediss:// or unix://")
    return written


def shown(place: Place) -> str:
    """The place as a person may read it: without a password."""
    return place.render_as_string(hide_password=True) if isinstance(place, URL) else str(place)
