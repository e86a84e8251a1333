"""Sentence vectors as text, so that they can travel with a message from the NLU to the actions."""

from __future__ import annotations

import base64

import numpy as np


def pack(vector: np.ndarray) -> str:
    """Write a vector as text; half precision changes cosines by less than 0.001."""
    return base64.b64encode(vector.astype(np.float16).tobytes()).decode("ascii")


def unpack(embedding: str) -> np.ndarray:
    """Read a packed vector back: float32."""
    return np.frombuffer(base64.b64decode(embedding), dtype=np.float16).astype(np.float32)
