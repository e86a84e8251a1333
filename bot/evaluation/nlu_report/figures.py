"""The report's figures: what is computed from predictions and findings. All shares are 0..1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.metrics import f1_score, precision_recall_fscore_support

from bot.components.question_model import Span
from bot.evaluation.nlu_report.crossval import Predictions

BINS = 10  # of the confidence histogram
Figures = dict[str, Any]


def overall(labels: Sequence[str], predictions: Predictions) -> dict[str, float]:
    """Accuracy, and F1 averaged over the classes."""
    truth = np.array(labels)
    return {
        "accuracy": _round((truth == predictions.intents).mean()),
        "macro_f1": _round(f1_score(truth, predictions.intents, average="macro", zero_division=0)),
    }


def per_intent(labels: Sequence[str], predictions: Predictions) -> dict[str, dict[str, float]]:
    """Precision, recall, F1 and number of sentences of each class."""
    names = sorted(set(labels))
    scores = precision_recall_fscore_support(labels, predictions.intents, labels=names, zero_division=0)
    return {
        name: {"precision": _round(p), "recall": _round(r), "f1": _round(f), "support": int(n)}
        for name, p, r, f, n in zip(names, *scores, strict=True)
    }


def confidence_histogram(labels: Sequence[str], predictions: Predictions) -> list[dict[str, float]]:
    """How many predictions were right and wrong in each tenth of confidence."""
    right = np.array(labels) == predictions.intents
    bins = np.minimum((predictions.confidence * BINS).astype(int), BINS - 1)
    return [
        {"from": i / BINS, "right": int((right & (bins == i)).sum()), "wrong": int((~right & (bins == i)).sum())}
        for i in range(BINS)
    ]


def entity_scores(annotated: Sequence[Sequence[Span]], found: Sequence[Sequence[Span]]) -> dict[str, Any]:
    """Scores over whole findings (kind, value and place) in all sentences, and of each kind.

    Kinds that nobody annotates are left out: they are not errors.
    """
    truth, seen = [_places(spans) for spans in annotated], [_places(spans) for spans in found]
    kinds = sorted({key[0] for keys in truth for key in keys})
    each = {kind: _prf(_only(truth, kind), _only(seen, kind)) for kind in kinds}
    return {**_prf(truth, [{key for key in keys if key[0] in kinds} for keys in seen]), "per_entity": each}


def same_entities(written: Sequence[Sequence[Span]], varied: Sequence[Sequence[Span]]) -> float:
    """F1 of what is found in varied sentences against what is found in them as written: kind and value."""
    return _prf([_values(spans) for spans in written], [_values(spans) for spans in varied])["f1"]


def confusions(labels: Sequence[str], predictions: Predictions) -> list[tuple[str, str, int]]:
    """(true, predicted, how often), the commonest first."""
    pairs = Counter((t, p) for t, p in zip(labels, predictions.intents, strict=True) if t != p)
    return [(true, predicted, count) for (true, predicted), count in pairs.most_common()]


def compared(now: Mapping[str, Any], before: Mapping[str, Any]) -> list[tuple[str, float, float | None]]:
    """(figure, now, before or None) for every figure of overall size, deepest names joined by dots."""
    old = dict(_flat(before))
    return [(name, value, old.get(name)) for name, value in _flat(now)]


def _flat(figures: Mapping[str, Any], prefix: str = "") -> list[tuple[str, float]]:
    rows: list[tuple[str, float]] = []
    for key, value in figures.items():
        if isinstance(value, Mapping):
            rows += _flat(value, f"{prefix}{key}.")
        elif isinstance(value, (int, float)):
            rows.append((f"{prefix}{key}", value))
    return rows


Key = tuple[Any, ...]


def _places(spans: Sequence[Span]) -> set[Key]:
    return {(span["entity"], str(span["value"]), span["start"], span["end"]) for span in spans}


def _values(spans: Sequence[Span]) -> set[Key]:
    return {(span["entity"], str(span["value"])) for span in spans}


def _only(keys: Sequence[set[Key]], kind: str) -> list[set[Key]]:
    return [{key for key in each if key[0] == kind} for each in keys]


def _prf(truth: Sequence[set[Key]], seen: Sequence[set[Key]]) -> dict[str, Any]:
    right = sum(len(t & s) for t, s in zip(truth, seen, strict=True))
    expected, given = sum(map(len, truth)), sum(map(len, seen))
    precision, recall = right / max(1, given), right / max(1, expected)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": _round(precision), "recall": _round(recall), "f1": _round(f1), "support": expected}


def _round(value: float) -> float:
    return round(float(value), 3)
