from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
import torch

from knowledge.encoder.any_model import AnyModel


class FakeModel:
    """Stands where a sentence-transformers model stands."""

    def __init__(self, prompts: dict[str, str] | None = None) -> None:
        self.prompts = prompts
        self.seen: dict[str, Any] = {}

    def encode(self, texts: Sequence[str], **options: Any) -> list[list[float]]:
        self.seen = options
        return [[1.0, 0.0]] * len(texts)

    def get_embedding_dimension(self) -> int:
        return 2


@pytest.mark.parametrize(
    ("prompts", "asked", "used"),
    [
        ({"query": "query: ", "passage": "passage: "}, "query", "query"),
        ({"query": "query: ", "passage": "passage: "}, "passage", "passage"),
        ({"query": "query: "}, "passage", None),
        ({}, "query", None),
        (None, "query", None),
    ],
)
def test_the_models_own_prompt_is_used_where_it_has_one(
    prompts: dict[str, str] | None, asked: str, used: str | None
) -> None:
    model = FakeModel(prompts)
    AnyModel(model).vectors(["hej"], asked)  # type: ignore[arg-type]
    assert model.seen["prompt_name"] == used
    assert model.seen["normalize_embeddings"] is True


def test_a_model_without_an_adapter_gives_the_same_float32_vector_twice() -> None:
    model = AnyModel(FakeModel())  # type: ignore[arg-type]
    both = model.vectors(["ett", "två", "tre"], "query")
    assert (both.dtype, both.shape, model.dimension) == (np.float32, (3, 2, 2), 2)
    np.testing.assert_array_equal(both[:, 0], both[:, 1])


@pytest.mark.parametrize("message", [["ett"], ["ett och två", "ett", "två"]])
def test_a_message_is_computed_in_one_thread(message: list[str]) -> None:
    model = AnyModel(FakeModel())  # type: ignore[arg-type]
    model.vectors(["ett"] * 100, "query")
    assert torch.get_num_threads() == (os.cpu_count() or 1)
    model.vectors(message, "query")
    assert torch.get_num_threads() == 1
