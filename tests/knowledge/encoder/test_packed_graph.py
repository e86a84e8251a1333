"""The packed network against the same weights unpacked and run by transformers, on a small random network."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import BertModel

from knowledge.encoder.adapter import LowRank
from knowledge.encoder.onnx_format import tensor
from knowledge.encoder.packed_graph import blocks, serialise
from knowledge.encoder.packed_network import PackedNetwork, write_config
from knowledge.encoder.packed_weights import BLOCK, Shape, dequantise
from knowledge.encoder.plain_network import plain_network

SHAPE = Shape(
    hidden=64, layers=2, heads=4, feed_forward=128, vocabulary=12, positions=16, token_types=1, layer_norm_eps=1e-12
)
WORDS = ["<s>", "<pad>", "</s>", "<unk>", "▁hej", "▁vård", "▁bidrag", "▁ja", "▁nej", "▁och", "▁en", "▁liten"]


def tensors() -> dict[str, memoryview]:
    """Random weights, packed as the package packs them."""
    random = np.random.default_rng(7)

    def packed(rows: int, columns: int) -> memoryview:
        nibbles = random.integers(0, 256, (rows * columns // BLOCK, BLOCK // 2), dtype=np.uint8)
        scales = random.uniform(0.01, 0.05, (len(nibbles), 1)).astype(np.float16)
        return memoryview(np.concatenate([scales.view(np.uint8), nibbles], axis=1).tobytes())

    def plain(*size: int, around: float = 0.0) -> memoryview:
        return memoryview((around + random.normal(0, 0.1, size)).astype(np.float32).tobytes())

    hidden, wide = SHAPE.hidden, SHAPE.feed_forward
    made = {"emb.word": packed(SHAPE.vocabulary, hidden), "emb.pos": plain(SHAPE.positions, hidden)}
    made |= {"emb.type": plain(1, hidden), "emb.ln.w": plain(hidden, around=1), "emb.ln.b": plain(hidden)}
    for layer in range(SHAPE.layers):
        for name, rows, columns in [(n, hidden, hidden) for n in ("q", "k", "v", "ao")] + [
            ("fi", wide, hidden),
            ("fo", hidden, wide),
        ]:
            made[f"l{layer}.{name}.w"], made[f"l{layer}.{name}.b"] = packed(rows, columns), plain(rows)
        for norm in ("aln", "oln"):
            made[f"l{layer}.{norm}.w"], made[f"l{layer}.{norm}.b"] = plain(hidden, around=1), plain(hidden)
    return made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("encoder")
    (folder / "model.onnx").write_bytes(serialise(SHAPE, tensors(), range(SHAPE.vocabulary)))
    pieces = [[word, -float(place)] for place, word in enumerate(WORDS)]
    metaspace = {"type": "Metaspace", "replacement": "▁", "add_prefix_space": True}
    model = {"type": "Unigram", "unk_id": 3, "vocab": pieces}
    text = json.dumps({"version": "1.0", "added_tokens": [], "pre_tokenizer": metaspace, "model": model})
    (folder / "tokenizer.json").write_text(text, encoding="utf-8")
    write_config(folder, dimension=SHAPE.hidden, most_tokens=SHAPE.positions, padding=1, prompts={"query": "hej "})
    return folder


@pytest.fixture(scope="module")
def network(folder: Path) -> PackedNetwork:
    return PackedNetwork(folder)


def expected_states(ids: np.ndarray, mask: np.ndarray, plain: BertModel) -> np.ndarray:
    with torch.inference_mode():
        found: np.ndarray = plain(torch.from_numpy(ids), torch.from_numpy(mask)).last_hidden_state.numpy()
    return found


def test_the_packed_network_gives_the_vectors_of_the_unpacked_one(network: PackedNetwork) -> None:
    ids, mask = network.tokens(["hej", "vård bidrag och en liten", "ja nej"])
    expected = expected_states(ids, mask, plain_network(SHAPE, tensors()))
    found = network.states(ids, mask)
    real = mask.astype(bool)  # what stands in padding is nobody's
    np.testing.assert_allclose(found[real], expected[real], atol=2e-5, rtol=1e-4)
    assert real.sum() < real.size
    assert found.dtype == np.float32


def test_a_text_has_the_same_vector_alone_and_among_longer_ones(network: PackedNetwork) -> None:
    alone = network.states(*network.tokens(["hej"]))[0]
    among = network.states(*network.tokens(["hej", "vård bidrag och en liten"]))[0]
    np.testing.assert_allclose(among[: len(alone)], alone, atol=1e-6, rtol=1e-5)


def test_a_prompt_stands_before_every_text_and_long_ones_are_cut(network: PackedNetwork) -> None:
    ids, mask = network.tokens(["vård", "ja " * 40], "query")
    assert [WORDS[i] for i in ids[0][:2]] == ["▁hej", "▁vård"]
    assert ids.shape == (2, SHAPE.positions)
    assert mask.sum(axis=1).tolist() == [2, SHAPE.positions]
    assert network.tokens(["vård"], "no such prompt")[0].shape == (1, 1)


def test_a_text_s_vector_is_the_mean_of_its_tokens_of_length_1(network: PackedNetwork) -> None:
    texts = [*["ja"] * 70, "vård bidrag", "ja nej och hej"]  # more than a batch, and not in order of length
    vectors = network.vectors(texts, "query")
    assert (vectors.dtype, vectors.shape) == (np.float32, (len(texts), 2, network.dimension))
    for text, both in zip(texts, vectors, strict=True):
        mean = network.states(*network.tokens([text], "query"))[0].mean(axis=0)
        np.testing.assert_allclose(both, [mean / np.linalg.norm(mean)] * 2, atol=1e-6)


def test_no_text_has_no_vector(network: PackedNetwork) -> None:
    assert network.vectors([], "query").shape == (0, 2, SHAPE.hidden)


def additions(rank: int = 2) -> dict[str, LowRank]:
    """Random additions to every matrix of the upper layer."""
    random = np.random.default_rng(3)
    hidden, wide = SHAPE.hidden, SHAPE.feed_forward
    sizes = {**dict.fromkeys(("q", "k", "v", "ao"), (hidden, hidden)), "fi": (wide, hidden), "fo": (hidden, wide)}
    return {
        f"l1.{name}": LowRank(
            random.normal(0, 0.1, (rank, columns)).astype(np.float32),
            random.normal(0, 0.1, (rows, rank)).astype(np.float32),
        )
        for name, (rows, columns) in sizes.items()
    }


def test_an_adapter_gives_a_second_vector_and_leaves_the_first_as_it_was(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(serialise(SHAPE, tensors(), range(SHAPE.vocabulary), additions()))
    for name in ("tokenizer.json", "network.json"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    fitted, plain = PackedNetwork(tmp_path), PackedNetwork(folder)
    ids, mask = fitted.tokens(["hej", "vård bidrag och en liten"])
    real = mask.astype(bool)
    own, both = plain.states(ids, mask), fitted.states(ids, mask)
    np.testing.assert_allclose(both[..., : SHAPE.hidden][real], own[real], atol=1e-6, rtol=1e-5)
    vectors = fitted.vectors(["hej"], "query")[0]
    assert np.abs(vectors[0] - vectors[1]).max() > 1e-3
    np.testing.assert_allclose(vectors[0], plain.vectors(["hej"], "query")[0, 0], atol=1e-6)

    network = plain_network(SHAPE, tensors())
    names = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value"}
    names |= {"ao": "attention.output.dense", "fi": "intermediate.dense", "fo": "output.dense"}
    with torch.inference_mode():
        for name, addition in additions().items():
            weight = network.encoder.layer[1].get_submodule(names[name.partition(".")[2]]).weight
            weight += torch.from_numpy(addition.up @ addition.down)
    expected = expected_states(ids, mask, network)
    np.testing.assert_allclose(both[..., SHAPE.hidden :][real], expected[real], atol=2e-5, rtol=1e-4)


def test_only_the_kept_rows_of_the_vocabulary_are_written(folder: Path) -> None:
    few = serialise(SHAPE, tensors(), [0, 1, 2, 3])
    saved = (SHAPE.vocabulary - 4) * SHAPE.hidden
    assert len((folder / "model.onnx").read_bytes()) - len(few) >= saved // 2


def test_blocks_are_put_in_the_order_of_the_columns() -> None:
    raw = tensors()["l0.q.w"]
    packed, scales = blocks(raw, SHAPE.hidden, SHAPE.hidden)
    nibbles = np.stack([packed & 0x0F, packed >> 4], axis=-1).reshape(SHAPE.hidden, -1, BLOCK)
    weights = (nibbles.astype(np.int32) - 8) * scales[..., None]
    np.testing.assert_array_equal(weights.reshape(SHAPE.hidden, -1), dequantise(raw, SHAPE.hidden, SHAPE.hidden))


def test_a_number_type_that_the_format_does_not_know_is_refused() -> None:
    with pytest.raises(KeyError):
        tensor("x", np.zeros(3, dtype=np.complex64))
