"""Sentence vectors remembered: many messages encoded together cost a fraction of one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np


class EncodeBoth(Protocol):
    """``Encoder.encode_both``, or what stands in its place."""

    def __call__(self, texts: Sequence[str], *, prompt: str = "query") -> np.ndarray: ...


class RememberedVectors:
    """Takes the place of an encoder's ``encode_both`` for questions.

    Args:
        encode: for what somebody says; nothing of it outlives the process.
        encode_known: for what is remembered beforehand, which the project's own files hold; it may keep them.
    """

    def __init__(self, encode: EncodeBoth, encode_known: EncodeBoth) -> None:
        self._encode = encode
        self._encode_known = encode_known
        self._vectors: dict[str, np.ndarray] = {}

    def remember(self, texts: Sequence[str]) -> None:
        """Encode those that are not known yet, in batches."""
        self._add(texts, self._encode_known)

    def __call__(self, texts: Sequence[str], *, prompt: str = "query") -> np.ndarray:
        """As ``Encoder.encode_both``; passages are passed on."""
        if prompt != "query" or not texts:
            return self._encode(texts, prompt=prompt)
        self._add(texts, self._encode)
        return np.stack([self._vectors[text] for text in texts])

    def _add(self, texts: Sequence[str], encode: EncodeBoth) -> None:
        new = list(dict.fromkeys(text for text in texts if text not in self._vectors))
        if new:
            self._vectors.update(zip(new, encode(new), strict=True))
