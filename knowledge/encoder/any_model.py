"""Any sentence-transformers model in the place of the one that set-up built: LOTSEN_ENCODER names it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH = 64
MESSAGE = 8  # texts; a message and its parts are hardly more


class AnyModel:
    """Unit vectors of a model without an adapter, which gives the same one twice."""

    def __init__(self, model: SentenceTransformer) -> None:
        self._model = model

    @property
    def dimension(self) -> int:
        """Of one vector."""
        return int(self._model.get_embedding_dimension() or 0)

    def vectors(self, texts: Sequence[str], prompt: str) -> np.ndarray:
        """Both vectors of every text: float32, of length 1, shape (len(texts), 2, dimension)."""
        name = prompt if prompt in (self._model.prompts or {}) else None
        set_threads(len(texts))
        found = self._model.encode(
            list(texts), prompt_name=name, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.repeat(np.asarray(found, dtype=np.float32).reshape(len(texts), 1, -1), 2, axis=1)


def load_any(name: str) -> AnyModel:
    """A folder, or a name where a hub may be asked; raises what sentence-transformers raises."""
    from sentence_transformers import SentenceTransformer

    return AnyModel(SentenceTransformer(name, device="cpu"))


def set_threads(texts: int) -> None:
    """Let torch compute a message, its parts included, in one thread and many texts in all.

    A message's network is dozens of small steps; with more threads each waits for the slowest, and on
    a busy machine that made a message cost ten times the processor time.
    """
    import torch

    threads = 1 if texts <= MESSAGE else os.cpu_count() or 1
    if torch.get_num_threads() != threads:
        torch.set_num_threads(threads)
