"""Answered turns, one row each, without who asked: the SQLite file that the report reads."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
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
-- only of turns that a language model read too: docs/reader.md
CREATE TABLE IF NOT EXISTS reading (
    answer_id     TEXT PRIMARY KEY,
    at            REAL NOT NULL,
    told          TEXT NOT NULL      -- JSON: prompt, model, outcome, milliseconds …; none of its words
);
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
    #: what became of a second reading (actions/reader_outcome.py); None where there was no reader
    reader: Mapping[str, Any] | None = None


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
        read = [(t.answer_id, t.at, json.dumps(t.reader, ensure_ascii=False)) for t in turns if t.reader is not None]
        connection.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?, ?)", read)


def turns_between(store: Path, start: float, end: float) -> list[StoredTurn]:
    """Turns with ``start <= at < end``, oldest first; none when there is no file."""
    if not store.is_file():
        return []
    with opened(store, SCHEMA) as connection:
        rows = connection.execute(
            "SELECT turn.*, told AS reader FROM turn LEFT JOIN reading USING (answer_id)"
            " WHERE turn.at >= ? AND turn.at < ? ORDER BY turn.at",
            (start, end),
        )
        return [_turn(row) for row in rows]


def purge(store: Path, before: float) -> int:
    """Delete turns older than ``before`` for good; how many there were."""
    purge_file(store, SCHEMA, "DELETE FROM reading WHERE at < ?", before)
    return purge_file(store, SCHEMA, "DELETE FROM turn WHERE at < ?", before)


def _turn(row: sqlite3.Row) -> StoredTurn:
    fields = dict(row)
    fields["facts"] = tuple(json.loads(fields["facts"]))
    fields["sources"] = tuple(json.loads(fields["sources"]))
    fields["reader"] = json.loads(fields["reader"]) if fields["reader"] else None
    return StoredTurn(**fields)
