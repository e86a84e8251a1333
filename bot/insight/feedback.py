"""Votes on answers: what the gateway writes and the report reads. The table: ``bot.storage.tables``.

The gateway's environment imports it, so nothing here needs Rasa. Whoever calls ``record`` masks personal data in the
comment first; the report masks it once more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Final

from sqlalchemy import func, select

from bot.storage import tables
from bot.storage.deleting import delete_before, give_back
from bot.storage.opening import exists, opened, upsert
from bot.storage.places import Place

VOTES: Final = ("up", "down")
MAX_COMMENT = 1000  # characters; what is longer is cut
FEEDBACK = tables.feedback
_ANSWER_ID = re.compile(r"[0-9A-Za-z_-]{8,64}")


@dataclass(frozen=True)
class Vote:
    """One judgement of one answer; ``at`` is in seconds since 1970."""

    answer_id: str
    vote: str
    comment: str | None
    at: float


def record(store: Place, answer_id: str, vote: str, comment: str | None, at: float, voter: str = "") -> None:
    """Keep a vote; a second one of the same voter on the same answer takes the first one's place.

    The last vote counts; one without words keeps the earlier ones.

    Raises ValueError for an answer id or a vote of another form, OSError or SQLAlchemyError when it cannot be stored.
    """
    if not _ANSWER_ID.fullmatch(answer_id):
        raise ValueError("answer_id is not of the form that replies carry")
    if vote not in VOTES:
        raise ValueError(f"vote must be one of {', '.join(VOTES)}")
    words = (comment or "").strip()[:MAX_COMMENT] or None
    with opened(store, FEEDBACK) as connection:
        insert = upsert(connection, FEEDBACK).values(
            at=_stamp(at), answer_id=answer_id, vote=vote, comment=words, voter=voter
        )
        new = insert.excluded
        connection.execute(
            insert.on_conflict_do_update(
                index_elements=["answer_id", "voter"],
                set_={"at": new.at, "vote": new.vote, "comment": func.coalesce(new.comment, FEEDBACK.c.comment)},
            )
        )


def check(store: Place) -> None:
    """Make the file if there is none; raises OSError or SQLAlchemyError when votes cannot be read."""
    with opened(store, FEEDBACK) as connection:
        connection.execute(select(FEEDBACK.c.id).limit(1))


def votes(store: Place, start: float, end: float) -> list[Vote]:
    """Votes with ``start <= at < end``, oldest first; none when there is no file."""
    if not exists(store):
        return []
    columns = (FEEDBACK.c.answer_id, FEEDBACK.c.vote, FEEDBACK.c.comment, FEEDBACK.c.at)
    asked = select(*columns).where(FEEDBACK.c.at >= _stamp(start), FEEDBACK.c.at < _stamp(end))
    with opened(store, FEEDBACK) as connection:
        rows = connection.execute(asked.order_by(FEEDBACK.c.at, FEEDBACK.c.id))
        return [Vote(row.answer_id, row.vote, row.comment, _seconds(row.at)) for row in rows]


def purge(store: Place, before: float) -> int:
    """Delete votes older than ``before`` for good; how many there were."""
    if not exists(store):
        return 0
    with opened(store, FEEDBACK):
        pass
    gone = delete_before(store, FEEDBACK, FEEDBACK.c.id, _stamp(before))
    give_back(store)
    return gone


def _stamp(at: float) -> str:
    """UTC to the second, so that text sorts as time."""
    return datetime.fromtimestamp(at, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def _seconds(stamp: str) -> float:
    return datetime.strptime(stamp, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc).timestamp()
