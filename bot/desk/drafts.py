"""Drafts of facts, saved as they are written: one a fact, whoever writes. Every version is kept until it is live.

Whoever saves says which version they began from; when somebody else has saved since, nothing is written and they are
told what the other changed.
"""

from __future__ import annotations

import dataclasses
import datetime
import json
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from knowledge.editing.form import Fields, changed

NEW = "ny-"  # begins the key of a draft that replaces no fact
WAIT_SECONDS = 5.0
SCHEMA = """
CREATE TABLE IF NOT EXISTS {area}draft (
    key        TEXT PRIMARY KEY,  -- the fact's id, or "ny-" and random characters
    programme  TEXT NOT NULL,
    base       TEXT NOT NULL,     -- JSON: the fact's fields as published when the draft was begun; empty for a new fact
    version    INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS {area}version (
    key     TEXT NOT NULL REFERENCES {area}draft ON DELETE CASCADE,
    version INTEGER NOT NULL,
    fields  TEXT NOT NULL,        -- JSON
    person  TEXT NOT NULL,
    name    TEXT NOT NULL,
    email   TEXT NOT NULL,
    at      TEXT NOT NULL,        -- UTC, ISO
    PRIMARY KEY (key, version)
);
"""


@dataclasses.dataclass(frozen=True)
class Draft:
    """A draft in its latest version, and who wrote that."""

    key: str
    programme: str
    base: Fields
    version: int
    fields: Fields
    person: str
    name: str
    email: str
    at: datetime.datetime

    @property
    def is_new(self) -> bool:
        """Whether the draft is of a fact that is not published yet."""
        return self.key.startswith(NEW)

    @property
    def title(self) -> str:
        """The fact's id as it is or will be."""
        return self.fields.get("id") or self.key

    @property
    def words(self) -> str:
        """What the fact will answer, or its id while nothing is written."""
        return self.fields.get("text", "").strip() or self.title


@dataclasses.dataclass(frozen=True)
class Conflict:
    """Somebody saved in between: what they changed from the version that was begun from, and the draft as it is."""

    draft: Draft
    theirs: dict[str, tuple[str, str]]


class Drafts:
    """The drafts of one area in the file of drafts; raises sqlite3.Error when it cannot be used."""

    def __init__(self, path: Path, area: str = "") -> None:
        self._path = path
        self._draft, self._version = f"{area}draft", f"{area}version"
        self._latest = f"SELECT * FROM {self._draft} JOIN {self._version} USING (key, version)"
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._opened() as connection:
            connection.executescript(SCHEMA.format(area=area))

    def get(self, key: str) -> Draft | None:
        """The newest state of a draft; None where there is none."""
        with self._opened() as connection:
            row = connection.execute(f"{self._latest} WHERE key = ?", (key,)).fetchone()
            return _draft(row) if row else None

    def all(self) -> list[Draft]:
        """Every draft, the one written last first."""
        with self._opened() as connection:
            return [_draft(row) for row in connection.execute(f"{self._latest} ORDER BY at DESC")]

    def begin(
        self, programme: str, fields: Fields, person: tuple[str, str, str], now: datetime.datetime, lead: str = ""
    ) -> Draft:
        """A draft of a new fact. ``person`` is id, name and address; ``lead`` begins the key."""
        key = lead + NEW + uuid.uuid4().hex[:12]
        with self._opened() as connection:
            self._insert(connection, key, programme, {}, fields, person, now)
        found = self.get(key)
        assert found is not None
        return found

    def save(
        self,
        key: str,
        programme: str,
        base: Fields,
        fields: Fields,
        *,
        seen: int,
        person: tuple[str, str, str],
        now: datetime.datetime,
    ) -> Draft | Conflict:
        """Keep what was written; ``seen`` is the version it was begun from, 0 for none. What is the same is kept once.

        ``base`` is the fact as published; it counts when the draft is begun.
        """
        with self._opened() as connection:
            row = connection.execute(f"{self._latest} WHERE key = ?", (key,)).fetchone()
            held = _draft(row) if row else None
            if held is None:
                self._insert(connection, key, programme, base, fields, person, now)
            elif held.fields == fields:
                return held
            elif held.version != seen:
                begun = connection.execute(
                    f"SELECT fields FROM {self._version} WHERE key = ? AND version = ?", (key, seen)
                ).fetchone()
                before = json.loads(begun["fields"]) if begun else held.base
                return Conflict(held, changed(before, held.fields))
            else:
                connection.execute(f"UPDATE {self._draft} SET version = version + 1 WHERE key = ?", (key,))
                self._insert_version(connection, key, held.version + 1, fields, person, now)
            row = connection.execute(f"{self._latest} WHERE key = ?", (key,)).fetchone()
            return _draft(row)

    def drop(self, key: str) -> None:
        """Forget a draft with all its versions."""
        with self._opened() as connection:
            connection.execute(f"DELETE FROM {self._draft} WHERE key = ?", (key,))

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=WAIT_SECONDS, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def _insert(
        self,
        connection: sqlite3.Connection,
        key: str,
        programme: str,
        base: Fields,
        fields: Fields,
        person: tuple[str, str, str],
        now: datetime.datetime,
    ) -> None:
        connection.execute(f"INSERT INTO {self._draft} VALUES (?, ?, ?, 1)", (key, programme, json.dumps(base)))
        self._insert_version(connection, key, 1, fields, person, now)

    def _insert_version(
        self,
        connection: sqlite3.Connection,
        key: str,
        version: int,
        fields: Fields,
        person: tuple[str, str, str],
        now: datetime.datetime,
    ) -> None:
        values = (key, version, json.dumps(fields), *person, now.isoformat(timespec="seconds"))
        connection.execute(f"INSERT INTO {self._version} VALUES (?, ?, ?, ?, ?, ?, ?)", values)


def _draft(row: sqlite3.Row) -> Draft:
    return Draft(
        row["key"], row["programme"], json.loads(row["base"]), row["version"], json.loads(row["fields"]),
        row["person"], row["name"], row["email"], datetime.datetime.fromisoformat(row["at"]),
    )  # fmt: skip
