"""What the database is asked for: passages that share rare words with the question, and those of the nearest vectors.

The answer is the same whichever database gives it: sets of passages that are
defined without its own ranking, in order of id.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
from sqlalchemy import literal_column, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.sql import Select

from knowledge.limits import LIMITS
from knowledge.search.question import Filter, SearchQuestion
from knowledge.search.scoring import DIGITS, Candidate, bm25
from knowledge.store import schema
from knowledge.swedish.folding import fold

LOOKED_AT, COMPARED = LIMITS.search.looked_at, LIMITS.search.compared
ENOUGH, MAX_TERMS = LIMITS.search.enough, LIMITS.search.terms


@dataclasses.dataclass(frozen=True)
class Term:
    """A word of the question that passages hold, and how many of them do."""

    text: str
    passages: int


def known_terms(connection: Connection, question: SearchQuestion) -> list[Term]:
    """The question's stems that some passage holds, rarest first.

    A stem that none holds is tried without å, ä, ö: staff leave the dots out. Only
    then, because "får" and "far" are two words.
    """
    table = schema.term
    rows = list(connection.execute(select(table).where(table.c.term.in_(question.stems))))
    lacking = {fold(stem) for stem in question.stems} - {fold(row.term) for row in rows}
    if lacking:
        rows += connection.execute(select(table).where(table.c.folded.in_(sorted(lacking))))
    terms = {row.term: Term(row.term, row.passages) for row in rows}
    return sorted(terms.values(), key=lambda term: (term.passages, term.text))[:MAX_TERMS]


def by_words(
    connection: Connection, terms: Sequence[Term], where: Filter, *, passages: int, mean_length: float
) -> list[int]:
    """Ids of the passages with the best BM25 of the stems, rareness counted in the whole collection."""
    rows = _holding(connection, terms, where)
    if not rows:
        return []
    split = [row.words.split() for row in rows]
    counts = np.array([[words.count(term.text) for term in terms] for words in split], dtype=np.float64)
    holding = np.array([term.passages for term in terms])
    idf = np.log1p((passages - holding + 0.5) / (holding + 0.5))
    lengths = np.array([len(words) for words in split], dtype=np.float64)
    scores = np.round(bm25(counts, lengths, idf, mean_length), DIGITS)
    order = sorted(range(len(rows)), key=lambda at: (-scores[at], rows[at].id))
    return [rows[at].id for at in order[:COMPARED]]


def _holding(connection: Connection, terms: Sequence[Term], where: Filter) -> list:
    """All passages with any of the stems while those are few; else those with all of them, or with the rarest."""
    if not terms:
        return []
    few, seen = [], 0
    for term in terms:
        seen += term.passages
        if seen > LOOKED_AT:
            break
        few.append(term)
    rows = _matching(connection, few, " OR ", where) if few else []
    number = len(terms)
    while len(rows) < ENOUGH and number and len(few) < len(terms):
        rows = _matching(connection, terms[:number], " AND ", where)
        number //= 2
    return rows


def _matching(connection: Connection, terms: Sequence[Term], operator: str, where: Filter) -> list:
    passage = schema.passage
    query = _words_query(connection, [term.text for term in terms], operator)
    statement = _filtered(select(passage.c.id, passage.c.words).where(query), where)
    return list(connection.execute(statement.order_by(passage.c.id).limit(LOOKED_AT)))


def _words_query(connection: Connection, terms: Sequence[str], operator: str):  # type: ignore[no-untyped-def]
    """The condition that a passage holds the stems; each is quoted, so that no sign in it is an operator."""
    if connection.dialect.name == "postgresql":
        sign = {" OR ": " | ", " AND ": " & "}[operator]
        quoted = sign.join("'" + term.replace("\\", "\\\\").replace("'", "''") + "'" for term in terms)
        # on its own, so that the word index is asked first and not every passage in order of id
        found = "SELECT id FROM passage WHERE stems @@ CAST(:wanted AS tsquery)"
        return text(f"passage.id IN (WITH found AS MATERIALIZED ({found}) SELECT id FROM found)").bindparams(
            wanted=quoted
        )
    quoted = operator.join('"' + term.replace('"', '""') + '"' for term in terms)
    return text("passage.id IN (SELECT rowid FROM passage_words WHERE passage_words MATCH :wanted)").bindparams(
        wanted=quoted
    )


def _filtered(statement: Select, where: Filter) -> Select:
    pages = where.page_ids()
    return statement if pages is None else statement.where(schema.passage.c.page.in_(pages))


class VectorsInDatabase:
    """The nearest vectors by pgvector, compared one by one: exact, and the filter costs no recall."""

    def nearest(self, connection: Connection, vector: np.ndarray, where: Filter) -> list[int]:
        """Ids of the passages nearest in meaning, the nearest first; the database compares."""
        passage = schema.passage
        distance = passage.c.vector.op("<#>")(vector)
        statement = _filtered(select(passage.c.id), where).order_by(distance, passage.c.id).limit(COMPARED)
        return [row.id for row in connection.execute(statement)]


class VectorsInMemory:
    """The nearest vectors by one product with a matrix, read once a build: what SQLite has no means for."""

    def __init__(self, connection: Connection) -> None:
        passage = schema.passage
        count = connection.execute(select(literal_column("count(*)")).select_from(passage)).scalar() or 0
        rows = connection.execute(select(passage.c.id, passage.c.page, passage.c.vector).order_by(passage.c.id))
        self._ids = np.zeros(count, dtype=np.int64)
        self._page_of = np.zeros(count, dtype=np.int64)
        self._pages: dict[str, int] = {}
        self._matrix = np.zeros((0, 0), dtype=np.float32)
        for at, row in enumerate(rows):
            if at == 0:
                self._matrix = np.zeros((count, len(row.vector)), dtype=np.float32)
            self._ids[at] = row.id
            self._page_of[at] = self._pages.setdefault(row.page, len(self._pages))
            self._matrix[at] = row.vector

    def nearest(self, connection: Connection, vector: np.ndarray, where: Filter) -> list[int]:
        """Ids of the passages nearest in meaning, the nearest first; one product with a matrix in memory."""
        if not len(self._ids):
            return []
        scores = self._matrix @ vector
        pages = where.page_ids()
        if pages is not None:
            allowed = np.zeros(len(self._pages) + 1, dtype=bool)
            allowed[[self._pages[row.id] for row in connection.execute(pages) if row.id in self._pages]] = True
            rows = np.flatnonzero(allowed[self._page_of])
        else:
            rows = np.arange(len(self._ids))
        if len(rows) > COMPARED:
            rows = rows[np.argpartition(-scores[rows], COMPARED - 1)[:COMPARED]]
        order = np.lexsort((self._ids[rows], -scores[rows]))
        return [int(self._ids[row]) for row in rows[order]]


def fetch(connection: Connection, ids: Sequence[int]) -> list[Candidate]:
    """The passages, whole, in order of id."""
    if not ids:
        return []
    passage = schema.passage
    rows = connection.execute(select(passage).where(passage.c.id.in_(sorted(ids))).order_by(passage.c.id))
    return [_candidate(row) for row in rows]


def _candidate(row) -> Candidate:  # type: ignore[no-untyped-def]
    vector = np.asarray(row.vector, dtype=np.float32)
    parts = np.frombuffer(row.windows, dtype="<f2").reshape(-1, len(vector))
    return Candidate(row.id, row.page, row.heading, row.text, row.words, vector, parts)
