"""Labelled messages beside Rasa's own training data: ``data/labelled/*.jsonl``, as examples of what the heads learn.

JSON lines and not YAML: Rasa's reader takes six minutes for eleven thousand examples with labels, this one a second.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import bot.components.checked_once  # noqa: F401 - every command that reads training data loads this importer
from bot.labelled import LABELLED, Labelled, labelled_messages

SMALL_TALK = "smalltalk"  # an intent, and no thing asked


class LabelledMessages(TrainingDataImporter):
    """Gives each message with its labels as metadata; small talk with no intent is left out."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
        folder: str = str(LABELLED),
    ) -> None:
        self._folder = Path(folder)

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The messages; raises ValueError with file and line where one cannot be read."""
        return TrainingData(
            [_example(message) for message in labelled_messages(self._folder) if _asks(message) or message.intent]
        )

    def get_domain(self) -> Domain:
        """Nothing of the domain comes from here."""
        return Domain.empty()

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """Nor any story."""
        return StoryGraph([])

    def get_config(self) -> dict[str, Any]:
        """Nor any setting."""
        return {}

    def get_config_file_for_auto_config(self) -> str | None:
        """Nor anything for Rasa to choose by itself."""
        return None


def _asks(message: Labelled) -> bool:
    return message.labels["asked"] != SMALL_TALK


def _example(message: Labelled) -> Message:
    """Small talk teaches its intent only."""
    return Message.build(
        message.text, message.intent, example_metadata=dict(message.labels) if _asks(message) else None
    )
