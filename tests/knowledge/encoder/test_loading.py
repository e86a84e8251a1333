from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from knowledge.encoder import loading
from knowledge.encoder.convert import package_folder
from knowledge.encoder.loading import DEFAULT_FOLDER, SETTING, Encoder, encoder_folder, load_encoder


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
    Encoder(model, "fake").encode(["hej"], prompt=asked)  # type: ignore[arg-type]
    assert model.seen["prompt_name"] == used
    assert model.seen["normalize_embeddings"] is True


def test_vectors_are_float32_one_a_text() -> None:
    encoder = Encoder(FakeModel(), "fake")  # type: ignore[arg-type]
    vectors = encoder.encode(["ett", "två", "tre"])
    assert (vectors.dtype, vectors.shape, encoder.dimension) == (np.float32, (3, 2), 2)


class Fitting:
    """A first module whose network has an adapter."""

    fitted = True


class FittedModel(FakeModel):
    """Gives the model's own vector and the fitted one side by side, of length 1 together."""

    def __iter__(self) -> Iterator[Any]:
        return iter([Fitting()])

    def encode(self, texts: Sequence[str], **options: Any) -> list[list[float]]:
        return [[0.6, 0.0, 0.0, 0.8]] * len(texts)

    def get_embedding_dimension(self) -> int:
        return 4


def test_a_question_has_the_models_own_vector_and_a_fitted_one_each_of_length_1() -> None:
    encoder = Encoder(FittedModel(), "fake")  # type: ignore[arg-type]
    assert encoder.dimension == 2
    np.testing.assert_allclose(encoder.encode(["ett", "två"]), [[1, 0]] * 2)
    np.testing.assert_allclose(encoder.encode_fitted(["ett"]), [[0, 1]])
    np.testing.assert_allclose(encoder.encode_both(["ett"])[0], [[1, 0], [0, 1]])


def test_a_model_without_an_adapter_gives_the_same_vector_twice() -> None:
    both = Encoder(FakeModel(), "fake").encode_both(["ett", "två"])  # type: ignore[arg-type]
    assert both.shape == (2, 2, 2)
    np.testing.assert_array_equal(both[:, 0], both[:, 1])


def test_the_setting_names_another_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "min/modell")
    assert encoder_folder() == "min/modell"
    monkeypatch.delenv(SETTING)
    assert encoder_folder() == DEFAULT_FOLDER


def test_an_encoder_that_is_not_built_is_refused_with_the_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(loading, "_load", lambda name: pytest.fail(f"{name} was loaded"))
    monkeypatch.delenv(SETTING, raising=False)
    with pytest.raises(FileNotFoundError, match="not built; run 'make setup'"):
        load_encoder()


def test_the_default_is_loaded_once_however_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = []
    monkeypatch.setattr(loading, "_load", loaded.append)
    monkeypatch.setenv(SETTING, "min/modell")
    load_encoder()
    load_encoder(None)
    load_encoder("min/modell")
    assert loaded == ["min/modell"] * 3


@pytest.mark.parametrize("message", [["ett"], ["ett och två", "ett", "två"]])
def test_a_message_is_computed_in_one_thread(message: list[str]) -> None:
    encoder = Encoder(FakeModel(), "fake")  # type: ignore[arg-type]
    encoder.encode(["ett"] * 100)
    assert torch.get_num_threads() == (os.cpu_count() or 1)
    encoder.encode(message)
    assert torch.get_num_threads() == 1


def test_a_package_is_found_without_importing_it() -> None:
    assert (package_folder("knowledge") / "limits.py").is_file()


def test_a_missing_package_is_refused_with_the_command() -> None:
    with pytest.raises(SystemExit, match="make setup"):
        package_folder("no_such_package_here")
