"""Turns, contexts and trackers as the NLU and Rasa would make them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from rasa_sdk import Tracker

from knowledge.encoder.packing import pack
from knowledge.understanding.context import Context, Question
from knowledge.understanding.turns import Turn
from knowledge.words.answer import Answer
from tests.knowledge.factories import encode

NOW = 1_000_000.0
SOURCE = {
    "id": "sida", "title": "Titel", "publisher": "KJV", "url": "https://example.org", "updated": "2021-11-09",
    "quote": "Orden", "legal": None,
}  # fmt: skip


def make_turn(text: str, intent: str = "inform", probability: float = 0.9, **entities: str) -> Turn:
    """A turn whose intent has the given probability."""
    return Turn(text, pack(encode([text])[0]), intent, {intent: probability}, entities, text)


def make_question(text: str = "hur mycket kan man söka", **types: float) -> Question:
    return Question(text, text, pack(encode([text])[0]), types or {"amount": 0.9})


def make_answer(kind: str = "answer", **fields: Any) -> Answer:
    given: dict[str, Any] = {"facts": ("a.b.c",), "sources": (SOURCE,), "short": "Kort."} if kind == "answer" else {}
    return Answer(kind, fields.pop("text", "Svar.\nKälla: Titel."), **{**given, **fields})


def make_tracker(
    text: str = "hej",
    intent: str = "ask_amount",
    *,
    ranking: Mapping[str, float] | None = None,
    entities: Sequence[Mapping[str, Any]] = (),
    context: Context | None = None,
) -> Tracker:
    """A tracker whose latest message is parsed and whose slots hold a context."""
    message = {
        "text": text,
        "intent": {"name": intent},
        "intent_ranking": [{"name": name, "confidence": p} for name, p in (ranking or {intent: 0.9}).items()],
        "entities": list(entities),
        "embedding": pack(encode([text])[0]),
    }
    slots = context.write() if context else {}
    return Tracker("user", slots, message, [], False, None, {}, None)


def entity(text: str, words: str, name: str, value: str) -> dict[str, Any]:
    """An entity where ``words`` stand in ``text``."""
    start = text.index(words)
    return {"entity": name, "value": value, "start": start, "end": start + len(words)}


def same_direction(one: np.ndarray, other: np.ndarray) -> float:
    """Cosine of two vectors."""
    return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))
