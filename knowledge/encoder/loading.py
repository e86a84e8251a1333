"""Load a sentence-transformers model and encode with the prompts it declares."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Sequence
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


PLAIN, FITTED = 0, 1  # the two vectors of a question


class Encoder:
    """Unit vectors for sentences; queries and passages get the prompts of the model, where it has them.

    A question has two vectors, computed in one pass: the model's own (PLAIN), which passages and the classifiers are
    compared with, and one fitted to what staff ask (FITTED), which the facts' ways of asking are compared with. A model
    without an adapter gives the same one twice.
    """

    def __init__(self, model: SentenceTransformer, name: str) -> None:
        self._model = model
        # a model's first module says whether its network has an adapter; what is no chain of modules has none
        self._fitted = bool(getattr(next(iter(model), None), "fitted", False)) if isinstance(model, Iterable) else False
        self.name = name

    @property
    def dimension(self) -> int:
        """Of one vector."""
        return int(self._model.get_embedding_dimension() or 0) // (2 if self._fitted else 1)

    def encode(self, texts: Sequence[str], *, prompt: str = "query") -> np.ndarray:
        """Return the model's own vectors: float32, of length 1, shape (len(texts), dimension)."""
        return self.encode_both(texts, prompt=prompt)[:, PLAIN]

    def encode_fitted(self, texts: Sequence[str]) -> np.ndarray:
        """Return the vectors fitted to what staff ask; shape as for ``encode``."""
        return self.encode_both(texts)[:, FITTED]

    def encode_both(self, texts: Sequence[str], *, prompt: str = "query") -> np.ndarray:
        """Return both vectors of every text, shape (len(texts), 2, dimension)."""
        found = self._encode(texts, prompt)
        if not self._fitted:
            return np.repeat(found[:, None], 2, axis=1)
        both = found.reshape(len(found), 2, -1)
        return both / np.maximum(np.linalg.norm(both, axis=-1, keepdims=True), 1e-12)

    def _encode(self, texts: Sequence[str], prompt: str) -> np.ndarray:
        name = prompt if prompt in (self._model.prompts or {}) else None
        _set_threads(len(texts))
        vectors = self._model.encode(
            list(texts), prompt_name=name, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), -1)


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
