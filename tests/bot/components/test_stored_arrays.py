"""What is stored gives the same probabilities, bit by bit, and nothing that could run is read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.components.head_model import HeadModel
from bot.components.question_model import QuestionModel
from bot.components.stored_arrays import from_json, load, save, to_json

TEXTS = ["vad kostar ett besök", "vad kostar tolken", "när öppnar ansökan", "när stänger ansökan", "får hon åka bil"]
VECTORS = np.random.default_rng(3).normal(size=(len(TEXTS), 4)).astype(np.float32)


@pytest.mark.parametrize("labels", [["fee", "fee", "day", "day", "ride"], ["fee", "fee", "day", "day", "day"]])
def test_a_stored_question_model_reads_as_before(tmp_path: Path, labels: list[str]) -> None:
    model = QuestionModel(regularisation=7.0, vector_weight=2.0).fit(TEXTS, VECTORS, labels)
    save(tmp_path / "model.npz", model.arrays())
    again = QuestionModel.restored(load(tmp_path / "model.npz"))
    assert again.intents == model.intents
    assert again.classifier.get_params() == model.classifier.get_params()
    asked = [*TEXTS, "vad är nytt"]
    vectors = np.vstack([VECTORS, VECTORS[:1]])
    assert again.probabilities(asked, vectors).tobytes() == model.probabilities(asked, vectors).tobytes()


def test_stored_heads_read_as_before(tmp_path: Path) -> None:
    labels = [{"asked": text.split()[0], "manner": "open" if i else "claim"} for i, text in enumerate(TEXTS)]
    model = HeadModel(penalty=1e-4).fit(TEXTS, VECTORS, labels)
    save(tmp_path / "heads.npz", model.arrays())
    again = HeadModel.restored(load(tmp_path / "heads.npz"))
    assert again.probabilities(TEXTS, VECTORS) == model.probabilities(TEXTS, VECTORS)
    assert (again.penalty, again.vector_weight, again.seed) == (1e-4, 3.0, 42)


def test_a_model_that_was_not_fitted_is_not_restored() -> None:
    with pytest.raises(KeyError):
        HeadModel.restored({"settings": to_json({}), "values": to_json({})})


def test_objects_are_neither_written_nor_read(tmp_path: Path) -> None:
    objects = np.array([print], dtype=object)
    with pytest.raises(ValueError, match="no plain arrays: code"):
        save(tmp_path / "x.npz", {"code": objects})
    np.savez(tmp_path / "y.npz", code=objects, allow_pickle=True)
    with pytest.raises(ValueError):
        load(tmp_path / "y.npz")


def test_names_come_back_as_they_were() -> None:
    value = {"å": ["ö", 1, 0.1], "tom": []}
    assert from_json(to_json(value)) == value
