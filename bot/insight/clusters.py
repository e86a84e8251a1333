"""Unanswered questions that mean about the same, together."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
from sklearn.cluster import AgglomerativeClustering

from bot.insight.event_store import StoredTurn

DISTANCE = 0.55  # mean cosine distance, of vectors without their common part, up to which groups are joined
MOST = 4000  # questions that are clustered, the newest; the tree of distances grows with their square


@dataclasses.dataclass(frozen=True)
class Cluster:
    """Questions that mean about the same, the most typical first."""

    turns: tuple[StoredTurn, ...]

    @property
    def conversations(self) -> int:
        """In how many conversations it was asked."""
        return len({turn.conversation for turn in self.turns})


def cluster(turns: Sequence[StoredTurn], centre: np.ndarray, distance: float = DISTANCE) -> list[Cluster]:
    """Group turns that have a vector, the largest group first.

    ``centre`` is the mean of the knowledge base's vectors: the encoder's all point nearly the same way, and what tells
    them apart is what is left without it. Average linkage, so that a chain of near questions does not join all.
    """
    usable = [turn for turn in turns if turn.vector and len(turn.vector) == 2 * len(centre)][-MOST:]
    if not usable:
        return []
    vectors = np.vstack([np.frombuffer(turn.vector or b"", dtype=np.float16).astype(np.float32) for turn in usable])
    vectors = vectors - centre
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    groups = _groups(vectors, distance)
    found = [_ordered([usable[i] for i in rows], vectors[rows]) for rows in groups]
    return sorted(found, key=lambda group: (-group.conversations, -len(group.turns), group.turns[0].question))


def _groups(vectors: np.ndarray, distance: float) -> list[np.ndarray]:
    if len(vectors) == 1:
        return [np.array([0])]
    tree = AgglomerativeClustering(
        n_clusters=None, affinity="cosine", linkage="average", distance_threshold=distance
    )  # newer scikit-learn calls affinity metric
    labels = tree.fit_predict(vectors)
    return [np.flatnonzero(labels == label) for label in range(labels.max() + 1)]


def _ordered(turns: Sequence[StoredTurn], vectors: np.ndarray) -> Cluster:
    nearness = vectors @ vectors.mean(axis=0)
    return Cluster(tuple(turns[i] for i in np.argsort(-nearness, kind="stable")))
