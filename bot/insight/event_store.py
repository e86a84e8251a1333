"""Answered turns, one row each, without who asked: the SQLite file that the report reads."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bot.insight.database import opened
from bot.insight.database import purge as purge_file

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS turn (
    answer_id     TEXT PRIMARY KEY,  -- custom.answer_id of the reply
    at            REAL NOT NULL,     -- seconds since 1970, UTC
    conversation  TEXT NOT NULL,     -- a pseudonym that dies with the server process
    question      TEXT NOT NULL,     -- as the channel masked it
    kind          TEXT NOT NULL,     -- custom.kind
    reason        TEXT,              -- custom.reason
    topic         TEXT,              -- programme id, or "care-rights"
    question_type TEXT,
    facts         TEXT NOT NULL,     -- JSON: ids
    sources       TEXT NOT NULL,     -- JSON: [{"id", "title", "updated"}]
    vector        BLOB               -- the encoder's, float16
);
CREATE INDEX IF NOT EXISTS turn_at ON turn (at);
"""


@dataclass(frozen=True)
class StoredTurn:
    """One question and what became of it."""

    answer_id: str
    at: float
    conversation: str
    question: str
    kind: str
    reason: str | None = None
    topic: str | None = None
    question_type: str | None = None
    facts: tuple[str, ...] = ()
    sources: tuple[dict[str, Any], ...] = ()
    vector: bytes | None = None


def add(store: Path, turns: Sequence[StoredTurn]) -> None:
    """Keep turns; raises sqlite3.Error when the file cannot be written."""
    rows = [
        (
            *(t.answer_id, t.at, t.conversation, t.question, t.kind, t.reason, t.topic, t.question_type),
            *(json.dumps(t.facts), json.dumps(t.sources, ensure_ascii=False), t.vector),
        )
        for t in turns
    ]
    with opened(store, SCHEMA) as connection:
        connection.executemany(f"INSERT OR REPLACE INTO turn VALUES ({', '.join('?' * 11)})", rows)


def turns_between(store: Path, start: float, end: float) -> list[StoredTurn]:
    """Turns with ``start <= at < end``, oldest first; none when there is no file."""
    if not store.is_file():
        return []
    with opened(store, SCHEMA) as connection:
        rows = connection.execute("SELECT * FROM turn WHERE at >= ? AND at < ? ORDER BY at", (start, end))
        return [_turn(row) for row in rows]


def purge(store: Path, before: float) -> int:
    """Delete turns older than ``before`` for good; how many there were."""
    return purge_file(store, SCHEMA, "DELETE FROM turn WHERE at < ?", before)


def _turn(row: sqlite3.Row) -> StoredTurn:
    fields = dict(row)
    fields["facts"] = tuple(json.loads(fields["facts"]))
    fields["sources"] = tuple(json.loads(fields["sources"]))
    return StoredTurn(**fields)
