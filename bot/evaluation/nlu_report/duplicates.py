"""Sentences of different classes that are nearly the same: contradictions in the training data, or near misses."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process

LETTERS = 0.85  # share of letters in common from which two sentences are near
MEANING = 0.85  # cosine of vectors, without their mean, from which two sentences are near


@dataclasses.dataclass(frozen=True)
class NearPair:
    """Two sentences, their classes, and how near they are (0..1) by letters and by meaning."""

    one: str
    one_intent: str
    other: str
    other_intent: str
    letters: float
    meaning: float


def near_duplicates(texts: Sequence[str], labels: Sequence[str], vectors: np.ndarray) -> list[NearPair]:
    """Pairs across classes that are near by letters or by meaning, the nearest first."""
    centred = vectors - vectors.mean(axis=0)
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
    meaning = centred @ centred.T
    low = [text.lower() for text in texts]
    letters = process.cdist(low, low, scorer=fuzz.ratio, dtype=np.uint8) / 100.0
    names = np.array(labels)
    near = ((letters >= LETTERS) | (meaning >= MEANING)) & (names[:, None] != names[None, :])
    rows, columns = np.nonzero(np.triu(near, 1))
    pairs = [
        NearPair(texts[i], labels[i], texts[j], labels[j], float(letters[i, j]), float(meaning[i, j]))
        for i, j in zip(rows, columns, strict=True)
    ]
    return sorted(pairs, key=lambda pair: -(pair.letters + pair.meaning))
