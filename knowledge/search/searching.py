"""Search the passages of one build."""

from __future__ import annotations

import numpy as np
from sqlalchemy import select
from sqlalchemy.engine import Connection

from knowledge.search import candidates
from knowledge.search.question import ANYTHING, Filter, SearchQuestion
from knowledge.search.scoring import Hit, rank
from knowledge.store import Store, schema


class PassageSearch:
    """Hybrid search in the store's passages, bound to the build that was opened."""

    def __init__(self, store: Store, build: str) -> None:
        self._store = store
        self._build = build
        with store.reading(build) as connection:
            meta = {row.key: row.value for row in connection.execute(select(schema.meta))}
            self._passages = int(meta["passages"])
            self._mean_length = max(int(meta["words"]) / max(self._passages, 1), 1.0)
            self._vectors = _vectors(connection)

    def search(self, question: str, vector: np.ndarray, where: Filter = ANYTHING, limit: int = 10) -> list[Hit]:
        """The passages that are nearest to the question, best first.

        ``vector`` is the encoder's for the question, of length 1. Raises StoreChanged when a new
        build has come, StoreUnavailable when the database does not answer.
        """
        asked = SearchQuestion.read(question, np.asarray(vector, dtype=np.float32))
        with self._store.reading(self._build) as connection:
            terms = candidates.known_terms(connection, asked)
            ids = set(self._vectors.nearest(connection, asked.vector, where))
            ids |= set(
                candidates.by_words(connection, terms, where, passages=self._passages, mean_length=self._mean_length)
            )
            found = candidates.fetch(connection, sorted(ids))
        return rank(asked, found, limit)


def _vectors(connection: Connection) -> candidates.VectorsInDatabase | candidates.VectorsInMemory:
    if connection.dialect.name == "postgresql":
        return candidates.VectorsInDatabase()
    return candidates.VectorsInMemory(connection)
