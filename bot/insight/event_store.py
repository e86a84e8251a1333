"""Answered turns, one row each, without who asked: what the report reads. The table: ``bot.storage.tables``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.engine import Connection, Row

from bot.storage import tables
from bot.storage.deleting import delete_before, give_back
from bot.storage.opening import exists, opened, upsert
from bot.storage.places import Place

TURN, READING = tables.turn, tables.reading


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


def add(store: Place, turns: Sequence[StoredTurn], missing_only: bool = False) -> None:
    """Keep turns, in the place of those with the same id, or only those that are missing.

    Raises OSError or SQLAlchemyError where that fails.
    """
    if not turns:
        return
    rows = [
        {**_columns(turn), "facts": json.dumps(turn.facts), "sources": json.dumps(turn.sources, ensure_ascii=False)}
        for turn in turns
    ]
    read = [
        {"answer_id": turn.answer_id, "at": turn.at, "told": json.dumps(turn.reader, ensure_ascii=False)}
        for turn in turns
        if turn.reader is not None
    ]
    with opened(store, TURN, READING) as connection:
        _put(connection, TURN, rows, missing_only)
        if read:
            _put(connection, READING, read, missing_only)


def turns_between(store: Place, start: float, end: float) -> list[StoredTurn]:
    """Turns with ``start <= at < end``, oldest first; none when there is no file."""
    if not exists(store):
        return []
    beside = TURN.outerjoin(READING, TURN.c.answer_id == READING.c.answer_id)
    with opened(store, TURN, READING) as connection:
        rows = connection.execute(
            select(TURN, READING.c.told.label("reader"))
            .select_from(beside)
            .where(TURN.c.at >= start, TURN.c.at < end)
            .order_by(TURN.c.at)
        )
        return [_turn(row) for row in rows]


def purge(store: Place, before: float) -> int:
    """Delete turns older than ``before`` for good; how many there were."""
    if not exists(store):
        return 0
    with opened(store, TURN, READING):  # makes a table that an older file lacks
        pass
    delete_before(store, READING, READING.c.answer_id, before)
    gone = delete_before(store, TURN, TURN.c.answer_id, before)
    give_back(store)
    return gone


def _put(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], missing_only: bool) -> None:
    """Store rows, in the place of those with the same id or only where there is none."""
    insert = upsert(connection, table)
    if missing_only:
        connection.execute(insert.on_conflict_do_nothing(index_elements=["answer_id"]), rows)
        return
    new = {name: insert.excluded[name] for name in rows[0] if name != "answer_id"}
    connection.execute(insert.on_conflict_do_update(index_elements=["answer_id"], set_=new), rows)


def _columns(turn: StoredTurn) -> dict[str, Any]:
    """The turn as its own table holds it."""
    return {name: value for name, value in asdict(turn).items() if name != "reader"}


def _turn(row: Row) -> StoredTurn:
    fields = dict(row._mapping)
    fields["facts"] = tuple(json.loads(fields["facts"]))
    fields["sources"] = tuple(json.loads(fields["sources"]))
    fields["reader"] = json.loads(fields["reader"]) if fields["reader"] else None
    return StoredTurn(**fields)
