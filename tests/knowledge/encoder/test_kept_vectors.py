from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from knowledge.encoder import kept_vectors as module
from knowledge.encoder.kept_vectors import KeptVectors, identity, kept_vectors
from knowledge.encoder.loading import DEFAULT_FOLDER, FITTED, PLAIN, load_encoder

PROJECT_TEXTS = ("hur mycket kan en liten vårdcentral få", "Vad kostar ett läkarbesök?", "å", "när " * 40)


class Counting:
    """Encodes by a text's characters, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[str]]] = []

    def __call__(self, texts: Sequence[str], prompt: str) -> np.ndarray:
        self.asked.append((prompt, list(texts)))
        rows = [[[len(text), ord(text[0]), len(prompt)], [ord(text[-1]), 1 / 3, 0]] for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(texts), 2, 3)


@pytest.fixture
def counting() -> Counting:
    return Counting()


def test_a_text_is_encoded_once_and_comes_back_as_it_was(tmp_path: Path, counting: Counting) -> None:
    file = tmp_path / "vectors" / "x.sqlite"
    first = KeptVectors(file, counting).encode_both(["ett", "två", "ett"])
    again = KeptVectors(file, counting).encode_both(["två", "tre", "ett"])
    assert counting.asked == [("query", ["ett", "två"]), ("query", ["tre"])]
    assert again.tobytes() == Counting()(["två", "tre", "ett"], "query").tobytes()
    assert (first[0] == again[2]).all()
    assert [path.name for path in file.parent.iterdir()] == ["x.sqlite"]


def test_each_vector_and_each_prompt_is_kept_by_itself(tmp_path: Path, counting: Counting) -> None:
    kept = KeptVectors(tmp_path / "x.sqlite", counting)
    both = counting(["hej"], "query")[0]
    assert (kept.encode(["hej"])[0] == both[PLAIN]).all()
    assert (kept.encode_fitted(["hej"])[0] == both[FITTED]).all()
    assert (kept.encode(["hej"], prompt="passage")[0] == counting(["hej"], "passage")[0, PLAIN]).all()
    asked = len(counting.asked)
    assert (kept.encode_both(["hej"])[0] == both).all()
    assert len(counting.asked) == asked, "both had been kept"


def test_no_text_is_no_vector(tmp_path: Path, counting: Counting) -> None:
    assert KeptVectors(tmp_path / "x.sqlite", counting).encode([]).shape == (0, 3)


def test_many_texts_are_written_in_between(tmp_path: Path, counting: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", 2)
    KeptVectors(tmp_path / "x.sqlite", counting).encode(["a", "b", "c"])
    assert [texts for _, texts in counting.asked] == [["a", "b"], ["c"]]


@pytest.mark.parametrize("broken", ["a file", "a folder", "no place"])
def test_a_file_that_cannot_be_used_costs_the_computing_only(
    tmp_path: Path, counting: Counting, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "x.sqlite"
    if broken == "a file":
        file.write_text("this is no database" * 100, encoding="utf-8")
    elif broken == "a folder":
        file.mkdir()
    else:
        (tmp_path / "file").touch()
        file = tmp_path / "file" / "x.sqlite"
    with caplog.at_level(logging.WARNING):
        found = KeptVectors(file, counting).encode_both(["ett"])
    assert (found == Counting()(["ett"], "query")).all()
    assert "vectors are computed anew" in caplog.text


def test_another_encoder_has_another_file_and_the_old_one_goes(tmp_path: Path, counting: Counting) -> None:
    encoder = tmp_path / "encoder"
    encoder.mkdir()
    (encoder / "model.onnx").write_bytes(b"weights")
    old = identity(encoder)
    (encoder / "model.onnx").write_bytes(b"Weights")  # of the same size
    new = identity(encoder)
    assert old != new
    for name in (old, new):
        KeptVectors(tmp_path / "vectors" / f"{name}.sqlite", counting).encode(["ett"])
    assert [path.name for path in (tmp_path / "vectors").iterdir()] == [f"{new}.sqlite"]


def test_what_is_no_folder_of_files_keeps_nothing(tmp_path: Path) -> None:
    encoder = type("Hub", (), {"name": "some/model"})()
    assert kept_vectors(encoder, tmp_path) is encoder  # type: ignore[arg-type]


@pytest.mark.model
def test_the_encoder_gives_the_same_bits_alone_together_and_kept(tmp_path: Path) -> None:
    encoder = load_encoder(DEFAULT_FOLDER)
    alone = np.concatenate([encoder.encode_both([text]) for text in PROJECT_TEXTS])
    assert encoder.encode_both(PROJECT_TEXTS).tobytes() == alone.tobytes()
    for _ in range(2):
        assert kept_vectors(encoder, tmp_path).encode_both(PROJECT_TEXTS).tobytes() == alone.tobytes()
