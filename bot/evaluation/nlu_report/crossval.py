"""Cross-validation of the intent model: trained on sentences as written, tested on them and on their variations."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from ruamel.yaml import YAML
from sklearn.model_selection import StratifiedKFold

from bot.components.intent_classifier import QuestionClassifier
from bot.components.question_model import QuestionModel
from knowledge.swedish.spelling import Speller

SEED = 42


@dataclasses.dataclass(frozen=True)
class Inputs:
    """What the model sees of some sentences: texts with entities masked, and vectors of shape (n, dimension)."""

    masked: Sequence[str]
    vectors: np.ndarray


@dataclasses.dataclass(frozen=True)
class Predictions:
    """Intents and their probabilities, each of shape (n,)."""

    intents: np.ndarray
    confidence: np.ndarray


def classifier_settings(config: str = "config.yml") -> dict[str, float]:
    """The settings that the pipeline trains with: the component's defaults and what config.yml changes."""
    with open(config, encoding="utf-8") as stream:
        pipeline = YAML(typ="safe").load(stream)["pipeline"]
    written: dict[str, Any] = next((part for part in pipeline if part["name"].endswith("QuestionClassifier")), {})
    settings = {**QuestionClassifier.get_default_config(), **written}
    return {key: settings[key] for key in ("regularisation", "vector_weight")}


def cross_validate(
    inputs: Mapping[str, Inputs], labels: Sequence[str], folds: int, settings: Mapping[str, float]
) -> dict[str, Predictions]:
    """Predictions for every sentence, each by a model that has not seen it in any form.

    ``inputs`` maps a variation to the same sentences in the same order; models are trained on "as_written".
    """
    count = len(labels)
    intents = {name: np.empty(count, dtype=object) for name in inputs}
    confidence = {name: np.zeros(count) for name in inputs}
    trained = inputs["as_written"]
    for train, test in _split(labels, folds):
        model = QuestionModel(regularisation=settings["regularisation"], vector_weight=settings["vector_weight"]).fit(
            [trained.masked[i] for i in train], trained.vectors[train], [labels[i] for i in train]
        )
        names = np.array(model.intents)
        for name, given in inputs.items():
            found = model.probabilities([given.masked[i] for i in test], given.vectors[test])
            intents[name][test] = names[found.argmax(axis=1)]
            confidence[name][test] = found.max(axis=1)
    return {name: Predictions(intents[name].astype(str), confidence[name]) for name in inputs}


def restored(
    texts: Mapping[str, Sequence[str]], labels: Sequence[str], folds: int, vocabulary: Sequence[str]
) -> dict[str, list[str]]:
    """Every text as the pipeline's first component restores it, by a speller that has not seen its sentence.

    The speller knows ``vocabulary`` and, as written, the sentences that the fold's model trains on.
    """
    written = texts["as_written"]
    mended = {name: list(varied) for name, varied in texts.items()}
    for train, test in _split(labels, folds):
        speller = Speller.of([*vocabulary, *(written[i] for i in train)])
        for name, varied in texts.items():
            for i in test:
                mended[name][i] = speller.mend(varied[i])
    return mended


def _split(labels: Sequence[str], folds: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    yield from StratifiedKFold(folds, shuffle=True, random_state=SEED).split(np.zeros(len(labels)), labels)
