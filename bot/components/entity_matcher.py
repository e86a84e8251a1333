"""Entities by phrase: the Rasa side of ``phrase_matching``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import SPACY_DOCS
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.nlu.utils.spacy_utils import SpacyModel
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.once import SharedSpacyNLP
from knowledge.store import Address
from knowledge.swedish.phrases import Match, PhraseFinder, load_lexicons
from knowledge.understanding.published_names import NamesFinder, PublishedNames

FOUND = "found_entities"  # what the matcher found in a training sentence, for the classifier after it


def as_entity(match: Match, extractor: str) -> dict[str, Any]:
    """Rasa's form of an entity; "negated" and "published" stand in it only where they hold."""
    entity = {
        "entity": match.entity,
        "value": match.value,
        "start": match.start,
        "end": match.end,
        "confidence_entity": match.confidence,
        "extractor": extractor,
    }
    marks = {"negated": match.negated, "published": match.published}
    return {**entity, **{mark: True for mark, holds in marks.items() if holds}}


# Registered as a featurizer too: Rasa runs untrained extractors at prediction only, but
# the classifier must see in training what the matcher will find.
@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER],
    is_trainable=False,
    model_from="SharedSpacyNLP",
)
class EntityMatcher(EntityExtractorMixin, GraphComponent):
    """Finds lexicon phrases, and the names that came with published facts; needs no training and no restart."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [SharedSpacyNLP]

    @staticmethod
    def required_packages() -> list[str]:
        return ["spacy", "rapidfuzz"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # folder of lexicon files, one an entity
            "lexicons": "data/lexicon",
        }

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config
        self._finder: PhraseFinder | None = None
        self._names: NamesFinder | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EntityMatcher:
        return cls(config)

    def process(self, messages: list[Message], model: SpacyModel) -> list[Message]:
        """Add the entities found to each message."""
        for message in messages:
            found = [as_entity(match, self.__class__.__name__) for match in self._find(message, model, published=True)]
            message.set(ENTITIES, (message.get(ENTITIES) or []) + found, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData, model: SpacyModel) -> TrainingData:
        """Keep what would be found beside what is annotated: a classifier must train on what it will see.

        Messages that teach no intent, which most labelled ones are, are left as they are: nobody asks what they hold.
        Published names are left out: the model must not depend on what is published while it is trained.
        """
        for message in training_data.intent_examples:
            if message.get(TEXT):
                message.set(FOUND, [as_entity(match, self.__class__.__name__) for match in self._find(message, model)])
        return training_data

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Check that the lexicons are there."""
        if not Path(config.get("lexicons", cls.get_default_config()["lexicons"])).is_dir():
            raise ValueError(f"EntityMatcher: the folder {config['lexicons']} does not exist")

    def _find(self, message: Message, model: SpacyModel, *, published: bool = False) -> list[Match]:
        doc = message.get(SPACY_DOCS[TEXT])
        if doc is None:
            return []
        if self._finder is None:
            # with the very pipeline that made the docs, so that lemmas compare
            self._finder = PhraseFinder(model.model, load_lexicons(Path(self._config["lexicons"])))
            self._names = NamesFinder(model.model, self._finder, PublishedNames(Address.from_settings()))
        if published and self._names is not None:
            return self._names.current().find(doc)
        return self._finder.find(doc)
