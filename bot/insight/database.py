"""SQLite files that forget: deleted rows are overwritten, not only unlinked. Standard library only."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

WAIT_SECONDS = 5.0  # for another process that writes


@contextlib.contextmanager
def opened(path: Path, schema: str) -> Iterator[sqlite3.Connection]:
    """A connection to the file, made with ``schema`` if it is new; commits at the end, closes always.

    Raises sqlite3.Error when the file cannot be used.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=WAIT_SECONDS)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA secure_delete = ON")
        with connection:
            connection.executescript(schema)
        with connection:
            yield connection
    finally:
        connection.close()


def purge(path: Path, schema: str, statement: str, before: float | str) -> int:
    """Delete what ``statement`` (with one ``?``, a time) names, and shrink the file; how many rows went."""
    if not path.is_file():
        return 0
    with opened(path, schema) as connection:
        gone = connection.execute(statement, (before,)).rowcount
    with contextlib.closing(sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)) as connection:
        connection.execute("VACUUM")
    return gone
