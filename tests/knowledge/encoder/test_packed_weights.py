from __future__ import annotations

import dataclasses
import struct
from pathlib import Path

import numpy as np
import pytest

from knowledge.encoder.packed_weights import BLOCK, MAGIC, PackedWeightsError, Shape, dequantise, read

SHAPE = Shape(
    hidden=32, layers=1, heads=2, feed_forward=64, vocabulary=3, positions=8, token_types=1, layer_norm_eps=1e-12
)


def quantised(weights: np.ndarray, scale: float) -> bytes:
    """4-bit blocks of whole-number weights in -8..7, as the package packs them."""
    blocks = []
    for block in weights.reshape(-1, BLOCK):
        nibbles = (block + 8).astype(np.uint8)
        blocks.append(np.float16(scale).tobytes() + (nibbles[:16] | nibbles[16:] << 4).tobytes())
    return b"".join(blocks)


def packed(tensors: dict[str, bytes], *, magic: bytes = MAGIC, block: int = BLOCK) -> bytes:
    """A whole file: header, a tokenizer of two pieces, a directory, and the tensors."""
    sizes = [size for size in dataclasses.astuple(SHAPE) if isinstance(size, int)]
    head = magic + struct.pack("<I7i", 1, *sizes) + struct.pack("<f", SHAPE.layer_norm_eps) + struct.pack("<i", block)
    pieces, blob, trie = 2, b"ab", b"trie!"
    head += struct.pack("<5i", pieces, 0, 1, 2, 3) + struct.pack("<Q", len(blob))
    head += bytes((pieces + 1) * 4 + pieces * 4) + blob + struct.pack("<iI", 1, len(trie)) + trie
    size_of_entry = struct.calcsize("<H") + struct.calcsize("<BI") + struct.calcsize("<QQ")
    at = len(head) + 4 + sum(size_of_entry + len(name) for name in tensors)
    directory = struct.pack("<i", len(tensors))
    for name, data in tensors.items():
        directory += struct.pack(f"<H{len(name)}s", len(name), name.encode()) + struct.pack("<BI", 0, len(data))
        directory += struct.pack("<QQ", at, len(data))
        at += len(data)
    return head + directory + b"".join(tensors.values())


PLAIN = np.arange(32, dtype=np.float32)
WEIGHTS = np.arange(64).reshape(2, 32) % 16 - 8
TENSORS = {"emb.ln.w": PLAIN.tobytes(), "emb.word": quantised(WEIGHTS, 0.5)}


def written(folder: Path, data: bytes) -> Path:
    path = folder / "e5.bin"
    path.write_bytes(data)
    return path


def test_shape_and_tensors_are_read(tmp_path: Path) -> None:
    shape, tensors = read(written(tmp_path, packed(TENSORS)))
    assert dataclasses.replace(shape, layer_norm_eps=0) == dataclasses.replace(SHAPE, layer_norm_eps=0)
    assert shape.layer_norm_eps == pytest.approx(SHAPE.layer_norm_eps)
    assert {name: bytes(data) for name, data in tensors.items()} == TENSORS


def test_four_bit_weights_are_unpacked(tmp_path: Path) -> None:
    _, tensors = read(written(tmp_path, packed(TENSORS)))
    matrix = dequantise(tensors["emb.word"], 2, 32)
    assert matrix.dtype == np.float32
    np.testing.assert_array_equal(matrix, WEIGHTS * 0.5)


def test_every_block_has_its_own_scale() -> None:
    raw = quantised(WEIGHTS[:1], 0.5) + quantised(WEIGHTS[1:], 2.0)
    np.testing.assert_array_equal(dequantise(memoryview(raw), 2, 32), WEIGHTS * [[0.5], [2.0]])


@pytest.mark.parametrize("content", [b"", b"E5", packed(TENSORS, magic=b"GGUF"), b"<html>not found</html>"])
def test_another_file_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(PackedWeightsError, match=r"e5\.bin: not a packed e5 model"):
        read(written(tmp_path, content))


def test_blocks_of_another_size_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PackedWeightsError, match="blocks of 64 weights, expected 32"):
        read(written(tmp_path, packed(TENSORS, block=64)))


@pytest.mark.parametrize("lost", [1, 10, len(TENSORS["emb.word"])])
def test_a_file_cut_off_in_its_tensors_is_refused(tmp_path: Path, lost: int) -> None:
    with pytest.raises(PackedWeightsError, match=r"emb\.word lies outside the file; install the package again"):
        read(written(tmp_path, packed(TENSORS)[:-lost]))


@pytest.mark.parametrize("kept", [4, 20, 44, 60, 100])
def test_a_file_cut_off_in_its_heading_is_refused(tmp_path: Path, kept: int) -> None:
    with pytest.raises(PackedWeightsError):
        read(written(tmp_path, packed(TENSORS)[:kept]))
