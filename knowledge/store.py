"""Open a built knowledge base, read-only, and hold it in memory.

The whole of it is a few hundred facts and some thousand ways of asking, so the
action server reads it once; a newer file is picked up by its identity.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from urllib.parse import quote

import numpy as np
from sqlalchemy import create_engine, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from knowledge import schema
from knowledge.model import Fact, Gap, Page, ProgrammeHead, TimelineEntry
from knowledge.status import Event


class StoreError(RuntimeError):
    """The file is missing, damaged or of another version; the text says which command to run."""


@dataclasses.dataclass(frozen=True)
class StoredProgramme:
    """A programme with its page and timeline."""

    head: ProgrammeHead
    page: Page
    events: tuple[Event, ...]


@dataclasses.dataclass(frozen=True)
class Asks:
    """All ways of asking: row i of ``vectors`` (float32, length 1) belongs to ``texts[i]``."""

    facts: tuple[str, ...]
    texts: tuple[str, ...]
    masked: tuple[str, ...]
    vectors: np.ndarray


@dataclasses.dataclass(frozen=True)
class Knowledge:
    """The knowledge base in memory."""

    pages: dict[str, Page]
    programmes: dict[str, StoredProgramme]
    facts: dict[str, Fact]
    gaps: dict[str, Gap]
    programme_of: dict[str, str]
    asks: Asks
    encoder: str

    def contacts_of(self, programme: str) -> list[Fact]:
        """Facts that give a person or mailbox of the programme."""
        return [fact for fact in self.facts.values() if self.programme_of[fact.id] == programme and fact.contact]


def open_store(path: Path) -> Knowledge:
    """Read the file; raises StoreError with the command to run when it cannot serve."""
    if not path.is_file():
        raise StoreError(f"{path} is missing; run 'make setup'")
    engine = create_engine(f"sqlite:///file:{quote(str(path.absolute()))}?mode=ro&uri=true", poolclass=NullPool)
    try:
        with engine.connect() as connection:
            meta = {row.key: row.value for row in connection.execute(select(schema.meta))}
            if meta.get("schema") != str(schema.VERSION):
                raise StoreError(
                    f"{path} has schema {meta.get('schema')}, this version reads {schema.VERSION}; run 'make setup'"
                )
            pages = {row.id: Page.parse_obj(row.data) for row in connection.execute(select(schema.page))}
            programmes = {
                row.id: StoredProgramme(ProgrammeHead.parse_obj(row.head), pages[row.page], _events(row.timeline))
                for row in connection.execute(select(schema.programme))
            }
            facts, gaps, programme_of = {}, {}, {}
            for row in connection.execute(select(schema.fact).order_by(schema.fact.c.position)):
                data = {**row.data, "asks": []}
                programme_of[row.id] = row.programme
                if row.gap:
                    gaps[row.id] = Gap.parse_obj(data)
                else:
                    facts[row.id] = Fact.parse_obj(data)
            rows = list(connection.execute(select(schema.ask).order_by(schema.ask.c.id)))
    except DatabaseError as fault:
        raise StoreError(f"{path} is damaged ({fault.orig}); run 'make setup'") from fault
    finally:
        engine.dispose()
    vectors = np.vstack([np.frombuffer(row.vector, dtype="<f4") for row in rows])
    asks = Asks(tuple(r.fact for r in rows), tuple(r.text for r in rows), tuple(r.masked for r in rows), vectors)
    return Knowledge(pages, programmes, facts, gaps, programme_of, asks, meta["encoder"])


def _events(timeline: list[dict[str, str]]) -> tuple[Event, ...]:
    entries = [TimelineEntry.parse_obj(entry) for entry in timeline]
    return tuple(Event(entry.event, entry.date, entry.fact) for entry in entries)
