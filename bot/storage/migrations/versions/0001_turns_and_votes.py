"""Answered turns and votes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "turn",
        sa.Column("answer_id", sa.Text, primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("conversation", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("topic", sa.Text),
        sa.Column("question_type", sa.Text),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("sources", sa.Text, nullable=False),
        sa.Column("vector", sa.LargeBinary),
    )
    op.create_index("turn_at", "turn", ["at"])
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("answer_id", sa.Text, nullable=False),
        sa.Column("vote", sa.Text, nullable=False),
        sa.Column("comment", sa.Text),
        sa.Column("voter", sa.Text, nullable=False),
        sa.CheckConstraint("vote IN ('up', 'down')", name="feedback_vote"),
        sa.UniqueConstraint("answer_id", "voter", name="feedback_once"),
    )
    op.create_index("feedback_at", "feedback", ["at"])
