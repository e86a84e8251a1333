"""Several small questions about one message, answered by linear models over the same features.

Each head (how something is asked, whom it is about, …) is a logistic regression over words, character n-grams and
the sentence vector; the features are computed once for all heads, and all weights lie in one matrix. A message that
carries no label of a head teaches that head nothing. The regressions are fitted by averaged stochastic gradient descent
(Polyak and Juditsky 1992), which is as good as a full fit here and ten times as quick; see docs/classifier.md.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from scipy.special import softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import SGDClassifier

from bot.components.stored_arrays import Arrays, from_json, restore_vectoriser, to_json, vectoriser_arrays

Labels = Mapping[str, str]  # head → value


class HeadModel:
    """Fit on texts, sentence vectors and labels; gives a probability for each value of each head."""

    def __init__(self, *, penalty: float = 5e-5, vector_weight: float = 3.0, seed: int = 42) -> None:
        if penalty <= 0 or vector_weight < 0:
            raise ValueError("penalty must be above 0 and vector_weight at least 0")
        self.penalty = penalty
        self.vector_weight = vector_weight
        self.seed = seed
        self.characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
        self.words = TfidfVectorizer(
            analyzer="word", ngram_range=(1, 3), sublinear_tf=True, min_df=2, token_pattern=r"(?u)\b\w+\b|[?]"
        )
        self.values: dict[str, list[str]] = {}
        self.centre: np.ndarray | None = None
        self.weights: np.ndarray | None = None  # shape (features, values of all heads)
        self.intercepts: np.ndarray | None = None

    def fit(self, texts: Sequence[str], vectors: np.ndarray, labels: Sequence[Labels]) -> HeadModel:
        """Train; ``vectors`` has shape (len(texts), dimension). Raises ValueError where a head has but one value."""
        low = [text.lower() for text in texts]
        self.characters.fit(low)
        self.words.fit(low)
        self.centre = vectors.mean(axis=0)
        features = self._features(low, vectors)
        weights, intercepts = [], []
        for head in sorted({head for given in labels for head in given}):
            rows = [row for row, given in enumerate(labels) if head in given]
            values = [labels[row][head] for row in rows]
            model = SGDClassifier(
                loss="log_loss",
                alpha=self.penalty,
                max_iter=15,  # passes over the data
                tol=None,
                class_weight="balanced",
                average=True,
                random_state=self.seed,
                n_jobs=os.cpu_count(),  # the values beside each other, in threads; each has a seed of its own
            )
            model.fit(features[rows], values)
            own, bias = model.coef_, model.intercept_
            if len(own) == 1:  # two values: scikit-learn keeps one row, the other is its opposite
                own, bias = np.vstack([-own, own]) / 2, np.hstack([-bias, bias]) / 2
            weights.append(own)
            intercepts.append(bias)
            self.values[head] = [str(value) for value in model.classes_]
        self.weights = np.ascontiguousarray(np.vstack(weights).T.astype(np.float32))
        self.intercepts = np.hstack(intercepts).astype(np.float32)
        return self

    def probabilities(self, texts: Sequence[str], vectors: np.ndarray) -> list[dict[str, dict[str, float]]]:
        """For each text, head → value → probability."""
        scores = self._features([text.lower() for text in texts], vectors) @ self.weights + self.intercepts
        read: list[dict[str, dict[str, float]]] = [{} for _ in texts]
        at = 0
        for head, values in self.values.items():
            shares = softmax(scores[:, at : at + len(values)], axis=1)
            for row, share in zip(read, shares, strict=True):
                row[head] = {value: float(p) for value, p in zip(values, share, strict=True)}
            at += len(values)
        return read

    def arrays(self) -> Arrays:
        """All that was learned, for ``restored``; of a model that has been fitted."""
        learned = {"centre": self.centre, "weights": self.weights, "intercepts": self.intercepts}
        return {
            "settings": to_json({"penalty": self.penalty, "vector_weight": self.vector_weight, "seed": self.seed}),
            "values": to_json(self.values),
            **{name: array for name, array in learned.items() if array is not None},
            **vectoriser_arrays("characters", self.characters),
            **vectoriser_arrays("words", self.words),
        }

    @classmethod
    def restored(cls, arrays: Arrays) -> HeadModel:
        """The model whose ``arrays`` these are; raises KeyError where one is missing."""
        model = cls(**from_json(arrays["settings"]))
        model.values = from_json(arrays["values"])
        model.centre, model.weights, model.intercepts = (arrays[name] for name in ("centre", "weights", "intercepts"))
        restore_vectoriser("characters", model.characters, arrays)
        restore_vectoriser("words", model.words, arrays)
        return model

    def _features(self, low: Sequence[str], vectors: np.ndarray) -> csr_matrix:
        dense = csr_matrix((vectors - self.centre) * self.vector_weight)
        return hstack([self.characters.transform(low), self.words.transform(low), dense], dtype=np.float32).tocsr()


def likeliest(share: Mapping[str, float], least: float = 0.0) -> Mapping[str, float]:
    """The values of a head that are at least that probable, the likeliest first; what is sent along with a message."""
    kept: dict[str, Any] = {
        value: round(p, 4) for value, p in sorted(share.items(), key=lambda item: -item[1]) if p >= least
    }
    return kept
