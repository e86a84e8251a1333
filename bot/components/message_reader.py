"""What is done to a message before anything reads it: spelling restored, parts marked.

The restored text takes the message's place inside the NLU and leaves with the
parsed message as ``mended``; what the user typed stays in the tracker as typed.
"""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from ruamel.yaml import YAML

from bot.components.reading_ahead import MAX_KEPT, READING_AHEAD
from knowledge.swedish.spelling import Speller
from knowledge.understanding.parting import Part, parts_of

MENDED = "mended"  # key of the text that the NLU read, in the parsed message
PARTS = (
    "parts"  # key of a message's parts: start, end, asks, stretches; later components add embedding and intent_ranking
)
FILE = "vocabulary.json"
MASK = re.compile(r"\[[a-zåäö -]{3,30}\]")  # as bot/channels/texts.yml writes it


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class MessageReader(GraphComponent):
    """Learns the project's vocabulary; restores each message towards it and marks its parts."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # folders of YAML files whose sentences belong to the vocabulary beside the training sentences
            "vocabulary": ["data/lexicon", "knowledge/facts"],
        }

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, speller: Speller | None = None
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._speller = speller or Speller({})
        # A message is read twice: ahead of its turn for its vectors, and in its turn.
        self._read = functools.lru_cache(maxsize=MAX_KEPT)(self._read_anew)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MessageReader:
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Count the words of the training sentences and of the vocabulary's files, and store the counts."""
        sentences = [message.get(TEXT) for message in training_data.training_examples if message.get(TEXT)]
        self._speller = Speller.of([*sentences, *strings_in(map(Path, self._config["vocabulary"]))])
        with self._storage.write_to(self._resource) as folder:
            (folder / FILE).write_text(json.dumps(self._speller.counts, ensure_ascii=False), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Put the restored text in the message's place; mark its parts where there are several."""
        for message in messages:
            text, parts = self._read(message.get(TEXT) or "")
            message.set(TEXT, text)
            message.set(MENDED, text, add_to_output=True)
            if parts:
                message.set(PARTS, [part.mark() for part in parts], add_to_output=True)
        return messages

    def texts_of(self, message: str) -> list[str]:
        """What will be encoded of a message: the whole as restored, and its parts that ask something."""
        text, parts = self._read(message)
        return [text, *(part.of(text) for part in parts if part.asks)]

    def _read_anew(self, typed: str) -> tuple[str, tuple[Part, ...]]:
        """The restored text, and its parts where there are several."""
        text = self._speller.mend(without_masks(typed))
        parts = parts_of(text)
        return text, tuple(parts) if len(parts) > 1 else ()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training sentences are well spelt, or misspelt on purpose: they stay."""
        return training_data

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> MessageReader:
        """Load the trained vocabulary."""
        with model_storage.read_from(resource) as folder:
            counts = json.loads((folder / FILE).read_text(encoding="utf-8"))
        reader = cls(config, model_storage, resource, Speller(counts))
        READING_AHEAD.texts_of = reader.texts_of
        return reader

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Check that the vocabulary's folders are there."""
        for folder in config.get("vocabulary", []):
            if not Path(folder).is_dir():
                raise ValueError(f"MessageReader: the folder {folder} does not exist")


def without_masks(typed: str) -> str:
    """The message less the words that stand for removed personal data: they are nothing that is asked about."""
    left = " ".join(MASK.sub(" ", typed).split()) if MASK.search(typed) else typed
    return left if re.search(r"\w", left) else typed


def strings_in(folders: Any) -> list[str]:
    """Every Swedish sentence and phrase of the YAML files below some folders, sorted by file."""
    reader = YAML(typ="safe", pure=True)  # as the knowledge base reads them: the C reader refuses some of their text
    found: list[str] = []
    for folder in folders:
        for path in sorted(folder.rglob("*.yml")):
            _collect(reader.load(path.read_text(encoding="utf-8")), found)
    return found


def _collect(node: Any, found: list[str]) -> None:
    if isinstance(node, str):
        found.append(node)
    elif isinstance(node, dict):
        for key, value in node.items():
            # identifiers are no words of the language; quotations of the care rights are English
            if key not in ("id", "quote", "rows", "source", "type", "question", "when", "entity"):
                _collect(value, found)
    elif isinstance(node, list):
        for value in node:
            _collect(value, found)
