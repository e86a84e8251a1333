"""Vectors that set-up has computed once, kept in a file: training, building and testing encode the same texts.

A text's vector depends on the encoder and on the text alone, not on what it is encoded together with, so a kept one is
the computed one, bit by bit. The file's name is a digest of all that a vector depends on: another encoder, or another
version of what computes it, has another file. Only texts of the project are kept; what staff write goes past this.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import logging
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from knowledge.encoder.loading import FITTED, PLAIN, Encoder, encoder_folder, load_encoder

FOLDER = Path(".build/vectors")
CHUNK = 1024  # texts between two writes, so that an interrupted run loses little
WAIT = 60.0  # seconds for another process that writes at the same time
#: Beside the encoder's own files, what a vector's last bit may depend on.
COMPUTED_BY = ("numpy", "onnxruntime", "sentence-transformers", "tokenizers", "torch")
SOURCES = ("any_model.py", "loading.py", "packed_network.py")
TABLE = "CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, value BLOB NOT NULL)"
EncodeBoth = Callable[[Sequence[str], str], np.ndarray]
logger = logging.getLogger(__name__)


class KeptVectors:
    """Encodes as ``Encoder`` does; what is in the file is read from there, and what is new is added to it.

    A file that cannot be read or written costs the computing and a line in the log, nothing else.
    """

    def __init__(self, file: Path, encode: EncodeBoth) -> None:
        """``encode`` takes texts and the prompt's name, and gives both vectors of each: (len(texts), 2, dimension)."""
        self._file = file
        self._encode = encode

    def encode(self, texts: Sequence[str], *, prompt: str = "query") -> np.ndarray:
        """The model's own vectors, shape (len(texts), dimension)."""
        return self._vectors(texts, prompt, (PLAIN,))[:, 0]

    def encode_fitted(self, texts: Sequence[str]) -> np.ndarray:
        """The vectors fitted to what staff ask; shape as for ``encode``."""
        return self._vectors(texts, "query", (FITTED,))[:, 0]

    def encode_both(self, texts: Sequence[str], *, prompt: str = "query") -> np.ndarray:
        """Both vectors of every text, shape (len(texts), 2, dimension)."""
        return self._vectors(texts, prompt, (PLAIN, FITTED))

    def _vectors(self, texts: Sequence[str], prompt: str, kinds: Sequence[int]) -> np.ndarray:
        if not texts:
            return self._encode(texts, prompt)[:, list(kinds)]
        found: dict[str, np.ndarray] = {}
        with self._opened() as database:
            for chunk in _chunks(list(dict.fromkeys(texts))):
                found.update(self._of_chunk(database, chunk, prompt, kinds))
        return np.stack([found[text] for text in texts])

    def _of_chunk(
        self, database: sqlite3.Connection | None, texts: Sequence[str], prompt: str, kinds: Sequence[int]
    ) -> dict[str, np.ndarray]:
        kept = {text: rows for text in texts if (rows := _read(database, text, prompt, kinds)) is not None}
        new = [text for text in texts if text not in kept]
        if new:
            fresh = self._encode(new, prompt)[:, list(kinds)]
            kept.update(zip(new, fresh, strict=True))
            _write(database, new, fresh, prompt, kinds)
        return kept

    @contextlib.contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection | None]:
        """The file, made where there is none; None where that is impossible."""
        try:
            if not self._file.exists():
                _make_room(self._file)
            database = sqlite3.connect(self._file, timeout=WAIT)
        except (OSError, sqlite3.Error) as fault:
            logger.warning("%s: %s; vectors are computed anew", self._file, fault)
            yield None
            return
        with contextlib.closing(database):
            yield database if _has_table(database, self._file) else None


def kept_vectors(encoder: Encoder | None = None, folder: Path = FOLDER) -> KeptVectors | Encoder:
    """The encoder, or the one that set-up built, with its vectors kept; itself where it is no folder of files.

    Without an argument the encoder is loaded only when a vector is missing.
    """
    name = encoder.name if encoder else encoder_folder()
    if not Path(name).is_dir():
        return encoder or load_encoder()

    both = encoder.encode_both if encoder else None  # as it is now: a test's bot puts another in its place

    def encode(texts: Sequence[str], prompt: str) -> np.ndarray:
        return (both or load_encoder().encode_both)(texts, prompt=prompt)

    return KeptVectors(folder / f"{identity(Path(name))}.sqlite", encode)


def identity(encoder: Path) -> str:
    """A digest of an encoder's files and of what computes with them."""
    digest = hashlib.sha256()
    sources = [Path(__file__).parent / name for name in SOURCES]
    for file in [*sorted(encoder.rglob("*")), *sources]:
        if file.is_file():
            inside = file.relative_to(encoder) if file.is_relative_to(encoder) else file.name
            digest.update(f"{inside} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    for package in COMPUTED_BY:
        digest.update(f"{package} {importlib.metadata.version(package)}\n".encode())
    return digest.hexdigest()[:24]


def _chunks(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(texts), CHUNK):
        yield texts[at : at + CHUNK]


def _key(text: str, prompt: str, kind: int) -> bytes:
    return hashlib.sha256(f"{prompt}\0{kind}\0{text}".encode()).digest()[:16]


def _read(database: sqlite3.Connection | None, text: str, prompt: str, kinds: Sequence[int]) -> np.ndarray | None:
    """Shape (len(kinds), dimension); None where one of them is not kept or cannot be read."""
    if database is None:
        return None
    rows = []
    for kind in kinds:
        try:
            row = database.execute("SELECT value FROM vector WHERE key = ?", (_key(text, prompt, kind),)).fetchone()
        except sqlite3.Error:  # writing it anew will say so
            return None
        if row is None:
            return None
        rows.append(np.frombuffer(row[0], dtype="<f4").astype(np.float32))
    return np.stack(rows)


def _write(
    database: sqlite3.Connection | None, texts: Sequence[str], vectors: np.ndarray, prompt: str, kinds: Sequence[int]
) -> None:
    if database is None:
        return
    rows = [
        (_key(text, prompt, kind), vector.astype("<f4").tobytes())
        for text, own in zip(texts, vectors, strict=True)
        for kind, vector in zip(kinds, own, strict=True)
    ]
    try:
        with database:
            database.executemany("INSERT OR IGNORE INTO vector VALUES (?, ?)", rows)
    except sqlite3.Error as fault:
        logger.warning("Vectors could not be kept: %s", fault)


def _has_table(database: sqlite3.Connection, file: Path) -> bool:
    try:
        database.execute(TABLE)
    except sqlite3.Error as fault:
        logger.warning("%s: %s; vectors are computed anew", file, fault)
        return False
    return True


def _make_room(file: Path) -> None:
    """Make the folder; what other encoders have left there is of no use any more."""
    file.parent.mkdir(parents=True, exist_ok=True)
    for other in file.parent.glob("*.sqlite"):
        if other != file:  # another process may have made it meanwhile
            other.unlink(missing_ok=True)
