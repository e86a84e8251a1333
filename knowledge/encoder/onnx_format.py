"""Write an ONNX model file: the few messages of its protocol buffers that a graph of known nodes needs.

Field numbers as in ``onnx.proto3`` of the ONNX project (https://github.com/onnx/onnx, Apache 2.0). The package
``onnx`` itself is a large compiled one that nothing else here would use.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import numpy as np

IR_VERSION = 10  # of ONNX 1.16, the first with 4-bit numbers
OPERATORS = (("", 21), ("com.microsoft", 1))  # opset versions: the standard's, and ONNX Runtime's own
TYPES = {np.dtype(np.float32): 1, np.dtype(np.uint8): 2, np.dtype(np.int32): 6, np.dtype(np.int64): 7}
INT4 = 22
ATTRIBUTE_FLOAT, ATTRIBUTE_INT = 1, 2
VARINT, BYTES, FLOAT = 0, 2, 5  # wire types


def _varint(number: int) -> bytes:
    number &= (1 << 64) - 1  # negative numbers are written in two's complement
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3 | VARINT) + _varint(value)


def _bytes(field: int, value: bytes | str) -> bytes:
    raw = value.encode() if isinstance(value, str) else value
    return _varint(field << 3 | BYTES) + _varint(len(raw)) + raw


def tensor(name: str, values: np.ndarray) -> bytes:
    """TensorProto. Raises KeyError for an element type that is not in TYPES."""
    return _tensor(name, values.shape, TYPES[values.dtype], values)


def _tensor(name: str, shape: Sequence[int], kind: int, values: np.ndarray) -> bytes:
    dims = b"".join(_number(1, size) for size in shape)
    return dims + _number(2, kind) + _bytes(8, name) + _bytes(9, np.ascontiguousarray(values).tobytes())


def _attribute(name: str, value: int | float) -> bytes:
    if isinstance(value, int):
        return _bytes(1, name) + _number(3, value) + _number(20, ATTRIBUTE_INT)
    payload = _varint(2 << 3 | FLOAT) + np.float32(value).tobytes()
    return _bytes(1, name) + payload + _number(20, ATTRIBUTE_FLOAT)


def _node(kind: str, inputs: Sequence[str], outputs: Sequence[str], attributes: Mapping[str, int | float]) -> bytes:
    domain = "" if kind in STANDARD else "com.microsoft"
    parts = [_bytes(1, name) for name in inputs] + [_bytes(2, name) for name in outputs]
    parts += [_bytes(3, outputs[0]), _bytes(4, kind)]
    parts += [_bytes(5, _attribute(name, value)) for name, value in attributes.items()]
    return b"".join(parts) + _bytes(7, domain)


#: The operators used here that the ONNX standard defines; all others are ONNX Runtime's own.
STANDARD = frozenset({"Gather", "Add", "LayerNormalization", "MatMul", "Identity"})


def _value(name: str, dtype: type, axes: Sequence[str | int]) -> bytes:
    """ValueInfoProto: the type and shape of an input or output; an axis is a size, or a name where it varies."""
    dims = b"".join(_bytes(1, _number(1, axis) if isinstance(axis, int) else _bytes(2, axis)) for axis in axes)
    return _bytes(1, name) + _bytes(2, _bytes(1, _number(1, TYPES[np.dtype(dtype)]) + _bytes(2, dims)))


@dataclasses.dataclass
class Graph:
    """A graph in the making: weights and nodes in the order in which they are added."""

    name: str
    weights: list[bytes] = dataclasses.field(default_factory=list)
    nodes: list[bytes] = dataclasses.field(default_factory=list)
    inputs: list[bytes] = dataclasses.field(default_factory=list)
    outputs: list[bytes] = dataclasses.field(default_factory=list)

    def weight(self, name: str, values: np.ndarray) -> str:
        """Add a constant; returns its name."""
        self.weights.append(tensor(name, values))
        return name

    def weight_of_4_bits(self, name: str, nibbles: np.ndarray) -> str:
        """Add a constant of whole numbers in -8..7, two in each byte of ``nibbles``, the first in the lower half."""
        shape = (*nibbles.shape[:-1], 2 * nibbles.shape[-1])
        self.weights.append(_tensor(name, shape, INT4, nibbles))
        return name

    def node(self, kind: str, inputs: Sequence[str], output: str, **attributes: int | float) -> str:
        """Add a node with one output; returns the output's name. An empty input is one left out."""
        self.nodes.append(_node(kind, inputs, [output], attributes))
        return output

    def input(self, name: str, dtype: type, axes: Sequence[str | int]) -> str:
        """Declare an input of the graph; returns its name, for the nodes that take it."""
        self.inputs.append(_value(name, dtype, axes))
        return name

    def output(self, name: str, dtype: type, axes: Sequence[str | int]) -> None:
        """Declare which value the graph gives."""
        self.outputs.append(_value(name, dtype, axes))

    def serialised(self) -> bytes:
        """ModelProto, ready to be written to a file."""
        parts = [_bytes(1, node) for node in self.nodes] + [_bytes(2, self.name)]
        parts += [_bytes(5, weight) for weight in self.weights]
        parts += [_bytes(11, value) for value in self.inputs] + [_bytes(12, value) for value in self.outputs]
        opsets = b"".join(_bytes(8, _bytes(1, domain) + _number(2, version)) for domain, version in OPERATORS)
        return _number(1, IR_VERSION) + _bytes(7, b"".join(parts)) + opsets
