"""Everything that the report shows, measured."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from bot.components.message_reader import strings_in
from bot.components.question_model import Span, mask_entities
from bot.evaluation.nlu_report import figures
from bot.evaluation.nlu_report.crossval import Inputs, Predictions, classifier_settings, cross_validate, restored
from bot.evaluation.nlu_report.duplicates import NearPair, near_duplicates
from bot.evaluation.nlu_report.examples import Example, found_entities
from bot.evaluation.nlu_report.variations import VARIATIONS

FOLDS = 5
VOCABULARY = (Path("data/lexicon"), Path("knowledge/facts"))  # as config.yml has it
Vectors = Callable[[Sequence[str]], np.ndarray]
Tell = Callable[[str], None]


@dataclasses.dataclass(frozen=True)
class Measured:
    """The figures, and what stands behind them."""

    figures: figures.Figures
    examples: Sequence[Example]
    predictions: Predictions  # of the sentences as written
    histogram: list[dict[str, float]]
    confusions: list[tuple[str, str, int]]
    duplicates: list[NearPair]

    @property
    def labels(self) -> list[str]:
        """The true intents, in the order of the examples."""
        return [example.intent for example in self.examples]

    def confused(self, true: str, predicted: str) -> list[tuple[str, float]]:
        """The sentences of one confusion with the model's confidence, the surest first."""
        pairs = zip(self.examples, self.predictions.intents, self.predictions.confidence, strict=True)
        found = [(e.text, float(c)) for e, p, c in pairs if (e.intent, p) == (true, predicted)]
        return sorted(found, key=lambda item: -item[1])


def measure(examples: Sequence[Example], vectors: Vectors, tell: Tell, folds: int = FOLDS) -> Measured:
    """Take all measurements; ``vectors`` encodes sentences, ``tell`` hears what is going on."""
    labels = [example.intent for example in examples]
    texts = {name: [vary(e.text) for e in examples] for name, vary in VARIATIONS.items()}
    tell("restoring spelling")
    read = restored(texts, labels, folds, strings_in(VOCABULARY))
    tell("finding entities")
    found = {name: found_entities(varied) for name, varied in read.items()}
    tell("encoding sentences (kept for the next run)")
    inputs = {name: _inputs(varied, found[name], vectors) for name, varied in read.items()}
    tell(f"training and testing, {folds} folds")
    predictions = cross_validate(inputs, labels, folds, classifier_settings())
    written = predictions["as_written"]
    tell("looking for near duplicates")
    return Measured(
        {
            "sentences": len(examples),
            "classes": len(set(labels)),
            "folds": folds,
            "intents": figures.overall(labels, written),
            "entities": figures.entity_scores([e.annotated for e in examples], found["as_written"]),
            "variations": {name: _variation(name, texts, labels, predictions, found) for name in VARIATIONS},
            "per_intent": figures.per_intent(labels, written),
        },
        examples,
        written,
        figures.confidence_histogram(labels, written),
        figures.confusions(labels, written),
        near_duplicates(texts["as_written"], labels, inputs["as_written"].vectors),
    )


def measure_written(examples: Sequence[Example], vectors: Vectors, folds: int) -> figures.Figures:
    """Only what the floors need: the sentences as written."""
    labels = [example.intent for example in examples]
    texts = [example.text for example in examples]
    found = found_entities(texts)
    inputs = {"as_written": _inputs(texts, found, vectors)}
    written = cross_validate(inputs, labels, folds, classifier_settings())["as_written"]
    return {
        "intents": figures.overall(labels, written),
        "entities": figures.entity_scores([example.annotated for example in examples], found),
        "per_intent": figures.per_intent(labels, written),
    }


def class_sizes(labels: Sequence[str]) -> list[tuple[str, int]]:
    """(class, number of sentences), the smallest first."""
    return sorted(Counter(labels).items(), key=lambda item: item[1])


def _inputs(texts: Sequence[str], found: Sequence[Sequence[Span]], vectors: Vectors) -> Inputs:
    return Inputs([mask_entities(text, spans) for text, spans in zip(texts, found, strict=True)], vectors(texts))


def _variation(
    name: str,
    texts: dict[str, list[str]],
    labels: Sequence[str],
    predictions: dict[str, Predictions],
    found: dict[str, list[list[Span]]],
) -> dict[str, float]:
    changed = sum(a != b for a, b in zip(texts["as_written"], texts[name], strict=True))
    return {
        **figures.overall(labels, predictions[name]),
        "same_entities": figures.same_entities(found["as_written"], found[name]),
        "changed": changed,
    }
