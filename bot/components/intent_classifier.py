"""Question types: the Rasa side of ``question_model``."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import ENTITIES, FEATURE_TYPE_SENTENCE, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.entity_matcher import FOUND, EntityMatcher
from bot.components.message_reader import PARTS
from bot.components.question_model import QuestionModel, mask_entities
from bot.components.sentence_encoder import PLAIN_EMBEDDING, SentenceEncoder
from bot.components.stored_arrays import load, save
from knowledge.encoder.packing import unpack
from knowledge.limits import LIMITS
from knowledge.understanding.stretches import inside, words_of

FILE = "question_model.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class QuestionClassifier(IntentClassifier, GraphComponent):
    """Classifies each message; needs the sentence encoder and the entity matcher before it."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [SentenceEncoder, EntityMatcher]

    @staticmethod
    def required_packages() -> list[str]:
        return ["sklearn"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # inverse strength of the L2 penalty
            "regularisation": 20.0,
            # weight of the sentence vector beside the n-grams
            "vector_weight": 3.0,
            # how many intents the ranking holds
            "ranking_length": 10,
            # intents that are answered with a phrase of their own, and how sure that must be; below it the message is
            # left to the fallback, and so to the knowledge base
            "smalltalk": [],
            "sure_of_smalltalk": LIMITS.heads.smalltalk,
        }

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: QuestionModel | None = None,
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> QuestionClassifier:
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on all annotated sentences and store the model."""
        messages = [example for example in training_data.intent_examples if example.get(TEXT)]
        texts = [mask_entities(message.get(TEXT), message.get(FOUND) or []) for message in messages]
        labels = [message.get(INTENT) for message in messages]
        self._model = QuestionModel(
            regularisation=self._config["regularisation"], vector_weight=self._config["vector_weight"]
        ).fit(texts, vectors_of(messages), labels)
        self._persist()
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent and its ranking."""
        if self._model is None or not messages:
            return messages
        asking = [(message, part) for message in messages for part in message.get(PARTS) or [] if part["asks"]]
        texts = [mask_entities(message.get(TEXT) or "", message.get(ENTITIES) or []) for message in messages]
        texts += [_masked_part(message, part) for message, part in asking]
        vectors = np.vstack([vectors_of(messages), *(unpack(part[PLAIN_EMBEDDING])[None] for _, part in asking)])
        rankings = [self._ranking(row) for row in self._model.probabilities(texts, vectors)]
        for message, ranking in zip(messages, rankings[: len(messages)], strict=True):
            message.set(INTENT, self._decided(ranking), add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        for (_, part), ranking in zip(asking, rankings[len(messages) :], strict=True):
            part[INTENT_RANKING_KEY] = ranking
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training sentences keep their own intent."""
        return training_data

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> QuestionClassifier:
        """Load a trained model; raises ValueError for a file that holds anything but plain arrays."""
        with model_storage.read_from(resource) as folder:
            model = QuestionModel.restored(load(folder / FILE))
        return cls(config, model_storage, resource, model)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """QuestionModel checks its own values."""
        QuestionModel(regularisation=config["regularisation"], vector_weight=config["vector_weight"])

    def _ranking(self, row: np.ndarray) -> list[dict[str, Any]]:
        """The likeliest intents of one row of probabilities, best first."""
        assert self._model is not None  # process has looked
        order = np.argsort(-row)[: self._config["ranking_length"]]
        return [{"name": self._model.intents[i], "confidence": float(row[i])} for i in order]

    def _decided(self, ranking: list[dict[str, Any]]) -> dict[str, Any]:
        """The likeliest intent, or the fallback in the place of a small talk that is unsure ("måste dom gå på den")."""
        best = ranking[0]
        if best["name"] in self._config["smalltalk"] and best["confidence"] < self._config["sure_of_smalltalk"]:
            return {"name": DEFAULT_NLU_FALLBACK_INTENT_NAME, "confidence": best["confidence"]}
        return best

    def _persist(self) -> None:
        assert self._model is not None  # train has fitted it
        with self._storage.write_to(self._resource) as folder:
            save(folder / FILE, self._model.arrays())


def _masked_part(message: Message, part: dict[str, Any]) -> str:
    return mask_entities(words_of(message.get(TEXT), part), inside(message.get(ENTITIES) or [], part))


def vectors_of(messages: list[Message]) -> np.ndarray:
    """The encoder's sentence vectors, shape (len(messages), dimension)."""
    rows = []
    for message in messages:
        features = [
            f for f in message.features if f.type == FEATURE_TYPE_SENTENCE and f.attribute == TEXT and f.is_dense()
        ]
        rows.append(features[0].features[0])
    return np.vstack(rows)
