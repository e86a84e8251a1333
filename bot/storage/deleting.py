"""Deletes in small steps, so that whoever writes meanwhile waits for one step and not for all."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import Column, Table, delete, select
from sqlalchemy.engine import URL

from bot.storage.opening import engine_of
from bot.storage.places import Place

ROWS = 500  # of one step
PAGES = 250  # of a file that one step gives back: about a megabyte
PAUSE = 0.01  # seconds between steps, in which others write


def delete_before(place: Place, table: Table, key: Column, before: object) -> int:
    """Delete rows whose ``at`` lies before ``before``; how many there were. Raises SQLAlchemyError."""
    old = select(key).where(table.c.at < before).limit(ROWS)
    gone = 0
    while True:
        with engine_of(place).begin() as connection:
            step = connection.execute(delete(table).where(key.in_(old))).rowcount
        gone += step
        if step < ROWS:
            return gone
        time.sleep(PAUSE)


def give_back(place: Place) -> None:
    """Give back the room of deleted rows, and empty the file's journal of them; a server does that by itself.

    A file that was made before it could shrink in steps keeps its size and fills the room again.
    """
    if isinstance(place, URL):
        return
    with engine_of(place).connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        raw: Any = connection.connection.dbapi_connection
        left = -1
        while (free := int(raw.execute("PRAGMA freelist_count").fetchone()[0])) and free != left:
            left = free
            raw.execute(f"PRAGMA incremental_vacuum({PAGES})").fetchall()  # a page for each row that is asked for
            time.sleep(PAUSE)
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
