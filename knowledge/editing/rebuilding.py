"""Build the knowledge base after a small change: what was computed for the same words before is used again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from knowledge.editing.build import Contents, prepare
from knowledge.store import Address, Asks, Store, StoreError
from knowledge.store.writing import Rows, write
from knowledge.swedish.folding import joined
from knowledge.words.programmes import Names

Encode = Callable[[Sequence[str]], np.ndarray]


class Rebuilder:
    """Makes the rows of a build and puts them in the store's place; remembers vectors while the process lives.

    Args:
        queries, passages: vectors of length 1 for texts.
        mask: takes the programme's name out of a question, given the names that come with facts.
        encoder: the model's name, kept in the build.
        last: the ways of asking of a build by the same encoder and lexicons, which are not computed again.
        names: the names that build knew.
    """

    def __init__(
        self,
        queries: Encode,
        passages: Encode,
        mask: Callable[[str, Names], str],
        encoder: str,
        last: Asks | None = None,
        names: Names | None = None,
    ) -> None:
        known = dict(zip(last.texts, last.vectors, strict=True)) if last else {}
        self._masks = dict(zip(last.texts, last.masked, strict=True)) if last else {}
        self._queries, self._passages = remembering(queries, known), remembering(passages, {})
        self._mask = mask
        self._names: Names = names or {}
        self._encoder = encoder
        self._alone = threading.Lock()

    def rows(self, contents: Contents) -> Rows:
        """Every row of a build. Computed while somebody reads what is to be published, they are there at once then."""
        with self._alone:
            self._know(contents.names)
            return prepare(
                contents,
                queries=self._queries,
                passages=self._passages,
                mask=self._masked,
                encoder=self._encoder,
            )

    def put(self, rows: Rows, targets: Sequence[Address]) -> None:
        """Swap the stores; a reader has the old build or the new one. Raises StoreError."""
        for target in targets:
            write(rows, target)

    def _masked(self, question: str) -> str:
        if question not in self._masks:
            self._masks[question] = self._mask(question, self._names)
        return self._masks[question]

    def _know(self, names: Names) -> None:
        """Forget the masks of questions that hold a name which has come or gone; the others are as they were."""
        if names == self._names:
            return
        differ = {name for one, other in ((names, self._names), (self._names, names)) for name in _only(one, other)}
        words = tuple(joined(name) for name in differ)
        self._masks = {
            question: mask
            for question, mask in self._masks.items()
            if not any(word in joined(question) for word in words)
        }
        self._names = names


def _only(names: Names, others: Names) -> Iterator[str]:
    """The names that no programme has, or another one, among the others."""
    for programme, own in names.items():
        yield from set(own) - set(others.get(programme, ()))


def remembering(encode: Encode, known: dict[str, np.ndarray]) -> Encode:
    """The same vectors, computed once a text; ``known`` are those that there are already."""

    def encoded(texts: Sequence[str]) -> np.ndarray:
        fresh = list(dict.fromkeys(text for text in texts if text not in known))
        known.update(zip(fresh, encode(fresh) if fresh else [], strict=True))
        return np.vstack([known[text] for text in texts]).astype(np.float32) if texts else encode(texts)

    return encoded


def own_rebuilder(last: Address) -> Rebuilder:
    """The rebuilder with the project's encoder and lexicons, which are looked for in the folder that is worked in.

    ``last`` is where set-up's build lies: set-up makes a new one when encoder or lexicons change. What reads Swedish
    takes seconds to import, so only those who build anything do.
    """
    from knowledge.encoder.loading import load_encoder
    from knowledge.understanding.lexicons import entities, without_programmes

    encoder = load_encoder()
    try:
        old = Store(last).load().knowledge
        asks, names = (old.asks if old.encoder == encoder.name else None), old.names
    except StoreError:  # there is none yet
        asks, names = None, {}
    return Rebuilder(
        encoder.encode_fitted,
        lambda texts: encoder.encode(texts, prompt="passage"),
        lambda question, named: without_programmes(question, entities(question, named)),
        encoder.name,
        asks,
        names,
    )
