"""Trained models as arrays in an .npz file: nothing in it can run, and it is read in a fraction of a second.

A vectoriser knows 50,000 n-grams, each with a column and a weight; written as objects, one by one, they took seconds
at every start of a server.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

Arrays = dict[str, np.ndarray]


def save(file: Path, arrays: Mapping[str, np.ndarray]) -> None:
    """Write the arrays as they are, bit by bit; raises ValueError for one that would need pickling."""
    objects = [name for name, array in arrays.items() if array.dtype.hasobject]
    if objects:
        raise ValueError(f"these are no plain arrays: {', '.join(objects)}")
    with file.open("wb") as out:
        np.savez(out, **arrays)


def load(file: Path) -> Arrays:
    """All arrays of a file; raises ValueError for anything but plain arrays."""
    with np.load(file, allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}


def from_json(array: np.ndarray) -> Any:
    """What ``to_json`` was given."""
    return json.loads(array.tobytes())


def to_json(value: Any) -> np.ndarray:
    """Names, numbers and lists of them as an array of bytes."""
    return np.frombuffer(json.dumps(value, ensure_ascii=False).encode(), dtype=np.uint8)


def vectoriser_arrays(name: str, vectoriser: TfidfVectorizer) -> Arrays:
    """What a fitted vectoriser has learned: its n-grams in the order of their columns, and the weight of each."""
    columns = sorted(vectoriser.vocabulary_.items(), key=lambda item: item[1])
    return {f"{name}.terms": to_json([term for term, _ in columns]), f"{name}.idf": vectoriser.idf_}


def restore_vectoriser(name: str, vectoriser: TfidfVectorizer, arrays: Arrays) -> None:
    """Give a new vectoriser, made with the same settings, what another has learned; raises KeyError where it lacks."""
    vectoriser.vocabulary_ = {term: column for column, term in enumerate(from_json(arrays[f"{name}.terms"]))}
    vectoriser.idf_ = arrays[f"{name}.idf"]
