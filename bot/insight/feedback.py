"""Votes on answers: the SQLite file that the gateway writes and the report reads.

Standard library only (Python 3.10 and later), so that the gateway's environment can import it without Rasa. Whoever
calls ``record`` masks personal data in the comment first; the report masks it once more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Final

from bot.insight.database import opened
from bot.insight.database import purge as purge_file

VOTES: Final = ("up", "down")
MAX_COMMENT = 1000  # characters; what is longer is cut
SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,                                -- UTC, 2026-12-01T09:30:00Z
    answer_id TEXT NOT NULL,                         -- custom.answer_id of the reply that is judged
    vote TEXT NOT NULL CHECK (vote IN ('up', 'down')),
    comment TEXT,                                    -- masked; NULL where none was written
    voter TEXT NOT NULL,                             -- a pseudonym: one vote each on an answer
    UNIQUE (answer_id, voter)
);
CREATE INDEX IF NOT EXISTS feedback_at ON feedback (at);
"""
#: The last vote counts; a later vote without words keeps the earlier ones.
_INSERT = """
INSERT INTO feedback (at, answer_id, vote, comment, voter) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (answer_id, voter) DO UPDATE
SET at = excluded.at, vote = excluded.vote, comment = coalesce(excluded.comment, comment)
"""
_DELETE = "DELETE FROM feedback WHERE at < ?"
_ANSWER_ID = re.compile(r"[0-9A-Za-z_-]{8,64}")


@dataclass(frozen=True)
class Vote:
    """One judgement of one answer; ``at`` is in seconds since 1970."""

    answer_id: str
    vote: str
    comment: str | None
    at: float


def record(
    store: Path,
    answer_id: str,
    vote: str,
    comment: str | None,
    at: float,
    voter: str = "",
    *,
    oldest: float | None = None,
) -> None:
    """Keep a vote; a second one of the same voter on the same answer takes the first one's place.

    Votes from before ``oldest``, in seconds since 1970, go with it.

    Raises ValueError for an answer id or a vote of another form, sqlite3.Error when the file cannot be written.
    """
    if not _ANSWER_ID.fullmatch(answer_id):
        raise ValueError("answer_id is not of the form that replies carry")
    if vote not in VOTES:
        raise ValueError(f"vote must be one of {', '.join(VOTES)}")
    words = (comment or "").strip()[:MAX_COMMENT] or None
    with opened(store, SCHEMA) as connection:
        connection.execute(_INSERT, (_stamp(at), answer_id, vote, words, voter))
        if oldest is not None:
            connection.execute(_DELETE, (_stamp(oldest),))


def check(store: Path) -> None:
    """Make the file if there is none; raises OSError or sqlite3.Error when it cannot be read."""
    with opened(store, SCHEMA) as connection:
        connection.execute("SELECT count(*) FROM feedback")


def votes(store: Path, start: float, end: float) -> list[Vote]:
    """Votes with ``start <= at < end``, oldest first; none when there is no file."""
    if not store.is_file():
        return []
    with opened(store, SCHEMA) as connection:
        rows = connection.execute(
            "SELECT answer_id, vote, comment, at FROM feedback WHERE at >= ? AND at < ? ORDER BY at",
            (_stamp(start), _stamp(end)),
        )
        return [Vote(row["answer_id"], row["vote"], row["comment"], _seconds(row["at"])) for row in rows]


def purge(store: Path, before: float) -> int:
    """Delete votes older than ``before`` for good; how many there were."""
    return purge_file(store, SCHEMA, _DELETE, _stamp(before))


def _stamp(at: float) -> str:
    """UTC to the second, so that text sorts as time."""
    return datetime.fromtimestamp(at, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def _seconds(stamp: str) -> float:
    return datetime.strptime(stamp, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc).timestamp()
