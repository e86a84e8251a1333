"""Several heads over the same features."""

from __future__ import annotations

import numpy as np
import pytest

from bot.components.head_model import HeadModel, likeliest
from tests.knowledge.factories import encode

TEXTS = [
    "vad kostar det", "vad kostar tandvård", "får hon vård", "får vi neka", "är det gratis", "kostar det något",
    "bara akut vård", "bara tandvård", "har han rätt", "har hon rätt",
]  # fmt: skip
ASKED = ["fee", "fee", "care_right", "may_refuse", "fee", "fee", "care_right", "care_right", "care_right", "care_right"]
MANNER = ["open", "open", "yes_no", "yes_no", "yes_no", "yes_no", "restriction", "restriction", "yes_no", "yes_no"]


@pytest.fixture(scope="module")
def model() -> HeadModel:
    labels = [{"asked": one, "manner": other} for one, other in zip(ASKED, MANNER, strict=True)]
    labels[3] = {"asked": "may_refuse"}  # teaches the other head nothing
    return HeadModel().fit(TEXTS, encode(TEXTS), labels)


def test_each_head_gives_probabilities_of_its_own_values(model: HeadModel) -> None:
    [read] = model.probabilities(["vad kostar det"], encode(["vad kostar det"]))
    assert set(read) == {"asked", "manner"}
    for share in read.values():
        assert sum(share.values()) == pytest.approx(1.0, abs=1e-4)
    assert max(read["asked"], key=lambda value: read["asked"][value]) == "fee"
    assert max(read["manner"], key=lambda value: read["manner"][value]) == "open"


def test_a_head_of_two_values_works_like_the_others() -> None:
    labels = [{"fee": "yes" if one == "fee" else "no"} for one in ASKED]
    model = HeadModel().fit(TEXTS, encode(TEXTS), labels)
    for text, label in zip(TEXTS, labels, strict=True):
        [read] = model.probabilities([text], encode([text]))
        assert sum(read["fee"].values()) == pytest.approx(1.0, abs=1e-4)
        assert max(read["fee"], key=lambda value: read["fee"][value]) == label["fee"]


def test_several_texts_are_read_as_each_alone(model: HeadModel) -> None:
    together = model.probabilities(TEXTS[:3], encode(TEXTS[:3]))
    alone = [model.probabilities([text], encode([text]))[0] for text in TEXTS[:3]]
    for one, other in zip(together, alone, strict=True):
        np.testing.assert_allclose(list(one["asked"].values()), list(other["asked"].values()), atol=1e-5)


@pytest.mark.parametrize("settings", [{"penalty": 0.0}, {"vector_weight": -1.0}])
def test_settings_out_of_range_are_refused(settings: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must be above 0"):
        HeadModel(**settings)


def test_only_what_is_likely_enough_is_sent_along_the_likeliest_first() -> None:
    assert list(likeliest({"a": 0.1, "b": 0.85, "c": 0.01}, 0.02)) == ["b", "a"]
