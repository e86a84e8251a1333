"""Votes on answers as the gateway writes them: masked, and gone in time.

The file, its schema (docs/gateway.md) and what a later vote replaces are ``bot.insight.feedback``'s, which reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Literal

from bot.insight import feedback
from bot.masking.kinds import Kind
from bot.masking.masking import mask

Vote = Literal["up", "down"]


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
        """Store one vote, its comment masked.

        Raises ValueError for an answer id of another form, OSError or sqlite3.Error when the file cannot be written.
        """
        now = self._now()
        words = mask(comment, self._placeholders).text if comment else None
        oldest = (now - timedelta(days=self._days)).timestamp()
        feedback.record(self._path, answer_id, vote, words, now.timestamp(), voter, oldest=oldest)

    def check(self) -> None:
        """Make the file if there is none; raises OSError or sqlite3.Error when it cannot be read."""
        feedback.check(self._path)
