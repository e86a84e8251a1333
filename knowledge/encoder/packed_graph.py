"""The encoder as an ONNX graph that computes with the packed 4-bit weights as they are.

ONNX Runtime's MatMulNBits reads blocks of 32 four-bit weights with a scale each, which is what the package holds, so
nothing is rounded: the network is the same as with unpacked weights, in an eighth of the memory that a
message has to be drawn through. Operators: ONNX Runtime, docs/ContribOperators.md (MIT).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from knowledge.encoder.adapter import LowRank
from knowledge.encoder.onnx_format import Graph
from knowledge.encoder.packed_weights import BLOCK, BLOCK_BYTES, Shape

IDS, MASK, POSITIONS, HIDDEN = "input_ids", "attention_mask", "position_ids", "token_embeddings"
FITTED = "fitted_embeddings"  # the second output of a network with an adapter
#: MatMulNBits' accuracy_level: computing in float32. Level 4, in whole numbers, takes two thirds of the time, but
#: the vectors then differ (cosine 0.9992 and more, the mean taken off).
FLOAT32 = 1
Tensors = Mapping[str, memoryview]


def blocks(raw: memoryview, rows: int, columns: int) -> tuple[np.ndarray, np.ndarray]:
    """The weights as MatMulNBits wants them: (rows, blocks, 16) bytes, and a float32 scale for each block.

    The package keeps weight j beside weight j + 16 in one byte, ONNX Runtime weight 2 j beside weight 2 j + 1.
    """
    count = columns // BLOCK
    packed = np.frombuffer(raw, dtype=np.uint8, count=rows * count * BLOCK_BYTES).reshape(rows, count, BLOCK_BYTES)
    scales = packed[..., :2].copy().view(np.float16).astype(np.float32).reshape(rows, count)
    nibbles = np.concatenate([packed[..., 2:] & 0x0F, packed[..., 2:] >> 4], axis=-1)
    return nibbles[..., 0::2] | nibbles[..., 1::2] << 4, scales


class _Builder:
    def __init__(self, shape: Shape, tensors: Tensors, adapter: Mapping[str, LowRank]) -> None:
        self.shape = shape
        self.tensors = tensors
        self.adapter = adapter
        self.graph = Graph("encoder")
        self.branch = ""  # stands behind the names of nodes: the adapted upper layers share the plain ones' weights
        self._weights: set[str] = set()

    def weight(self, name: str, values: np.ndarray) -> str:
        """A constant, kept once however often it is used."""
        if name not in self._weights:
            self._weights.add(name)
            self.graph.weight(name, values)
        return name

    def node(self, kind: str, inputs: Sequence[str], output: str, **attributes: int | float) -> str:
        return self.graph.node(kind, inputs, f"{output}{self.branch}", **attributes)

    def plain(self, name: str, *size: int) -> str:
        values = np.frombuffer(self.tensors[name], dtype=np.float32).reshape(size or (-1,))
        return self.weight(name, values)

    def linear(self, name: str, source: str, rows: int, columns: int, *, bias: bool) -> str:
        """``source`` times a packed matrix of (rows, columns), transposed; with its bias, or without."""
        packed, scales = blocks(self.tensors[f"{name}.w"], rows, columns)
        inputs = [source, self.weight(f"{name}.w", packed), self.weight(f"{name}.scales", scales)]
        if bias:
            inputs += ["", "", self.plain(f"{name}.b", rows)]  # no zero points, no order of groups
        out = self.node(
            "MatMulNBits", inputs, f"{name}.out",
            K=columns, N=rows, bits=4, block_size=BLOCK, accuracy_level=FLOAT32,
        )  # fmt: skip
        return self.adapted(name, source, out) if self.branch and name in self.adapter else out

    def adapted(self, name: str, source: str, out: str) -> str:
        """The output with the adapter's addition for the same source."""
        addition = self.adapter[name]
        down = self.weight(f"{name}.down", np.ascontiguousarray(addition.down.T))
        up = self.weight(f"{name}.up", np.ascontiguousarray(addition.up.T))
        narrow = self.node("MatMul", [source, down], f"{name}.narrow")
        return self.node("Add", [out, self.node("MatMul", [narrow, up], f"{name}.added")], f"{name}.sum")

    def add_and_normalise(self, name: str, branch: str, rest: str) -> str:
        inputs = [branch, rest, self.plain(f"{name}.w"), self.plain(f"{name}.b")]
        return self.node("SkipLayerNormalization", inputs, f"{name}.out", epsilon=float(self.shape.layer_norm_eps))

    def embed(self, kept: Sequence[int]) -> str:
        """Word, position and type added up and normalised; every token is of the first type."""
        graph, shape = self.graph, self.shape
        packed, scales = blocks(self.tensors["emb.word"], shape.vocabulary, shape.hidden)
        nibbles = packed[list(kept)].reshape(len(kept), -1) ^ 0x88  # from 0..15 around 8 to two's complement around 0
        inputs = [graph.weight_of_4_bits("emb.word", nibbles), IDS, self.weight("emb.scales", scales[list(kept)])]
        word = self.node("GatherBlockQuantized", inputs, "words", gather_axis=0, quantize_axis=1, block_size=BLOCK)
        places = np.frombuffer(self.tensors["emb.pos"], dtype=np.float32).reshape(shape.positions, shape.hidden)
        kind = np.frombuffer(self.tensors["emb.type"], dtype=np.float32).reshape(-1, shape.hidden)[0]
        place = self.node("Gather", [self.weight("emb.place", places + kind), POSITIONS], "places")
        return self.add_and_normalise("emb.ln", word, place)

    def layer(self, number: int, source: str) -> str:
        hidden, wide, short = self.shape.hidden, self.shape.feed_forward, f"l{number}."
        heads = [self.linear(f"{short}{part}", source, hidden, hidden, bias=True) for part in "qkv"]
        attended = self.node("MultiHeadAttention", [*heads, "", MASK], f"{short}attended", num_heads=self.shape.heads)
        attended = self.linear(f"{short}ao", attended, hidden, hidden, bias=True)
        source = self.add_and_normalise(f"{short}aln", attended, source)
        inner = self.linear(f"{short}fi", source, wide, hidden, bias=False)
        inner = self.node("BiasGelu", [inner, self.plain(f"{short}fi.b", wide)], f"{short}gelu")
        return self.add_and_normalise(f"{short}oln", self.linear(f"{short}fo", inner, hidden, wide, bias=True), source)

    def upper(self, first: int, source: str) -> str:
        """The layers from ``first`` on."""
        for number in range(first, self.shape.layers):
            source = self.layer(number, source)
        return source

    def output(self, source: str, name: str) -> None:
        """A vector for each token under a name of its own."""
        self.graph.output(
            self.graph.node("Identity", [source], name), np.float32, ("batch", "tokens", self.shape.hidden)
        )


def serialise(
    shape: Shape, tensors: Tensors, kept: Sequence[int], adapter: Mapping[str, LowRank] | None = None
) -> bytes:
    """The model file: token ids, mask and positions in, a float32 vector for each token out.

    With an adapter there is a second output beside the model's own; both share the layers below the adapted ones.
    ``kept`` holds the rows of the vocabulary that stay, in their new order; ``adapter`` what is added to which matrix.
    """
    builder = _Builder(shape, tensors, adapter or {})
    graph = builder.graph
    for name, dtype in ((IDS, np.int64), (MASK, np.int32), (POSITIONS, np.int64)):
        graph.input(name, dtype, ("batch", "tokens"))
    source = builder.embed(kept)
    shared = min((_layer_of(name) for name in builder.adapter), default=shape.layers)
    for number in range(shared):
        source = builder.layer(number, source)
    builder.output(builder.upper(shared, source), HIDDEN)
    if builder.adapter:
        builder.branch = ".fitted"
        builder.output(builder.upper(shared, source), FITTED)
    return graph.serialised()


def _layer_of(name: str) -> int:
    """8 of "l8.q"."""
    return int(name.partition(".")[0].removeprefix("l"))
