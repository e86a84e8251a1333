"""Rank facts for a question: sentence vectors, character n-grams and words, fused.

Each fact is known by ways of asking, its editor's and those of other hands. A
question is compared with all of them; a fact's likeness is that of its best way
of asking and that of its next ones, so that one odd sentence does not carry a
fact alone. All three likenesses are cosines in 0..1, so their weighted
sum keeps its meaning from question to question and can be held against a gate.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge.limits import LIMITS, Weights
from knowledge.store import Asks
from knowledge.swedish.folding import fold
from knowledge.swedish.stems import analyse
from knowledge.words.tracing import Candidate, Likeness, current


@dataclasses.dataclass(frozen=True)
class Ranked:
    """A fact with its score and what the score is made of."""

    fact: str
    score: float
    likeness: float


class FactRanker:
    """Holds the ways of asking in comparable form."""

    def __init__(self, asks: Asks, weights: Weights = LIMITS.ranking) -> None:
        self.weights = weights
        self._texts = asks.texts
        self._facts = sorted(set(asks.facts))
        index = {fact: i for i, fact in enumerate(self._facts)}
        self._owner = np.array([index[fact] for fact in asks.facts])
        self._places = _places(self._owner, len(self._facts))
        self._centre = asks.vectors.mean(axis=0)
        self._vectors = _unit(asks.vectors - self._centre)
        grams = (weights.shortest_gram, weights.longest_gram)
        self._characters = TfidfVectorizer(analyzer="char_wb", ngram_range=grams, sublinear_tf=True)
        self._words = TfidfVectorizer(analyzer=analyse, sublinear_tf=True)
        folded = [fold(text) for text in asks.masked]
        # a row for each n-gram: a question touches the rows of its own n-grams only, not every ask
        self._character_rows = self._characters.fit_transform(folded).T.tocsr()
        self._word_rows = self._words.fit_transform(asks.masked).T.tocsr()

    def rank(
        self,
        vector: np.ndarray,
        masked: str,
        question_types: Mapping[str, float],
        types_of: Mapping[str, Sequence[str]],
        eligible: frozenset[str],
    ) -> list[Ranked]:
        """Return the eligible facts, best first.

        ``question_types`` maps a type to its probability (0..1); ``types_of``
        maps a fact to its types, the main one first.
        """
        parts = self._parts(vector, masked)
        each = self._fused(parts)
        likeness = self._by_fact(each)
        ranked = []
        priors: dict[tuple[str, ...], float] = {}  # hundreds of facts share some dozen lists of types
        trace = current()
        for i, fact in enumerate(self._facts):
            if fact not in eligible:
                continue
            types = tuple(types_of[fact])
            if types not in priors:
                priors[types] = self._prior(types, question_types)
            of_type = self.weights.question_type * priors[types]
            ranked.append(Ranked(fact, float(likeness[i] + of_type), float(likeness[i])))
            if trace is not None:
                best = self._best_ask(i, each, parts)
                trace.candidates[fact] = Candidate(fact, float(likeness[i]), float(of_type), best)
        return sorted(ranked, key=lambda item: -item.score)

    def likeness(self, vector: np.ndarray, masked: str, leave_out: int | None = None) -> np.ndarray:
        """Likeness of every fact to the question, shape (number of facts,)."""
        each = self._fused(self._parts(vector, masked))
        if leave_out is not None:
            each[leave_out] = 0.0
        return self._by_fact(each)

    def words_of(self, home_of: Mapping[str, str]) -> dict[str, frozenset[str]]:
        """The word stems that the asks about each home hold; ``home_of`` maps a fact to its programme."""
        stems = self._words.get_feature_names_out()
        found: dict[str, set[str]] = {home: set() for home in home_of.values()}
        rows, asks = self._word_rows.nonzero()
        for row, ask in zip(rows, asks, strict=True):
            found[home_of[self._facts[self._owner[ask]]]].add(stems[row])
        return {home: frozenset(words) for home, words in found.items()}

    def _prior(self, types: Sequence[str], question_types: Mapping[str, float]) -> float:
        """How probable a fact's question type is; its other types count for less than its main one."""
        shares = (1.0 if n == 0 else self.weights.other_type for n in range(len(types)))
        return max((question_types.get(t, 0.0) * share for t, share in zip(types, shares, strict=True)), default=0.0)

    def _parts(self, vector: np.ndarray, masked: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Cosines of every ask to the question: of vectors, of characters and of words."""
        dense = np.clip(self._vectors @ _unit(vector - self._centre), 0, 1)
        characters = (self._characters.transform([fold(masked)]) @ self._character_rows).toarray().ravel()
        words = (self._words.transform([masked]) @ self._word_rows).toarray().ravel()
        return dense, characters, words

    def _fused(self, parts: tuple[np.ndarray, np.ndarray, np.ndarray]) -> np.ndarray:
        w = self.weights
        return w.vector * parts[0] + w.characters * parts[1] + w.words * parts[2]

    def _best_ask(self, fact: int, each: np.ndarray, parts: tuple[np.ndarray, ...]) -> Likeness:
        rows = np.flatnonzero(self._owner == fact)
        row = rows[each[rows].argmax()]
        return Likeness(self._texts[row], *(float(part[row]) for part in parts))

    def _by_fact(self, each: np.ndarray) -> np.ndarray:
        """For every fact, its best ask weighed with the mean of its nearest ones (or of as many as it has)."""
        mine = np.where(self._places < 0, -np.inf, each[self._places])
        most = min(self.weights.nearest, mine.shape[1])
        best = -np.sort(np.partition(-mine, most - 1, axis=1)[:, :most], axis=1)
        held = np.isfinite(best)
        mean = np.where(held, best, 0.0).sum(axis=1) / held.sum(axis=1)
        b = self.weights.best
        return b * best[:, 0] + (1 - b) * mean


def _places(owner: np.ndarray, facts: int) -> np.ndarray:
    """The asks of each fact, shape (facts, most asks of one fact); -1 where a fact has fewer."""
    rows = [np.flatnonzero(owner == fact) for fact in range(facts)]
    places = np.full((facts, max(map(len, rows))), -1)
    for fact, asks in enumerate(rows):
        places[fact, : len(asks)] = asks
    return places


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)
