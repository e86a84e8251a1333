"""Write a build, whole or not at all: a new file in the old one's place, or one transaction in the database."""

from __future__ import annotations

import dataclasses
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Table, create_engine, inspect, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, ProgrammingError
from sqlalchemy.pool import NullPool

from knowledge.postgres import CONNECT_SECONDS
from knowledge.store import schema
from knowledge.store.address import Address
from knowledge.store.model import StoreError

BATCH = 1000
# any number that nothing else in the database uses: two builds wait for each other
LOCK = 5_011_055


@dataclasses.dataclass(frozen=True)
class Rows:
    """The rows of a build, by table; the order of the tables is the schema's own."""

    tables: Mapping[Table, Iterable[Mapping[str, Any]]]


def write(rows: Rows, where: Address) -> None:
    """Put the build at ``where``; raises StoreError when the database cannot take it."""
    if where.file is not None:
        _write_file(rows, where)
    else:
        _write_database(rows, where)


def _write_file(rows: Rows, where: Address) -> None:
    assert where.file is not None
    out = where.file
    out.parent.mkdir(parents=True, exist_ok=True)
    scratch = out.with_name(f".{out.name}.new")  # one name, so that what a killed build left is overwritten
    leftovers = [scratch, scratch.with_name(f"{scratch.name}-journal")]
    _remove(leftovers)
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(scratch), poolclass=NullPool)
    try:
        with engine.begin() as connection:
            schema.metadata.create_all(connection)
            _insert(connection, rows)
            connection.execute(text("INSERT INTO passage_words(passage_words) VALUES ('rebuild')"))
        engine.dispose()
        os.replace(scratch, out)
    finally:
        engine.dispose()
        _remove(leftovers)


def _remove(paths: Iterable[Any]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _write_database(rows: Rows, where: Address) -> None:
    engine = create_engine(
        where.url,
        poolclass=NullPool,
        executemany_mode="values_only",
        executemany_values_page_size=BATCH,
        connect_args={"connect_timeout": CONNECT_SECONDS},
    )
    try:
        # readers see the old build until this one transaction is committed
        with engine.begin() as connection:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
            _prepare_tables(connection)
            _insert(connection, rows)
            connection.execute(text("ANALYZE passage"))
    except DBAPIError as fault:
        reason = str(fault.orig).strip().splitlines()[0]
        raise StoreError(f"the database {where} did not take the build ({reason})") from fault
    finally:
        engine.dispose()


def _prepare_tables(connection: Connection) -> None:
    """Empty tables of this version: those of another are made anew, and disappear only with the commit."""
    try:
        with connection.begin_nested():
            connection.execute(text("CREATE EXTENSION IF NOT EXISTS vector"))
    except ProgrammingError as fault:
        raise StoreError(
            "the database has no pgvector and this user may not create it; "
            "its administrator runs CREATE EXTENSION vector once"
        ) from fault
    if _version(connection) == str(schema.VERSION):
        for table in reversed(schema.metadata.sorted_tables):
            connection.execute(table.delete())
    else:
        schema.metadata.drop_all(connection)
        schema.metadata.create_all(connection)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(schema.meta.name):
        return None
    return connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "schema")).scalar()


def _insert(connection: Connection, rows: Rows) -> None:
    for table in schema.metadata.sorted_tables:
        for batch in _batches(rows.tables.get(table, ())):
            connection.execute(table.insert(), batch)


def _batches(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch
