"""The intent model: a linear classifier over words, character n-grams and the sentence vector.

Chosen by cross-validation, see docs/classifier.md. Programme names and the
other entities are replaced by their kind before counting n-grams, so that the
question type is learned from the question and not from the programme's name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

Span = dict[str, Any]  # start, end, entity


def mask_entities(text: str, entities: Sequence[Span]) -> str:
    """Lower-case text with every entity replaced by its kind in capitals: "maxbelopp UNIT_SIZE"."""
    pieces, at = [], 0
    for span in sorted(entities, key=lambda span: span["start"]):
        if span["start"] < at:
            continue
        pieces += [text[at : span["start"]].lower(), span["entity"].upper()]
        at = span["end"]
    return "".join([*pieces, text[at:].lower()])


class QuestionModel:
    """Fit on masked texts and sentence vectors; gives a probability for each intent."""

    def __init__(self, *, regularisation: float = 20.0, vector_weight: float = 3.0, seed: int = 42) -> None:
        if regularisation <= 0 or vector_weight < 0:
            raise ValueError("regularisation must be above 0 and vector_weight at least 0")
        self.vector_weight = vector_weight
        self.characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
        self.words = TfidfVectorizer(
            analyzer="word", ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"(?u)\b\w+\b"
        )
        self.classifier = LogisticRegression(
            C=regularisation, class_weight="balanced", max_iter=300, random_state=seed, multi_class="multinomial"
        )
        self.centre: np.ndarray | None = None

    def fit(self, texts: Sequence[str], vectors: np.ndarray, labels: Sequence[str]) -> QuestionModel:
        """Train; ``vectors`` has shape (len(texts), dimension)."""
        self.characters.fit(texts)
        self.words.fit(texts)
        # e5's vectors all point nearly the same way; what tells them apart is what is left without the mean
        self.centre = vectors.mean(axis=0)
        self.classifier.fit(self._features(texts, vectors), list(labels))
        return self

    def probabilities(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """Return shape (len(texts), number of intents), columns as in ``intents``."""
        return self.classifier.predict_proba(self._features(texts, vectors))

    @property
    def intents(self) -> list[str]:
        return [str(name) for name in self.classifier.classes_]

    def _features(self, texts: Sequence[str], vectors: np.ndarray) -> csr_matrix:
        dense = csr_matrix((vectors - self.centre) * self.vector_weight)
        return hstack([self.characters.transform(texts), self.words.transform(texts), dense]).tocsr()
