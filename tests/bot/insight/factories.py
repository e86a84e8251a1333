"""Stored turns and Rasa's events, made small."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np

from bot.insight.event_store import StoredTurn
from tests.knowledge.factories import encode

DAY = 86_400.0
NOON = 1_764_590_400.0  # 2025-12-01 12:00 UTC
CENTRE = np.zeros(256, dtype=np.float32)


def half(text: str) -> bytes:
    """A sentence's vector as the broker keeps it."""
    return encode([text])[0].astype(np.float16).tobytes()


def make_turn(question: str, **fields: Any) -> StoredTurn:
    """An unanswered question, unless told otherwise."""
    given: dict[str, Any] = {
        "answer_id": f"answer-{abs(hash((question, str(fields))))}",
        "at": NOON,
        "conversation": "c1",
        "kind": "no_answer",
        "reason": "not_in_knowledge",
        "vector": half(question),
    }
    return StoredTurn(question=question, **{**given, **fields})


def answered(question: str, **fields: Any) -> StoredTurn:
    given = {"kind": "answer", "reason": None, "facts": ("glesbygd.purpose.assignment",), "topic": "glesbygd"}
    return make_turn(question, **{**given, **fields})


def user_event(text: str, sender: str = "s1", **parsed: Any) -> dict[str, Any]:
    data = {
        "intent": {"name": "ask_amount"},
        "entities": [],
        "embedding": base64.b64encode(half(text)).decode(),
        **parsed,
    }
    return {"event": "user", "sender_id": sender, "text": text, "timestamp": NOON, "parse_data": data}


def bot_event(sender: str = "s1", about: dict[str, Any] | None = None, **custom: Any) -> dict[str, Any]:
    given = {"kind": "answer", "reason": None, "facts": ["a.b.c"], "sources": [], "answer_id": "answer-1", **custom}
    return {"event": "bot", "sender_id": sender, "data": {"custom": given}, "metadata": {"about": about or {}}}


def listen(sender: str = "s1") -> dict[str, Any]:
    return {"event": "action", "name": "action_listen", "sender_id": sender}
