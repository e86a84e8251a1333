"""The knowledge base of this process, opened once, and anew when a new build has come.

Before every answer the store is asked which build it holds (a fraction of a
millisecond): nothing is answered from a build that may have been replaced.
"""

from __future__ import annotations

import datetime
import logging

from knowledge.answering import Answerer
from knowledge.query import Answer, Query
from knowledge.search import PassageSearch
from knowledge.store import Address, Store, StoreChanged, StoreError
from knowledge.texts import text

logger = logging.getLogger(__name__)

_opened: tuple[Store, str, Answerer] | None = None


def answerer() -> Answerer:
    """Return the current knowledge base; raises StoreError when there is none that can serve."""
    global _opened
    address = Address.from_settings()
    store = _opened[0] if _opened and _opened[0].address == address else Store(address)
    current = store.build_id()
    if _opened is None or _opened[:2] != (store, current):
        build = store.load()
        answerer = Answerer(build.knowledge, build.care, passages=PassageSearch(store, build.id))
        _opened = (store, build.id, answerer)
    return _opened[2]


def answer(query: Query, today: datetime.date) -> Answer:
    """Answer from the current build; an apology (kind "error") while the knowledge base cannot be reached."""
    try:
        try:
            return answerer().answer(query, today)
        except StoreChanged:
            return answerer().answer(query, today)  # a build came in between: ask the new one
    except StoreError as fault:
        logger.error("No knowledge base: %s", fault)
        return Answer("error", text("search", "unavailable"))
