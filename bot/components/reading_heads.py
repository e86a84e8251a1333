"""How a message is asked, whom and what it is about: the Rasa side of ``head_model``.

The labels stand in the training data as metadata of the examples (data/labelled/). What is learned here stands
beside the phrases that the entity matcher finds: it speaks where no phrase does, and bears witness where one does.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_EXAMPLE, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.head_model import HeadModel, likeliest
from bot.components.intent_classifier import vectors_of
from bot.components.message_reader import PARTS
from bot.components.sentence_encoder import PLAIN_EMBEDDING, SentenceEncoder
from bot.components.stored_arrays import load, save
from knowledge.encoder.packing import unpack
from knowledge.limits import LIMITS
from knowledge.understanding.stretches import words_of

HEADS = "heads"  # key of the parsed message, and of its parts: head → value → probability
LEAST = LIMITS.heads.sent_along
FILE = "head_model.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class ReadingHeads(GraphComponent):
    """Reads each message, and each part of it that asks; needs the sentence encoder before it."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [SentenceEncoder]

    @staticmethod
    def required_packages() -> list[str]:
        return ["sklearn"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # strength of the L2 penalty, by message
            "penalty": 5e-5,
            # weight of the sentence vector beside the n-grams
            "vector_weight": 3.0,
            # keys of the examples' metadata that are learned
            "heads": ["asked", "manner", "continues", "group", "care"],
            # intents whose sentences, where they carry no labels, teach the head "asked": all that mean one thing only
            "asked_from": [],
        }

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, model: HeadModel | None = None
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
    ) -> ReadingHeads:
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on the examples that carry labels and store the model; raises ValueError where none does."""
        labelled = [(message, self._labels(message)) for message in training_data.training_examples]
        labelled = [(message, labels) for message, labels in labelled if labels and message.get(TEXT)]
        if not labelled:
            raise ValueError("ReadingHeads: no training example carries labels as metadata")
        messages = [message for message, _ in labelled]
        self._model = HeadModel(penalty=self._config["penalty"], vector_weight=self._config["vector_weight"]).fit(
            [message.get(TEXT) for message in messages], vectors_of(messages), [labels for _, labels in labelled]
        )
        self._persist()
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set what the heads say of each message and of each of its parts that asks."""
        if self._model is None or not messages:
            return messages
        asking = [(message, part) for message in messages for part in message.get(PARTS) or [] if part["asks"]]
        texts = [message.get(TEXT) or "" for message in messages]
        texts += [words_of(message.get(TEXT), part) for message, part in asking]
        vectors = np.vstack([vectors_of(messages), *(unpack(part[PLAIN_EMBEDDING])[None] for _, part in asking)])
        read = [
            {head: likeliest(share, LEAST) for head, share in one.items()}
            for one in self._model.probabilities(texts, vectors)
        ]
        for message, heads in zip(messages, read[: len(messages)], strict=True):
            message.set(HEADS, heads, add_to_output=True)
        for (_, part), heads in zip(asking, read[len(messages) :], strict=True):
            part[HEADS] = heads
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training sentences keep their own labels."""
        return training_data

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ReadingHeads:
        """Load the trained heads; raises ValueError for a file that holds anything but plain arrays."""
        with model_storage.read_from(resource) as folder:
            model = HeadModel.restored(load(folder / FILE))
        return cls(config, model_storage, resource, model)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """HeadModel checks its own values."""
        HeadModel(penalty=config["penalty"], vector_weight=config["vector_weight"])

    def _labels(self, message: Message) -> dict[str, str]:
        given = (message.get(METADATA) or {}).get(METADATA_EXAMPLE) or {}
        intent = message.get(INTENT) or ""
        if not given and intent in self._config["asked_from"]:
            given = {"asked": intent.removeprefix("ask_")}
        return {head: str(given[head]) for head in self._config["heads"] if given.get(head)}

    def _persist(self) -> None:
        assert self._model is not None  # train has fitted it
        with self._storage.write_to(self._resource) as folder:
            save(folder / FILE, self._model.arrays())
