"""Dense sentence features from the sentence encoder.

The vector also leaves with the parsed message, so that nothing after the NLU
has to load the model or encode the same words again.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.message_reader import PARTS
from bot.components.reading_ahead import READING_AHEAD
from knowledge.encoder.kept_vectors import kept_vectors
from knowledge.encoder.loading import FITTED, PLAIN, Encoder, load_encoder
from knowledge.encoder.packing import pack
from knowledge.understanding.stretches import words_of

# keys of the vectors in the parsed message, float16 in base64: the one fitted to what staff ask, which facts are
# compared with, and the model's own, which passages are
EMBEDDING, PLAIN_EMBEDDING = "embedding", "plain_embedding"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Encodes each message once."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [Tokenizer]

    @staticmethod
    def required_packages() -> list[str]:
        return ["onnxruntime", "tokenizers"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            **DenseFeaturizer.get_default_config(),
            # folder or name of a sentence-transformers model; None takes the setting LOTSEN_ENCODER
            "model": None,
        }

    def __init__(self, config: dict[str, Any], name: str, encoder: Encoder) -> None:
        super().__init__(name, config)
        self._encoder = encoder

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        encoder = load_encoder(config["model"])
        READING_AHEAD.encode = encoder.encode_both
        return cls(config, execution_context.node_name, encoder)

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the feature and, for the actions, the vector itself; parts of a message are encoded along with it."""
        asking = [(message, part) for message in messages for part in message.get(PARTS) or [] if part["asks"]]
        texts = [message.get(TEXT) or "" for message in messages]
        texts += [words_of(message.get(TEXT), part) for message, part in asking]
        vectors = READING_AHEAD.take(texts)
        if vectors is None:
            vectors = self._encoder.encode_both(texts)
        for message, both in zip(messages, vectors[: len(messages)], strict=True):
            self._add(message, both[PLAIN])
            message.set(EMBEDDING, pack(both[FITTED]), add_to_output=True)
            message.set(PLAIN_EMBEDDING, pack(both[PLAIN]), add_to_output=True)
        for (_, part), both in zip(asking, vectors[len(messages) :], strict=True):
            part[EMBEDDING], part[PLAIN_EMBEDDING] = pack(both[FITTED]), pack(both[PLAIN])
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Encode all training sentences that were not there at an earlier training, in batches."""
        messages = [message for message in training_data.training_examples if message.get(TEXT)]
        for message, vector in zip(messages, self._vectors(messages), strict=True):
            self._add(message, vector)
        return training_data

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to check before the model is loaded."""

    def _vectors(self, messages: list[Message]) -> np.ndarray:
        return kept_vectors(self._encoder).encode([message.get(TEXT) or "" for message in messages])

    def _add(self, message: Message, vector: np.ndarray) -> None:
        message.add_features(Features(vector[None, :], FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
