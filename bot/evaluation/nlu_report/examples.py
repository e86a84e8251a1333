"""The annotated training sentences, each with the entities that the matcher finds in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from rasa.shared.nlu.training_data.loading import load_data

from bot.components.question_model import Span
from knowledge.understanding.lexicons import entities

FOLDER = "data/nlu"


@dataclasses.dataclass(frozen=True)
class Example:
    """One training sentence: its text, its intent and the entities that a person marked in it."""

    text: str
    intent: str
    annotated: tuple[Span, ...]


def load_examples(folder: str = FOLDER) -> list[Example]:
    """All sentences in the order of their files, which cross-validation's folds rest on."""
    return [
        Example(example.get("text"), example.get("intent"), tuple(example.get("entities") or ()))
        for example in load_data(folder).intent_examples
        if example.get("text")
    ]


def found_entities(texts: Sequence[str]) -> list[list[Span]]:
    """What the assistant's own matcher finds in each text."""
    return [
        [{"entity": m.entity, "value": m.value, "start": m.start, "end": m.end} for m in entities(text)]
        for text in texts
    ]
