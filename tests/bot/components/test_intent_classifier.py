from __future__ import annotations

from typing import Any

import pytest

from bot.components.intent_classifier import QuestionClassifier


def classifier(**config: Any) -> QuestionClassifier:
    usual = {**QuestionClassifier.get_default_config(), "smalltalk": ["goodbye", "complaint"]}
    return QuestionClassifier({**usual, **config}, None, None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "confidence", "decided"),
    [
        ("goodbye", 0.51, "nlu_fallback"),
        ("goodbye", 0.9, "goodbye"),
        ("ask_amount", 0.35, "ask_amount"),
    ],
)
def test_small_talk_that_is_unsure_is_left_to_the_fallback(name: str, confidence: float, decided: str) -> None:
    found = classifier()._decided([{"name": name, "confidence": confidence}])
    assert found == {"name": decided, "confidence": confidence}
