"""What the refusal model learns from: the reading that was sent, under a label that is its own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.evaluation.calibrate import collect, fit, label, seen_in, shares
from knowledge.words.tracing import SEVERAL

Messages = Sequence[Mapping[str, Any]]


def replies(*notes: Mapping[str, Any]) -> Messages:
    """A turn's one reply, with the decisions that led to it."""
    return [{"text": "Svar.", "custom": {"kind": "answer", "debug": {"decisions": list(notes)}}}]


def weighed(likeness: float) -> dict[str, Any]:
    return {"step": "answerable", "chance": 0.7, "likeness": likeness}


@pytest.mark.parametrize(
    ("topic", "kinds", "labelled"),
    [
        ("bidrag", ["answer"], True),
        ("bidrag", ["clarify"], True),
        ("out-of-scope", ["no_answer"], False),
        ("bidrag", ["no_answer"], None),  # ours, and a gap of the page or of the assistant: says nothing
        ("bidrag", ["answer", "no_answer"], None),
        ("smalltalk", ["smalltalk"], None),
        ("privacy", ["answer"], None),
    ],
)
def test_a_turn_is_labelled_where_its_kind_says_whether_it_can_be_answered(
    topic: str, kinds: list[str], labelled: bool | None
) -> None:
    assert label(topic, kinds) is labelled


def test_the_features_are_those_of_the_one_reading_that_was_sent() -> None:
    assert seen_in(replies({"step": "pages", "decided": "answer"}, weighed(0.8))) == {"likeness": 0.8}


@pytest.mark.parametrize(
    "messages",
    [
        [],
        [{"text": "Hej!", "custom": {"kind": "smalltalk"}}],
        [{"text": "Hej!"}],
        replies({"step": "pages", "decided": "answer"}),
        replies(weighed(0.2), weighed(0.8)),  # two questions, one label
        replies(weighed(0.8), {"step": "turn", "decided": SEVERAL}),
    ],
)
def test_a_turn_without_one_reading_of_its_own_is_no_example(messages: Messages) -> None:
    assert seen_in(messages) is None


def test_each_labelled_question_of_a_folder_is_a_row(tmp_path: Path) -> None:
    said = {"ett": replies(weighed(0.9)), "två": replies(weighed(0.1), weighed(0.9)), "tre": replies(weighed(0.2))}
    turns = [
        {"topic": "bidrag", "turns": [{"say": "ett", "kind": "answer"}, {"say": "två", "kind": ["answer"]}]},
        {"topic": "out-of-scope", "turns": [{"say": "tre", "kind": "no_answer"}]},
    ]
    (tmp_path / "set.jsonl").write_text("\n".join(map(json.dumps, turns)), encoding="utf-8")
    rows, labels = collect(lambda text, sender: said[text], tmp_path)
    assert rows == [{"likeness": 0.9}, {"likeness": 0.2}]
    assert labels.tolist() == [True, False]


def test_the_weight_of_what_tells_them_apart_has_its_sign() -> None:
    rows = [{"likeness": 0.9 if number % 2 else 0.1, "length": 0.5} for number in range(40)]
    labels = np.array([number % 2 == 1 for number in range(40)])
    weights, chances = fit(rows, labels)
    assert weights["likeness"] > 1
    assert abs(weights["length"]) < 0.1
    assert shares(chances, labels, 0.5) == (1.0, 0.0)
