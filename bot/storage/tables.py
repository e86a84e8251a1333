"""Our own tables, the same in every place. What the database holds in production is made by ``migrations/``.

Rasa's table of conversations is Rasa's; only what deleting needs of it is named here.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    column,
    table,
)

metadata = MetaData()

turn = Table(
    "turn",
    metadata,
    Column("answer_id", Text, primary_key=True),  # custom.answer_id of the reply
    Column("at", Float, nullable=False),  # seconds since 1970, UTC
    Column("conversation", Text, nullable=False),  # a pseudonym that dies with the server process
    Column("question", Text, nullable=False),  # as the channel masked it
    Column("kind", Text, nullable=False),  # custom.kind
    Column("reason", Text),  # custom.reason
    Column("topic", Text),  # programme id, or "care-rights"
    Column("question_type", Text),
    Column("facts", Text, nullable=False),  # JSON: ids
    Column("sources", Text, nullable=False),  # JSON: [{"id", "title", "updated"}]
    Column("vector", LargeBinary),  # the encoder's, float16
    Index("turn_at", "at"),
)

#: only of turns that a language model read too: docs/reader.md
reading = Table(
    "reading",
    metadata,
    Column("answer_id", Text, primary_key=True),
    Column("at", Float, nullable=False),  # seconds since 1970, UTC
    Column("told", Text, nullable=False),  # JSON: prompt, model, outcome, milliseconds …; none of its words
    Index("reading_at", "at"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),  # UTC, 2026-12-01T09:30:00Z
    Column("answer_id", Text, nullable=False),  # custom.answer_id of the reply that is judged
    Column("vote", Text, nullable=False),
    Column("comment", Text),  # masked; NULL where none was written
    Column("voter", Text, nullable=False),  # a pseudonym: one vote each on an answer
    CheckConstraint("vote IN ('up', 'down')", name="feedback_vote"),
    UniqueConstraint("answer_id", "voter", name="feedback_once"),
    Index("feedback_at", "at"),
)

#: Rasa's own, made by its tracker store.
rasa_events = table("events", column("sender_id"), column("timestamp"))
