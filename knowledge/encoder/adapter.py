"""The low-rank adapter that fits the encoder to this language: small matrices beside the packed weights.

Hu et al. 2021, "LoRA: Low-Rank Adaptation of Large Language Models": a layer's output gets ``up @ (down @ x)`` added.
Packed to four bits again the training would be lost, so the adapter lies beside the packed base. It is made by
``python -m bot.adapting``; how, from what and with what effect: docs/encoder.md.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

import numpy as np

FILE = Path(__file__).parent / "adapter.npz"
DOWN, UP = ".down", ".up"


@dataclasses.dataclass(frozen=True)
class LowRank:
    """One layer's addition: ``down`` has shape (rank, columns), ``up`` (rows, rank); both float32."""

    down: np.ndarray
    up: np.ndarray


def load(path: Path = FILE) -> dict[str, LowRank]:
    """The additions by the name of the packed matrix ("l8.q"); raises ValueError for a file of another form."""
    with np.load(path, allow_pickle=False) as stored:
        names = {key.removesuffix(DOWN) for key in stored.files if key.endswith(DOWN)}
        if not names or {f"{name}{part}" for name in names for part in (DOWN, UP)} != set(stored.files):
            raise ValueError(f"{path}: not an adapter of this encoder; run 'python -m bot.adapting'")
        return {
            name: LowRank(stored[f"{name}{DOWN}"].astype(np.float32), stored[f"{name}{UP}"].astype(np.float32))
            for name in names
        }


def save(additions: Mapping[str, LowRank], path: Path = FILE) -> None:
    """Write the additions in half precision, which they lose nothing by."""
    arrays: dict[str, np.ndarray] = {}
    for name in sorted(additions):
        arrays[f"{name}{DOWN}"] = additions[name].down.astype(np.float16)
        arrays[f"{name}{UP}"] = additions[name].up.astype(np.float16)
    np.savez(path, **arrays)
