"""Tables of the built knowledge base, one SQLAlchemy schema for SQLite and PostgreSQL.

What differs between the two stands here and nowhere else: how a vector is
stored, and what indexes the words.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from pgvector.sqlalchemy import Vector as PgVector
from sqlalchemy import DDL, JSON, Column, ForeignKey, Integer, LargeBinary, MetaData, String, Table, Text, event
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

# Raised when a table changes: an older file or database is then refused with the command that builds a new one.
VERSION = 3

metadata = MetaData()


class Vector(TypeDecorator):
    """A float32 vector: little-endian bytes in SQLite, pgvector's ``vector`` in PostgreSQL."""

    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine:
        """pgvector's type in PostgreSQL, plain bytes elsewhere."""
        return dialect.type_descriptor(PgVector() if dialect.name == "postgresql" else LargeBinary())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """The vector as the database takes it: as it is for pgvector, else float32 in little-endian bytes."""
        if value is None or dialect.name == "postgresql":
            return value
        return np.asarray(value, dtype="<f4").tobytes()

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """The vector as an array of float32."""
        if value is None or dialect.name == "postgresql":
            return value
        return np.frombuffer(value, dtype="<f4")


meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

page = Table(
    "page",
    metadata,
    Column("id", String, primary_key=True),
    Column("updated", String),  # the day that the page states, ISO; null when it states none
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

# A question about the whole, which is answered from all programmes at once.
overview = Table(
    "overview",
    metadata,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("data", JSON, nullable=False),
)

# One way of asking for a fact; ``vector`` is float32, little-endian, of length 1. All of them are held in memory and
# none is searched by the database, so they are plain bytes in both.
ask = Table(
    "ask",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("fact", String, nullable=False, index=True),  # a fact, a gap, a topic of the care rights, an overview
    Column("text", Text, nullable=False),
    Column("masked", Text, nullable=False),
    Column("vector", LargeBinary, nullable=False),
)

# The decision table of the right to care: its parts by kind and id, and its cells, which name rows by id.
care_part = Table(
    "care_part",
    metadata,
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("data", JSON, nullable=False),
)

care_cell = Table(
    "care_cell",
    metadata,
    Column("patient_group", String, primary_key=True),
    Column("age", String, primary_key=True),
    Column("care", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("data", JSON, nullable=False),
)

# ``words`` are the stems that Python's analysis gives, with a space between, so that both databases index the same.
passage = Table(
    "passage",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("page", ForeignKey("page.id"), nullable=False, index=True),
    Column("heading", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("vector", Vector, nullable=False),  # of heading and text, length 1
    Column("windows", LargeBinary, nullable=False),  # float16 vectors, one after the other: see search.passages.windows
)

# How many passages hold a stem; ``folded`` is the stem without å, ä, ö, for a second try.
term = Table(
    "term",
    metadata,
    Column("term", String, primary_key=True),
    Column("folded", String, nullable=False, index=True),
    Column("passages", Integer, nullable=False),
)

_DDL = (
    # every sign but white space belongs to a word: the words are already analysed
    (
        "sqlite",
        "CREATE VIRTUAL TABLE passage_words USING fts5(words, content='passage', content_rowid='id', "
        "tokenize = \"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'\")",
    ),
    # not by a parser of PostgreSQL's own, so that no word is cut otherwise than in SQLite
    (
        "postgresql",
        "ALTER TABLE passage ADD COLUMN stems tsvector "
        "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED",
    ),
    # every search reads all vectors: in the row, not fetched one by one from beside the table
    ("postgresql", "ALTER TABLE passage ALTER COLUMN vector SET STORAGE PLAIN"),
    ("postgresql", "ALTER TABLE passage ALTER COLUMN windows SET STORAGE EXTERNAL"),
    ("postgresql", "CREATE INDEX passage_stems ON passage USING gin (stems)"),
)
for _dialect, _statement in _DDL:
    event.listen(metadata, "after_create", DDL(_statement).execute_if(dialect=_dialect))
