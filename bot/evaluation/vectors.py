"""Sentence vectors remembered: many messages encoded together cost a fraction of one at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from knowledge.encoder.loading import Encoder


class RememberedVectors:
    """Takes the place of an encoder's ``encode_both`` for questions."""

    def __init__(self, encoder: Encoder) -> None:
        self._encode = encoder.encode_both
        self._vectors: dict[str, np.ndarray] = {}

    def remember(self, texts: Sequence[str]) -> None:
        """Encode those that are not known yet, in batches."""
        new = list(dict.fromkeys(text for text in texts if text not in self._vectors))
        if new:
            self._vectors.update(zip(new, self._encode(new), strict=True))

    def __call__(self, texts: Sequence[str], *, prompt: str = "query") -> np.ndarray:
        """As ``Encoder.encode_both``; passages are passed on."""
        if prompt != "query" or not texts:
            return self._encode(texts, prompt=prompt)
        self.remember(texts)
        return np.stack([self._vectors[text] for text in texts])
