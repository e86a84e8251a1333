"""Votes on answers as the gateway writes them: masked.

Where they lie is ``bot.storage``'s, what a later vote replaces ``bot.insight.feedback``'s, and when they go
``bot.insight.forgetting``'s (docs/gateway.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from typing import Literal

from bot.insight import feedback
from bot.masking.kinds import Kind
from bot.masking.masking import mask
from bot.storage.places import Place

Vote = Literal["up", "down"]


def utc_now() -> datetime:
    """Now, in UTC."""
    return datetime.now(timezone.utc)


class FeedbackStore:
    """Writes votes.

    Args:
        placeholders: the words that stand for removed personal data in comments.
    """

    def __init__(self, place: Place, placeholders: Mapping[str, str], now: Callable[[], datetime] = utc_now) -> None:
        self._place = place
        self._placeholders = {Kind(kind): words for kind, words in placeholders.items()}
        self._now = now

    def record(self, answer_id: str, vote: Vote, comment: str | None, voter: str) -> None:
        """Store one vote, its comment masked.

        Raises ValueError for an answer id of another form, OSError or SQLAlchemyError when it cannot be stored.
        """
        words = mask(comment, self._placeholders).text if comment else None
        feedback.record(self._place, answer_id, vote, words, self._now().timestamp(), voter)

    def check(self) -> None:
        """Make the file if there is none; raises OSError or SQLAlchemyError when votes cannot be read."""
        feedback.check(self._place)
