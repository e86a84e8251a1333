"""The knowledge base of this process, opened once, and anew when a new build has come.

Before every answer the store is asked which build it holds (a fraction of a
millisecond): nothing is answered from a build that may have been replaced.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from knowledge.answering import Answerer
from knowledge.search import PassageSearch
from knowledge.store import Address, Store, StoreChanged
from knowledge.texts import text
from knowledge.words.answer import Answer

Result = TypeVar("Result")

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


def use(work: Callable[[Answerer], Result]) -> Result:
    """Do something with the current build, once more when a new one came in between. Raises StoreError."""
    try:
        return work(answerer())
    except StoreChanged:
        return work(answerer())


def apology() -> Answer:
    """What to say while the knowledge base cannot be reached."""
    return Answer("error", text("search", "unavailable"))
