"""The encoder as an ONNX graph that computes with the packed 4-bit weights as they are.

ONNX Runtime's MatMulNBits reads blocks of 32 four-bit weights with a scale each, which is what the package holds, so
nothing is rounded: the network is the same as with unpacked weights, in an eighth of the memory that a
message has to be drawn through. Operators: ONNX Runtime, docs/ContribOperators.md (MIT).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from knowledge.encoder.onnx_format import Graph
from knowledge.encoder.packed_weights import BLOCK, BLOCK_BYTES, Shape

IDS, MASK, POSITIONS, HIDDEN = "input_ids", "attention_mask", "position_ids", "token_embeddings"
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
    def __init__(self, shape: Shape, tensors: Tensors) -> None:
        self.shape = shape
        self.tensors = tensors
        self.graph = Graph("encoder")

    def plain(self, name: str, *size: int) -> str:
        values = np.frombuffer(self.tensors[name], dtype=np.float32).reshape(size or (-1,))
        return self.graph.weight(name, values)

    def linear(self, name: str, source: str, rows: int, columns: int, *, bias: bool) -> str:
        """``source`` times a packed matrix of (rows, columns), transposed; with its bias, or without."""
        packed, scales = blocks(self.tensors[f"{name}.w"], rows, columns)
        inputs = [source, self.graph.weight(f"{name}.w", packed), self.graph.weight(f"{name}.scales", scales)]
        if bias:
            inputs += ["", "", self.plain(f"{name}.b", rows)]  # no zero points, no order of groups
        return self.graph.node(
            "MatMulNBits", inputs, f"{name}.out",
            K=columns, N=rows, bits=4, block_size=BLOCK, accuracy_level=FLOAT32,
        )  # fmt: skip

    def add_and_normalise(self, name: str, branch: str, rest: str) -> str:
        inputs = [branch, rest, self.plain(f"{name}.w"), self.plain(f"{name}.b")]
        out = HIDDEN if name == f"l{self.shape.layers - 1}.oln" else f"{name}.out"
        return self.graph.node("SkipLayerNormalization", inputs, out, epsilon=float(self.shape.layer_norm_eps))

    def embed(self, kept: Sequence[int]) -> str:
        """Word, position and type added up and normalised; every token is of the first type."""
        graph, shape = self.graph, self.shape
        packed, scales = blocks(self.tensors["emb.word"], shape.vocabulary, shape.hidden)
        nibbles = packed[list(kept)].reshape(len(kept), -1) ^ 0x88  # from 0..15 around 8 to two's complement around 0
        inputs = [graph.weight_of_4_bits("emb.word", nibbles), IDS, graph.weight("emb.scales", scales[list(kept)])]
        word = graph.node("GatherBlockQuantized", inputs, "words", gather_axis=0, quantize_axis=1, block_size=BLOCK)
        places = np.frombuffer(self.tensors["emb.pos"], dtype=np.float32).reshape(shape.positions, shape.hidden)
        kind = np.frombuffer(self.tensors["emb.type"], dtype=np.float32).reshape(-1, shape.hidden)[0]
        place = graph.node("Gather", [graph.weight("emb.place", places + kind), POSITIONS], "places")
        return self.add_and_normalise("emb.ln", word, place)

    def layer(self, number: int, source: str) -> str:
        hidden, wide, short = self.shape.hidden, self.shape.feed_forward, f"l{number}."
        heads = [self.linear(f"{short}{part}", source, hidden, hidden, bias=True) for part in "qkv"]
        attended = self.graph.node(
            "MultiHeadAttention", [*heads, "", MASK], f"{short}attended", num_heads=self.shape.heads
        )
        attended = self.linear(f"{short}ao", attended, hidden, hidden, bias=True)
        source = self.add_and_normalise(f"{short}aln", attended, source)
        inner = self.linear(f"{short}fi", source, wide, hidden, bias=False)
        inner = self.graph.node("BiasGelu", [inner, self.plain(f"{short}fi.b", wide)], f"{short}gelu")
        return self.add_and_normalise(f"{short}oln", self.linear(f"{short}fo", inner, hidden, wide, bias=True), source)


def serialise(shape: Shape, tensors: Tensors, kept: Sequence[int]) -> bytes:
    """The model file: token ids, mask and positions in, a float32 vector for each token out.

    ``kept`` holds the rows of the vocabulary that stay, in their new order.
    """
    builder = _Builder(shape, tensors)
    graph = builder.graph
    for name, dtype in ((IDS, np.int64), (MASK, np.int32), (POSITIONS, np.int64)):
        graph.input(name, dtype, ("batch", "tokens"))
    source = builder.embed(kept)
    for number in range(shape.layers):
        source = builder.layer(number, source)
    graph.output(source, np.float32, ("batch", "tokens", shape.hidden))
    return graph.serialised()
