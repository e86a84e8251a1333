"""Load a sentence-transformers model and encode with the prompts it declares."""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT_FOLDER = ".build/encoder"
SETTING = "LOTSEN_ENCODER"
BATCH = 64
MESSAGE = 8  # texts; a message and its parts are hardly more


def encoder_folder() -> str:
    """The model to load: the setting LOTSEN_ENCODER, or the folder that set-up built."""
    return os.environ.get(SETTING) or DEFAULT_FOLDER


class Encoder:
    """Unit vectors for sentences; queries and passages get the prompts of the model, where it has them."""

    def __init__(self, model: SentenceTransformer, name: str) -> None:
        self._model = model
        self.name = name

    @property
    def dimension(self) -> int:
        return int(self._model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str], *, prompt: str = "query") -> np.ndarray:
        """Return float32 vectors of length 1, shape (len(texts), dimension)."""
        name = prompt if prompt in (self._model.prompts or {}) else None
        _set_threads(len(texts))
        vectors = self._model.encode(
            list(texts), prompt_name=name, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)


def _set_threads(texts: int) -> None:
    """Let torch compute a message, its parts included, in one thread and many texts in all.

    A message's network is dozens of small steps; with more threads each waits for the slowest, and on
    a busy machine that made a message cost ten times the processor time.
    """
    import torch

    threads = 1 if texts <= MESSAGE else os.cpu_count() or 1
    if torch.get_num_threads() != threads:
        torch.set_num_threads(threads)


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
    from sentence_transformers import SentenceTransformer

    return Encoder(SentenceTransformer(name, device="cpu"), name)
