"""The same network with its weights unpacked, as transformers' BertModel: what the packed one is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from knowledge.encoder.packed_weights import Shape, dequantise

if TYPE_CHECKING:
    import torch
    from transformers import BertModel


def state_dict(shape: Shape, tensors: Mapping[str, memoryview]) -> dict[str, torch.Tensor]:
    """Map the packed tensors to the names of transformers' BertModel."""
    import torch

    hidden, wide = shape.hidden, shape.feed_forward

    def plain(name: str, *size: int) -> torch.Tensor:
        return torch.from_numpy(np.frombuffer(tensors[name], dtype=np.float32).reshape(size).copy())

    def packed(name: str, rows: int, columns: int) -> torch.Tensor:
        return torch.from_numpy(dequantise(tensors[name], rows, columns))

    state = {
        "embeddings.word_embeddings.weight": packed("emb.word", shape.vocabulary, hidden),
        "embeddings.position_embeddings.weight": plain("emb.pos", shape.positions, hidden),
        # the file keeps only row 0 of the token types when it holds one row
        "embeddings.token_type_embeddings.weight": plain("emb.type", -1, hidden),
        "embeddings.LayerNorm.weight": plain("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": plain("emb.ln.b", hidden),
    }
    parts = (
        ("attention.self.query", "q", hidden, hidden),
        ("attention.self.key", "k", hidden, hidden),
        ("attention.self.value", "v", hidden, hidden),
        ("attention.output.dense", "ao", hidden, hidden),
        ("intermediate.dense", "fi", wide, hidden),
        ("output.dense", "fo", hidden, wide),
    )
    norms = (("attention.output.LayerNorm", "aln"), ("output.LayerNorm", "oln"))
    for layer in range(shape.layers):
        prefix, short = f"encoder.layer.{layer}.", f"l{layer}."
        for long_name, name, rows, columns in parts:
            state[f"{prefix}{long_name}.weight"] = packed(f"{short}{name}.w", rows, columns)
            state[f"{prefix}{long_name}.bias"] = plain(f"{short}{name}.b", rows)
        for long_name, name in norms:
            state[f"{prefix}{long_name}.weight"] = plain(f"{short}{name}.w", hidden)
            state[f"{prefix}{long_name}.bias"] = plain(f"{short}{name}.b", hidden)
    return state


def plain_network(shape: Shape, tensors: Mapping[str, memoryview]) -> BertModel:
    """The network, ready to be run. Raises ValueError when the weights do not fit it."""
    from transformers import BertConfig, BertModel

    state = state_dict(shape, tensors)
    config = BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions,
        type_vocab_size=state["embeddings.token_type_embeddings.weight"].shape[0],
        layer_norm_eps=shape.layer_norm_eps,
        pad_token_id=1,
    )
    network = BertModel(config, add_pooling_layer=False)
    missing, unexpected = network.load_state_dict(state, strict=False)
    missing = [name for name in missing if not name.endswith("_ids")]
    if missing or unexpected:
        raise ValueError(f"The packed weights do not fit the network: missing {missing}, unexpected {unexpected}")
    return network.eval()
