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
from scipy.special import softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot.components.stored_arrays import Arrays, from_json, restore_vectoriser, to_json, vectoriser_arrays

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
        self.seed = seed
        self.characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
        self.words = TfidfVectorizer(
            analyzer="word", ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"(?u)\b\w+\b"
        )
        self.classifier = LogisticRegression(
            C=regularisation, class_weight="balanced", max_iter=300, random_state=seed, multi_class="multinomial"
        )
        self.centre: np.ndarray | None = None
        self._rows: tuple[np.ndarray, np.ndarray] | None = None

    def fit(self, texts: Sequence[str], vectors: np.ndarray, labels: Sequence[str]) -> QuestionModel:
        """Train; ``vectors`` has shape (len(texts), dimension)."""
        self.characters.fit(texts)
        self.words.fit(texts)
        # e5's vectors all point nearly the same way; what tells them apart is what is left without the mean
        self.centre = vectors.mean(axis=0)
        self.classifier.fit(self._features(texts, vectors), list(labels))
        self._rows = None
        return self

    def probabilities(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """Return shape (len(texts), number of intents), columns as in ``intents``."""
        weights, intercepts = self._linear()
        return softmax(self._features(texts, vectors) @ weights + intercepts, axis=1)

    def _linear(self) -> tuple[np.ndarray, np.ndarray]:
        """Weights, shape (features, intents), and intercepts, as the product needs them.

        scikit-learn's own ``predict_proba`` multiplies with the transposed view, which SciPy copies at every call: as
        much work as all the rest of the classification.
        """
        if self._rows is None:
            weights, intercepts = self.classifier.coef_, self.classifier.intercept_
            if len(weights) == 1:  # two intents: scikit-learn keeps one row, the other is its opposite
                weights, intercepts = np.vstack([-weights, weights]), np.hstack([-intercepts, intercepts])
            self._rows = np.ascontiguousarray(weights.T), intercepts
        return self._rows

    def arrays(self) -> Arrays:
        """All that was learned, for ``restored``; of a model that has been fitted."""
        assert self.centre is not None
        settings = {"regularisation": self.classifier.C, "vector_weight": self.vector_weight, "seed": self.seed}
        return {
            "settings": to_json(settings),
            "intents": to_json(self.intents),
            "centre": self.centre,
            "weights": self.classifier.coef_,
            "intercepts": self.classifier.intercept_,
            **vectoriser_arrays("characters", self.characters),
            **vectoriser_arrays("words", self.words),
        }

    @classmethod
    def restored(cls, arrays: Arrays) -> QuestionModel:
        """The model whose ``arrays`` these are; raises KeyError where one is missing."""
        model = cls(**from_json(arrays["settings"]))
        model.centre = arrays["centre"]
        model.classifier.classes_ = np.array(from_json(arrays["intents"]))
        model.classifier.coef_, model.classifier.intercept_ = arrays["weights"], arrays["intercepts"]
        restore_vectoriser("characters", model.characters, arrays)
        restore_vectoriser("words", model.words, arrays)
        return model

    @property
    def intents(self) -> list[str]:
        """The names of the intents, in the order of the probabilities."""
        return [str(name) for name in self.classifier.classes_]

    def _features(self, texts: Sequence[str], vectors: np.ndarray) -> csr_matrix:
        dense = csr_matrix((vectors - self.centre) * self.vector_weight)
        return hstack([self.characters.transform(texts), self.words.transform(texts), dense]).tocsr()
