"""The report from a small training set: measured, compared, rendered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.evaluation.nlu_report import figures, measuring
from bot.evaluation.nlu_report.crossval import Inputs, Predictions, classifier_settings, cross_validate
from bot.evaluation.nlu_report.duplicates import near_duplicates
from bot.evaluation.nlu_report.examples import Example
from bot.evaluation.nlu_report.pages import render
from tests.knowledge.factories import encode

KINDS = {"ask_amount": "hur mycket pengar", "ask_deadline": "sista dag för ansökan", "greet": "hej hej du"}
EXAMPLES = [
    Example(f"{words} {extra}".strip(), intent, ())
    for intent, words in KINDS.items()
    for extra in ("", "nu", "då", "kanske", "egentligen", "för oss")
]
LABELS = ["a", "a", "b", "b"]


def predictions(*intents: str, confidence: Sequence[float] = (0.95, 0.55, 0.55, 1.0)) -> Predictions:
    return Predictions(np.array(intents), np.array(confidence))


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> measuring.Measured:
    monkeypatch.setattr(measuring, "found_entities", lambda texts: [[] for _ in texts])
    monkeypatch.setitem(measuring.VARIATIONS, "split_compounds", str.upper)  # needs no dictionary
    return measuring.measure(EXAMPLES, encode, lambda what: None, folds=3)


def test_scores_are_of_sentences_that_the_model_has_not_seen() -> None:
    texts = [f"unikt{n}" for n in range(12)]
    vectors = np.eye(12, dtype=np.float32)
    labels = ["a", "b"] * 6
    found = cross_validate(
        {"as_written": Inputs(texts, vectors)}, labels, 3, {"regularisation": 20.0, "vector_weight": 3.0}
    )
    assert (np.array(labels) == found["as_written"].intents).mean() < 0.9  # a model that had seen them knows them all


def test_the_pipeline_s_own_settings_are_used() -> None:
    root = Path(__file__).parents[4]
    assert classifier_settings(str(root / "config.yml")) == {"regularisation": 20.0, "vector_weight": 3.0}


def test_accuracy_and_f1() -> None:
    assert figures.overall(LABELS, predictions("a", "b", "b", "b")) == {"accuracy": 0.75, "macro_f1": 0.733}
    assert figures.per_intent(LABELS, predictions("a", "b", "b", "b"))["a"] == {
        "precision": 1.0, "recall": 0.5, "f1": 0.667, "support": 2,
    }  # fmt: skip


def test_a_histogram_holds_every_prediction_once() -> None:
    histogram = figures.confidence_histogram(LABELS, predictions("a", "b", "b", "b"))
    assert sum(entry["right"] + entry["wrong"] for entry in histogram) == 4
    assert (histogram[5]["right"], histogram[5]["wrong"]) == (1, 1)
    assert histogram[9]["right"] == 2


def test_entities_count_when_kind_value_and_place_agree() -> None:
    span = {"entity": "unit_size", "value": "small", "start": 0, "end": 5}
    other = {**span, "start": 9, "end": 14}
    unmarked = {**span, "entity": "care_type"}
    scores = figures.entity_scores([[span], [span]], [[span, unmarked], [other]])
    assert (scores["precision"], scores["recall"], scores["per_entity"]["unit_size"]["support"]) == (0.5, 0.5, 2)
    assert figures.same_entities([[span]], [[other]]) == 1.0


def test_what_changed_is_told_for_each_figure() -> None:
    rows = figures.compared({"intents": {"accuracy": 0.8}, "new": 1}, {"intents": {"accuracy": 0.7}})
    assert rows == [("intents.accuracy", 0.8, 0.7), ("new", 1, None)]


def test_near_sentences_of_different_classes_are_found() -> None:
    texts = ["när tog bidraget slut", "varför tog bidraget slut", "hej", "när tog bidraget slutt"]
    [pair] = near_duplicates(texts, ["when", "why", "greet", "why"], encode(texts))[:1]
    assert {pair.one, pair.other} == {"när tog bidraget slut", "när tog bidraget slutt"}
    assert near_duplicates(["samma", "samma"], ["a", "a"], encode(["samma", "samma"])) == []


def test_the_pages_show_what_was_measured(measured: measuring.Measured) -> None:
    pages = render(measured, {"intents": {"accuracy": 0.5}})
    accuracy = f"{measured.figures['intents']['accuracy']:.3f}"
    for page in (pages.html, pages.markdown):
        assert accuracy in page
        assert "without å, ä, ö" in page
    assert f"{measured.figures['intents']['accuracy'] - 0.5:+.3f}" in pages.html
    assert set(measured.figures["per_intent"]) == set(KINDS)
    assert all(picture.startswith(b"\x89PNG") for picture in pages.pictures.values())


def test_the_page_asks_for_nothing_outside_itself(measured: measuring.Measured) -> None:
    page = render(measured, {}).html
    assert "default-src 'none'" in page
    assert not any(word in page for word in ("http:", "https:", 'src="/', "@import", "url("))
