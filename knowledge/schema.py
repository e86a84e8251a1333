"""Tables of the built knowledge base, one SQLAlchemy schema for every database that serves it."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Integer, LargeBinary, MetaData, String, Table, Text

# Raised when a table changes: an older file is then refused with the command that builds a new one.
VERSION = 1

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

page = Table(
    "page",
    metadata,
    Column("id", String, primary_key=True),
    Column("data", JSON, nullable=False),
    Column("text", Text, nullable=False),
)

programme = Table(
    "programme",
    metadata,
    Column("id", String, primary_key=True),
    Column("page", ForeignKey("page.id"), nullable=False),
    Column("head", JSON, nullable=False),
    Column("timeline", JSON, nullable=False),
)

fact = Table(
    "fact",
    metadata,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),  # order in the editor's files
    Column("programme", ForeignKey("programme.id"), nullable=False, index=True),
    Column("gap", Integer, nullable=False),  # 1: what the page does not give
    Column("data", JSON, nullable=False),
)

# One way of asking for a fact; ``vector`` is float32, little-endian, of length 1.
ask = Table(
    "ask",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("fact", String, nullable=False, index=True),  # a fact, a gap, or a topic of the care rights
    Column("text", Text, nullable=False),
    Column("masked", Text, nullable=False),
    Column("vector", LargeBinary, nullable=False),
)

passage = Table(
    "passage",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("page", ForeignKey("page.id"), nullable=False, index=True),
    Column("heading", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("vector", LargeBinary, nullable=False),
)
