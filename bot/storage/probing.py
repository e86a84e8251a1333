"""Whether a place takes what is written, found out by writing: a disk that is full or read-only still reads well."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.engine import URL

from bot.storage.opening import engine_of, make_private, make_ready
from bot.storage.places import Place


def write_to(place: Place) -> None:
    """Write one row in a table of its own, the same every time; raises OSError or SQLAlchemyError."""
    if isinstance(place, URL):
        with engine_of(place).begin() as connection:
            connection.execute(text("CREATE TEMPORARY TABLE lotsen_probe (at integer) ON COMMIT DROP"))
        return
    make_private(place)
    make_ready(place)
    with engine_of(place).begin() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS lotsen_probe (id INTEGER PRIMARY KEY, at REAL)"))
        connection.execute(text("INSERT OR REPLACE INTO lotsen_probe VALUES (1, julianday('now'))"))
