"""Votes on answers, in a SQLite file of their own. The schema is documented in docs/gateway.md."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Literal

from bot.masking.kinds import Kind
from bot.masking.masking import mask

Vote = Literal["up", "down"]

SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    answer_id TEXT NOT NULL,
    vote TEXT NOT NULL CHECK (vote IN ('up', 'down')),
    comment TEXT,
    voter TEXT NOT NULL,
    UNIQUE (answer_id, voter)
);
CREATE INDEX IF NOT EXISTS feedback_at ON feedback (at);
"""
#: The last vote counts; a later vote without words keeps the earlier ones.
INSERT = """
INSERT INTO feedback (at, answer_id, vote, comment, voter) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (answer_id, voter) DO UPDATE
SET at = excluded.at, vote = excluded.vote, comment = coalesce(excluded.comment, comment)
"""
BUSY_SECONDS = 5.0  # how long a writer waits while a report reads


def utc_now() -> datetime:
    return datetime.now(timezone.utc)


class FeedbackStore:
    """Writes votes; what is older than ``days`` goes with the next vote.

    Args:
        placeholders: the words that stand for removed personal data in comments.
    """

    def __init__(
        self, path: Path, placeholders: Mapping[str, str], days: int, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._path = path
        self._placeholders = {Kind(kind): words for kind, words in placeholders.items()}
        self._days = days
        self._now = now

    def record(self, answer_id: str, vote: Vote, comment: str | None, voter: str) -> None:
        """Store one vote, its comment masked; raises OSError or sqlite3.Error when the file cannot be written."""
        now = self._now()
        words = mask(comment, self._placeholders).text.strip() if comment else ""
        with self._opened() as database:
            database.execute(INSERT, (_stamp(now), answer_id, vote, words or None, voter))
            database.execute("DELETE FROM feedback WHERE at < ?", (_stamp(now - timedelta(days=self._days)),))

    def check(self) -> None:
        """Make the file if there is none; raises as record."""
        with self._opened() as database:
            database.execute("SELECT count(*) FROM feedback")

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=BUSY_SECONDS)) as database, database:
            database.executescript(SCHEMA)
            yield database


def _stamp(at: datetime) -> str:
    """UTC to the second, so that text sorts as time."""
    return at.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
