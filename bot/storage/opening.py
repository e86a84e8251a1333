"""Connections to a place. Files forget: deleted rows are overwritten, not only unlinked, and only we may read them."""

from __future__ import annotations

import contextlib
import functools
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.pool import NullPool

from bot.storage.places import Place
from knowledge.postgres import CONNECT_SECONDS

WAIT_SECONDS = 5.0  # for another process that writes
PRIVATE = 0o600
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def server_options(pool_size: int = 4) -> dict[str, Any]:
    """What every engine for PostgreSQL is made with.

    Connections are tried before use, so a server that was away is found again by the next call; a server that does not
    answer is given up after seconds; and an error does not repeat what was to be stored.
    """
    return {
        "pool_pre_ping": True,
        "pool_size": pool_size,
        "pool_timeout": WAIT_SECONDS,
        "hide_parameters": True,
        "connect_args": {
            "connect_timeout": CONNECT_SECONDS,
            "options": f"-c statement_timeout={int(1000 * WAIT_SECONDS)}",
            # a server that has gone without a word is noticed in seconds, not in hours
            **{"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 2, "tcp_user_timeout": 5000},
        },
    }


def engine_of(place: Place) -> Engine:
    """An engine for the place; a file's keeps no connection."""
    return _server(place) if isinstance(place, URL) else _file(place)


@contextlib.contextmanager
def opened(place: Place, *tables: Table) -> Iterator[Connection]:
    """A connection in a transaction; commits at the end. A file, and its tables, are made where they are missing.

    Raises OSError or SQLAlchemyError when the place cannot be used.
    """
    engine = engine_of(place)
    if isinstance(place, Path):
        make_private(place)
        make_ready(place)
        for table in tables:
            table.metadata.create_all(engine, tables=[table])
    with engine.begin() as connection:
        yield connection


def exists(place: Place) -> bool:
    """Whether there may be something in the place: a database is always there, a file from the first row on."""
    return isinstance(place, URL) or place.is_file()


def upsert(connection: Connection, table: Table) -> Any:
    """An INSERT of the connection's kind of database, which can say what happens to a row that is there already."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def make_private(path: Path) -> None:
    """Make the file if it is missing, and take away what others may do with it; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, PRIVATE))
    seen = path.stat()
    if seen.st_mode & OTHERS and seen.st_uid == os.geteuid():
        path.chmod(stat.S_IMODE(seen.st_mode) & ~OTHERS)


@functools.lru_cache(maxsize=64)
def make_ready(path: Path) -> None:
    """Have the file read while it is written, and shrink in steps; SQLite keeps both in the file.

    Raises OSError or SQLAlchemyError. The files that SQLite puts beside it are as private as it is.
    """
    with _file(path).connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("PRAGMA auto_vacuum = INCREMENTAL"))  # of a file without tables only
        connection.execute(text("PRAGMA journal_mode = WAL"))


@functools.lru_cache(maxsize=4)
def _server(url: URL) -> Engine:
    return create_engine(url, **server_options())


def _file(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=NullPool,
        hide_parameters=True,
        connect_args={"timeout": WAIT_SECONDS},
    )
    event.listen(engine, "connect", _overwrite_what_is_deleted)
    return engine


def _overwrite_what_is_deleted(connection: Any, _: Any) -> None:
    connection.execute("PRAGMA secure_delete = ON")
