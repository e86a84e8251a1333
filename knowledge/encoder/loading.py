"""Load the sentence encoder, and encode with the prompts that it declares."""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

DEFAULT_FOLDER = ".build/encoder"
SETTING = "LOTSEN_ENCODER"


def encoder_folder() -> str:
    """The model to load: the setting LOTSEN_ENCODER, or the folder that set-up built."""
    return os.environ.get(SETTING) or DEFAULT_FOLDER


PLAIN, FITTED = 0, 1  # the two vectors of a question


class Network(Protocol):
    """What computes: the folder that set-up built (``packed_network``), or any other model (``any_model``)."""

    @property
    def dimension(self) -> int:
        """Of one vector."""

    def vectors(self, texts: Sequence[str], prompt: str) -> np.ndarray:
        """Both vectors of every text: float32, each of length 1, shape (len(texts), 2, dimension)."""


class Encoder:
    """Unit vectors for sentences; queries and passages get the prompts of the model, where it has them.

    A question has two vectors, computed in one pass: the model's own (PLAIN), which passages and the classifiers are
    compared with, and one fitted to what staff ask (FITTED), which the facts' ways of asking are compared with. A model
    without an adapter gives the same one twice.
    """

    def __init__(self, network: Network, name: str) -> None:
        self._network = network
        self.name = name

    @property
    def dimension(self) -> int:
        """Of one vector."""
        return self._network.dimension

    def encode(self, texts: Sequence[str], *, prompt: str = "query") -> np.ndarray:
        """Return the model's own vectors: float32, of length 1, shape (len(texts), dimension)."""
        return self.encode_both(texts, prompt=prompt)[:, PLAIN]

    def encode_fitted(self, texts: Sequence[str]) -> np.ndarray:
        """Return the vectors fitted to what staff ask; shape as for ``encode``."""
        return self.encode_both(texts)[:, FITTED]

    def encode_both(self, texts: Sequence[str], *, prompt: str = "query") -> np.ndarray:
        """Return both vectors of every text, shape (len(texts), 2, dimension)."""
        return self._network.vectors(texts, prompt)


def load_encoder(name: str | None = None) -> Encoder:
    """Load once a process; ``name`` is a folder or any sentence-transformers name.

    Raises FileNotFoundError for a folder that set-up should have built.
    """
    name = name or encoder_folder()
    if name == DEFAULT_FOLDER and not Path(name).is_dir():
        raise FileNotFoundError(f"{name} is not built; run 'make setup'")
    return _load(name)


@functools.lru_cache(maxsize=2)
def _load(name: str) -> Encoder:
    from knowledge.encoder.packed_network import PackedNetwork, is_packed  # what computes is loaded with the network

    if is_packed(Path(name)):
        return Encoder(PackedNetwork(Path(name)), name)
    from knowledge.encoder.any_model import load_any

    return Encoder(load_any(name), name)
