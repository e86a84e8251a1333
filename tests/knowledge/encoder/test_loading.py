from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from knowledge.encoder import any_model, loading, packed_network
from knowledge.encoder.convert import package_folder
from knowledge.encoder.loading import DEFAULT_FOLDER, SETTING, Encoder, encoder_folder, load_encoder
from knowledge.encoder.packed_network import write_config


class FakeNetwork:
    """Gives the model's own vector and a fitted one."""

    dimension = 2

    def __init__(self) -> None:
        self.prompts: list[str] = []

    def vectors(self, texts: Sequence[str], prompt: str) -> np.ndarray:
        self.prompts.append(prompt)
        return np.array([[[1, 0], [0, 1]]] * len(texts), dtype=np.float32)


def test_a_question_has_the_models_own_vector_and_a_fitted_one() -> None:
    network = FakeNetwork()
    encoder = Encoder(network, "fake")
    assert encoder.dimension == 2
    np.testing.assert_array_equal(encoder.encode(["ett", "två"]), [[1, 0]] * 2)
    np.testing.assert_array_equal(encoder.encode_fitted(["ett"]), [[0, 1]])
    np.testing.assert_array_equal(encoder.encode_both(["ett"])[0], [[1, 0], [0, 1]])
    encoder.encode(["ett"], prompt="passage")
    assert network.prompts == ["query", "query", "query", "passage"]


def test_a_folder_that_set_up_built_is_loaded_without_sentence_transformers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(packed_network, "PackedNetwork", lambda folder: f"packed {folder.name}")
    monkeypatch.setattr(any_model, "load_any", lambda name: f"any {Path(name).name}")
    (tmp_path / "other").mkdir()
    (tmp_path / "ours").mkdir()
    write_config(tmp_path / "ours", dimension=2, most_tokens=8, padding=1, prompts={})
    loaded = [loading._load.__wrapped__(str(tmp_path / name)) for name in ("ours", "other")]
    assert [vars(encoder)["_network"] for encoder in loaded] == ["packed ours", "any other"]


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


def test_a_package_is_found_without_importing_it() -> None:
    assert (package_folder("knowledge") / "limits.py").is_file()


def test_a_missing_package_is_refused_with_the_command() -> None:
    with pytest.raises(SystemExit, match="make setup"):
        package_folder("no_such_package_here")
