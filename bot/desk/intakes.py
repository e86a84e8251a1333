"""Pages that are being taken in: as they were read, and what an editor has said of them. Kept until they are live."""

from __future__ import annotations

import dataclasses
import datetime
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.desk.drafts import WAIT_SECONDS
from knowledge.editing.fetching.model import Reading
from knowledge.editing.intake import Intake, page_of
from knowledge.words.programmes import ProgrammeHead
from knowledge.words.vocabulary import PROGRAMME_KINDS

FIELDS = ("title", "publisher", "url", "name", "definite", "kind", "names")
SCHEMA = """
CREATE TABLE IF NOT EXISTS intake (
    id       TEXT PRIMARY KEY,     -- of the page, and of its programme
    version  INTEGER NOT NULL,
    fields   TEXT NOT NULL,        -- JSON: what the editor has said
    reading  TEXT NOT NULL,        -- JSON: what was read
    file     TEXT NOT NULL,        -- the uploaded file's name; empty for an address
    person   TEXT NOT NULL,
    name     TEXT NOT NULL,
    email    TEXT NOT NULL,
    at       TEXT NOT NULL         -- UTC, ISO
)
"""


@dataclasses.dataclass(frozen=True)
class Pending:
    """A page that is not published yet, and who has it in hand."""

    id: str
    version: int
    fields: dict[str, str]
    reading: Reading
    file: str
    person: str
    name: str
    email: str
    at: datetime.datetime

    @property
    def intake(self) -> Intake:
        """The page and its programme as they will be; without a name there is no programme."""
        said = self.fields
        title, publisher = said["title"].strip(), said["publisher"].strip()
        day = self.at.astimezone().date().isoformat()
        page = page_of(self.reading, self.id, said["url"], day, title=title, publisher=publisher)
        return Intake(page, self.reading.text, self._head())

    def _head(self) -> ProgrammeHead | None:
        said = self.fields
        name = " ".join(said["name"].split())
        if not name:
            return None
        names = tuple(dict.fromkeys(" ".join(line.split()) for line in said["names"].splitlines() if line.strip()))
        kind = said["kind"] if said["kind"] in PROGRAMME_KINDS else PROGRAMME_KINDS[0]
        # its own name is among the names: a programme without any is known by the lexicons alone
        return ProgrammeHead(
            id=self.id, page=self.id, name=name, definite=" ".join(said["definite"].split()), kind=kind,
            names=list(names) or [name],
        )  # fmt: skip


class Intakes:
    """The table of pages that are being taken in, in the file of drafts; raises sqlite3.Error."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._opened() as connection:
            connection.execute(SCHEMA)

    def all(self) -> list[Pending]:
        """Every page that is being taken in, the oldest first."""
        with self._opened() as connection:
            return [_pending(row) for row in connection.execute("SELECT * FROM intake ORDER BY at DESC")]

    def get(self, page: str) -> Pending | None:
        """The one whose page has this id; None where nobody takes it in."""
        with self._opened() as connection:
            row = connection.execute("SELECT * FROM intake WHERE id = ?", (page,)).fetchone()
            return _pending(row) if row else None

    def begin(
        self,
        page: str,
        fields: dict[str, str],
        reading: Reading,
        file: str,
        person: tuple[str, str, str],
        now: datetime.datetime,
    ) -> None:
        """Keep what was read. ``person`` is id, name and address."""
        values = (json.dumps(fields), json.dumps(dataclasses.asdict(reading)), file, *person, _moment(now))
        with self._opened() as connection:
            connection.execute("INSERT INTO intake VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?)", (page, *values))

    def save(self, page: str, fields: dict[str, str], seen: int, person: tuple[str, str, str]) -> bool:
        """Keep what an editor says of the page; False when somebody else has since ``seen``."""
        with self._opened() as connection:
            done = connection.execute(
                "UPDATE intake SET version = version + 1, fields = ?, person = ?, name = ?, email = ? "
                "WHERE id = ? AND version = ?",
                (json.dumps(fields), *person, page, seen),
            )
            return done.rowcount == 1

    def drop(self, page: str) -> None:
        """Forget it: it has been published or given up."""
        with self._opened() as connection:
            connection.execute("DELETE FROM intake WHERE id = ?", (page,))

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=WAIT_SECONDS)) as connection, connection:
            connection.row_factory = sqlite3.Row
            yield connection


def _moment(now: datetime.datetime) -> str:
    return now.isoformat(timespec="seconds")


def _pending(row: sqlite3.Row) -> Pending:
    read = json.loads(row["reading"])
    reading = Reading(**{**read, "warnings": tuple(read["warnings"]), "left_out": tuple(read["left_out"])})
    return Pending(
        row["id"], row["version"], json.loads(row["fields"]), reading, row["file"], row["person"], row["name"],
        row["email"], datetime.datetime.fromisoformat(row["at"]),
    )  # fmt: skip
