"""A question put to what is published, or to the drafts as if they were, and what decided the answer."""

from __future__ import annotations

import dataclasses
import datetime
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from knowledge.editing.build import Contents
from knowledge.editing.rebuilding import Rebuilder
from knowledge.store import Address, Store
from knowledge.words.answer import Answer
from knowledge.words.tracing import Candidate, traced

NEAREST = 5  # candidates that are shown


@dataclasses.dataclass(frozen=True)
class Asked:
    """An answer with what it was chosen from. ``read`` are the phrases that were understood, by their words."""

    answer: Answer
    read: Mapping[str, str]
    candidates: Sequence[Candidate]


def ask(store: Store, question: str, today: datetime.date) -> Asked:
    """Answer as if it were that day; raises StoreError."""
    # what reads Swedish takes seconds to import: not before somebody asks
    from knowledge.answering import Answerer
    from knowledge.encoder.loading import FITTED, PLAIN, load_encoder
    from knowledge.search import PassageSearch
    from knowledge.understanding.context import Context
    from knowledge.understanding.lexicons import entities
    from knowledge.understanding.reading import read, turn_without_nlu

    build = store.load()
    found = entities(question, build.knowledge.names)
    both = load_encoder().encode_both([question])[0]
    reading = read(turn_without_nlu(question, found, both[FITTED], today, plain=both[PLAIN]), Context())
    answerer = Answerer(build.knowledge, build.care, passages=PassageSearch(store, build.id))
    with traced() as trace:
        answer = answerer.answer(reading.query, today)
    words = {question[match.start : match.end]: str(match.value) for match in found}
    return Asked(answer, words, trace.ranked()[:NEAREST])


class DraftStore:
    """A store with the drafts in it, built anew when they have changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._folder = tempfile.TemporaryDirectory(prefix="lotsen-desk-")
        self._state: object = None

    def of(self, state: object, contents: Contents, rebuilder: Rebuilder) -> Store:
        """The store of these contents; ``state`` tells whether they are the ones built last."""
        address = Address.of(Path(self._folder.name) / "drafts.sqlite")
        with self._lock:
            if self._state != state:
                rebuilder.put(rebuilder.rows(contents), [address])
                self._state = state
        return Store(address)
