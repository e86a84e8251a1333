"""Open a built knowledge base, read-only."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sqlalchemy import select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from knowledge.care.model import CareTable
from knowledge.store import care_rows, schema
from knowledge.store.address import Address
from knowledge.store.model import Asks, Knowledge, StoreChanged, StoredProgramme, StoreError, StoreUnavailable
from knowledge.words.facts import Fact, Gap, Page
from knowledge.words.programmes import Event, Overview, ProgrammeHead, TimelineEntry


@dataclasses.dataclass(frozen=True)
class Build:
    """One build, read whole."""

    id: str
    knowledge: Knowledge
    care: CareTable


class Store:
    """A file or database that holds a build."""

    def __init__(self, where: Address | Path | str) -> None:
        self.address = Address.of(where)
        self.engine = self.address.reader()
        self._known: tuple[tuple[int, ...] | None, str] | None = None

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()

    @contextlib.contextmanager
    def reading(self, build: str | None = None) -> Iterator[Connection]:
        """A connection that sees one build whole; all failures rise as StoreError.

        Raises StoreChanged when another build than ``build`` is there, StoreUnavailable
        when a database does not answer, and StoreError with the command to run when
        what is there is missing, damaged or of another version.
        """
        if self.address.file is not None and not self.address.file.is_file():
            raise StoreError(f"{self.address} is missing; {self.address.remedy}")
        try:
            with self.engine.connect() as connection, connection.begin():
                self._check(_meta(connection), build)
                yield connection
        except (DBAPIError, PoolTimeout) as fault:
            raise self._failure(fault) from fault

    def _check(self, meta: dict[str, str], build: str | None) -> None:
        if meta.get("schema") != str(schema.VERSION):
            raise StoreError(
                f"{self.address} has schema {meta.get('schema')}, this version reads {schema.VERSION}; "
                f"{self.address.remedy}"
            )
        if build is not None and meta.get("build") != build:
            raise StoreChanged(f"{self.address} holds another build")

    def _failure(self, fault: DBAPIError | PoolTimeout) -> StoreError:
        reason = str(getattr(fault, "orig", fault)).strip().splitlines()[0]
        if self.address.url is None:
            return StoreError(f"{self.address} is damaged ({reason}); {self.address.remedy}")
        if isinstance(fault, (OperationalError, PoolTimeout)) or getattr(fault, "connection_invalidated", False):
            return StoreUnavailable(f"the database {self.address} does not answer ({reason}); start it")
        return StoreError(f"{self.address} holds no knowledge base ({reason}); {self.address.remedy}")

    def build_id(self) -> str:
        """The id of the build that is there now; raises StoreError.

        A file is read again only when another has taken its place: builds replace it by renaming, never write into it.
        """
        mark = self._file_mark()
        if mark is None or self._known is None or self._known[0] != mark:
            with self.reading() as connection:
                self._known = mark, _meta(connection)["build"]
        return self._known[1]

    def _file_mark(self) -> tuple[int, ...] | None:
        """What changes with the file; None for a database, or where there is no file."""
        try:
            seen = self.address.file.stat() if self.address.file is not None else None
        except OSError:
            return None
        return (seen.st_dev, seen.st_ino, seen.st_mtime_ns, seen.st_size) if seen else None

    def heads(self) -> list[ProgrammeHead]:
        """What the programmes are called; raises StoreError."""
        with self.reading() as connection:
            rows = connection.execute(select(schema.programme.c.head).order_by(schema.programme.c.id))
            return [ProgrammeHead.parse_obj(row.head) for row in rows]

    def load(self) -> Build:
        """Read everything but the passages; raises StoreError with the command to run when it cannot serve."""
        try:
            with self.reading() as connection:
                meta = _meta(connection)
                parts = connection.execute(select(schema.care_part).order_by(schema.care_part.c.position))
                cells = connection.execute(select(schema.care_cell).order_by(schema.care_cell.c.position))
                return Build(meta["build"], _knowledge(connection, meta["encoder"]), care_rows.read_table(parts, cells))
        except (KeyError, TypeError, ValueError) as fault:  # pydantic's own is a ValueError
            raise StoreError(f"{self.address} is damaged ({type(fault).__name__}); {self.address.remedy}") from fault


def open_store(where: Address | Path | str) -> Knowledge:
    """The facts of a build; raises StoreError with the command to run when it cannot serve."""
    store = Store(where)
    try:
        return store.load().knowledge
    finally:
        store.close()


def _meta(connection: Connection) -> dict[str, str]:
    return {row.key: row.value for row in connection.execute(select(schema.meta))}


def _knowledge(connection: Connection, encoder: str) -> Knowledge:
    pages = {
        row.id: Page.parse_obj(row.data) for row in connection.execute(select(schema.page.c.id, schema.page.c.data))
    }
    programmes = {
        row.id: StoredProgramme(ProgrammeHead.parse_obj(row.head), pages[row.page], _events(row.timeline))
        for row in connection.execute(select(schema.programme).order_by(schema.programme.c.id))
    }
    facts, gaps, programme_of = {}, {}, {}
    for row in connection.execute(select(schema.fact).order_by(schema.fact.c.position)):
        data = {**row.data, "asks": []}
        programme_of[row.id] = row.programme
        if row.gap:
            gaps[row.id] = Gap.parse_obj(data)
        else:
            facts[row.id] = Fact.parse_obj(data)
    overviews = {
        row.id: Overview.parse_obj(row.data)
        for row in connection.execute(select(schema.overview).order_by(schema.overview.c.position))
    }
    return Knowledge(pages, programmes, facts, gaps, programme_of, _asks(connection), encoder, overviews)


def _asks(connection: Connection) -> Asks:
    rows = list(connection.execute(select(schema.ask).order_by(schema.ask.c.id)))
    vectors = [np.frombuffer(row.vector, dtype="<f4") for row in rows]
    return Asks(
        tuple(row.fact for row in rows),
        tuple(row.text for row in rows),
        tuple(row.masked for row in rows),
        np.vstack(vectors) if vectors else np.zeros((0, 0), dtype=np.float32),
    )


def _events(timeline: list[dict[str, str]]) -> tuple[Event, ...]:
    entries = [TimelineEntry.parse_obj(entry) for entry in timeline]
    return tuple(Event(entry.event, entry.date, entry.fact) for entry in entries)
