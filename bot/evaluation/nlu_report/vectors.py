"""Sentence vectors that are computed once: kept in .build by the encoder's and the sentence's content."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from knowledge.encoder.loading import encoder_folder, load_encoder

FOLDER = Path(".build/nlu-vectors")
CHUNK = 1024  # sentences between two writes, so that an interrupted run loses little
Encode = Callable[[Sequence[str]], np.ndarray]


class VectorCache:
    """Vectors of sentences, in one file an encoder."""

    def __init__(self, path: Path, encode: Encode) -> None:
        self._path = path
        self._encode = encode
        self._known: dict[str, np.ndarray] = {}
        if path.is_file():
            with np.load(path) as stored:
                self._known = dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        """Float32 vectors, shape (len(texts), dimension); what is new is encoded and kept."""
        keys = [hashlib.sha256(text.encode()).hexdigest()[:24] for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        new = list(missing)
        for at in range(0, len(new), CHUNK):
            chunk = new[at : at + CHUNK]
            self._known.update(zip(chunk, self._encode([missing[key] for key in chunk]), strict=True))
            self._write()
        return np.vstack([self._known[key] for key in keys])

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self._path.parent, suffix=".npz", delete=False) as file:
            np.savez(file, keys=np.array(list(self._known)), vectors=np.vstack(list(self._known.values())))
        os.replace(file.name, self._path)


def built_cache(folder: Path = FOLDER) -> VectorCache:
    """The cache of the encoder that set-up built, or that LOTSEN_ENCODER names; loads it only when it is needed."""
    return VectorCache(folder / f"{encoder_identity(encoder_folder())}.npz", lambda texts: load_encoder().encode(texts))


def encoder_identity(name: str) -> str:
    """What tells one encoder from another: the content of its small files and the size of its weights."""
    digest = hashlib.sha256(name.encode())
    folder = Path(name)
    for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
        size = file.stat().st_size if file.is_file() else 0
        digest.update(f"{file.relative_to(folder)} {size}".encode())
        if 0 < size < 1_000_000:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
