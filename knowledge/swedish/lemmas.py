"""spaCy's lookup lemmatizer with its table in arrays: 660,000 word forms in 11 MB, which as a dictionary took 190.

A pipeline that set-up saved names this component (``packed_lemmatizer``), so whoever loads one imports this module
first. Annotations are read here by spaCy, so they are no texts (no ``from __future__ import annotations``).
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, overload

import numpy as np

from knowledge.swedish.spacy_alone import Language, Lemmatizer, Lookups, get_string_id

FACTORY = "packed_lemmatizer"
TABLE = "lemma_lookup"  # spaCy's own name of it


class PackedTable:
    """Word form → lemma. Forms are kept as spaCy keeps them, by their 64-bit hash, and sorted; lemmas each once."""

    FILES = ("hashes", "lemma_of", "ends", "letters")

    def __init__(self, hashes: np.ndarray, lemma_of: np.ndarray, ends: np.ndarray, letters: np.ndarray) -> None:
        """Arrays that ``of`` makes.

        Args:
            hashes: of the forms, uint64, ascending.
            lemma_of: for each form its lemma's number, uint32.
            ends: for each lemma where its bytes end in ``letters``, uint32.
            letters: all lemmas in UTF-8, uint8.
        """
        self._hashes, self._lemma_of, self._ends, self._letters = hashes, lemma_of, ends, letters

    @classmethod
    def of(cls, table: Mapping[int, str]) -> "PackedTable":
        """From spaCy's table, which maps hashes to lemmas."""
        order = sorted(table)
        number: dict[str, int] = {}
        lemma_of = [number.setdefault(table[key], len(number)) for key in order]
        encoded = [lemma.encode() for lemma in number]
        ends = np.cumsum([len(lemma) for lemma in encoded], dtype=np.uint32)
        letters = np.frombuffer(b"".join(encoded), dtype=np.uint8)
        return cls(np.array(order, dtype=np.uint64), np.array(lemma_of, dtype=np.uint32), ends, letters)

    @classmethod
    def read(cls, folder: Path) -> "PackedTable":
        """From the files that ``write`` wrote; several processes share what they have read of them."""
        return cls(*(np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in cls.FILES))

    def write(self, folder: Path) -> None:
        """Write the arrays into a folder, which is made."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, array in zip(self.FILES, (self._hashes, self._lemma_of, self._ends, self._letters), strict=True):
            np.save(folder / f"{name}.npy", array, allow_pickle=False)

    def __len__(self) -> int:
        return len(self._hashes)

    @overload
    def get(self, form: str) -> str | None: ...

    @overload
    def get(self, form: str, default: str) -> str: ...

    def get(self, form: str, default: str | None = None) -> str | None:
        """The lemma of a form, or the default where it is not in the table."""
        key = np.uint64(get_string_id(form))
        at = int(np.searchsorted(self._hashes, key))
        if at == len(self._hashes) or self._hashes[at] != key:
            return default
        return self._lemma(int(self._lemma_of[at]))

    def __contains__(self, form: object) -> bool:
        """Whether a form is in the table."""
        return isinstance(form, str) and self.get(form) is not None

    def values(self) -> Iterator[str]:
        """All lemmas, each once."""
        return map(self._lemma, range(len(self._ends)))

    def _lemma(self, number: int) -> str:
        start = int(self._ends[number - 1]) if number else 0
        return self._letters[start : int(self._ends[number])].tobytes().decode()


@Language.factory(FACTORY, assigns=["token.lemma"])
class PackedLemmatizer(Lemmatizer):
    """Lemmas by lookup, as spaCy's own gives them; the table is packed when it is saved."""

    def __init__(self, nlp: Language, name: str) -> None:
        super().__init__(nlp.vocab, None, name, mode="lookup")

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the table; the vocabulary is the pipeline's."""
        table: Any = self.lookups.get_table(TABLE)
        (table if isinstance(table, PackedTable) else PackedTable.of(table)).write(Path(path))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "PackedLemmatizer":
        """Read the table; raises OSError where there is none."""
        self.lookups = Lookups()
        self.lookups.set_table(TABLE, PackedTable.read(Path(path)))
        return self
