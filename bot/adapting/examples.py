"""What the adapter learns from beside labelled messages: the facts' ways of asking."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np


@dataclasses.dataclass(frozen=True)
class Asks:
    """Ways of asking, and the number of the fact that each asks for; ``nearest`` the facts most alike, by number."""

    texts: tuple[str, ...]
    facts: np.ndarray  # shape (len(texts),)
    nearest: np.ndarray  # shape (facts, NEIGHBOURS)


NEIGHBOURS = 5


def asks_of(texts: Sequence[str], facts: Sequence[str], vectors: np.ndarray) -> Asks:
    """Number the facts and find the nearest of each by the mean of its asks' vectors."""
    names = sorted(set(facts))
    number = {name: at for at, name in enumerate(names)}
    owner = np.array([number[fact] for fact in facts])
    centred = vectors - vectors.mean(axis=0)
    means = np.stack([centred[owner == at].mean(axis=0) for at in range(len(names))])
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    alike = means @ means.T
    np.fill_diagonal(alike, -1)
    return Asks(tuple(texts), owner, np.argsort(-alike, axis=1)[:, :NEIGHBOURS])
