"""From Rasa's events to stored turns. Pure but for the memory of turns that are not answered yet."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from bot.insight.event_store import StoredTurn
from knowledge.words.query import CARE
from knowledge.words.vocabulary import KINDS

MAX_WAITING = 1000  # conversations with an unanswered question; more than that are a fault elsewhere
CARE_ENTITIES = ("patient_group", "care_type")
Event = Mapping[str, Any]


class TurnReader:
    """Joins each bot message to the question before it in its conversation."""

    def __init__(self, salt: bytes | None = None) -> None:
        self.salt = salt or secrets.token_bytes(32)  # never stored: a pseudonym cannot be traced back to a sender
        self._waiting: dict[str, Event] = {}

    def read(self, event: Event) -> StoredTurn | None:
        """Take one event; the turn that it completes, or None."""
        sender = str(event.get("sender_id"))
        if event.get("event") == "user" and event.get("text"):
            self._waiting.pop(sender, None)
            self._waiting[sender] = event
            if len(self._waiting) > MAX_WAITING:
                self._waiting.pop(next(iter(self._waiting)))
        elif event.get("event") == "bot" and sender in self._waiting:
            return self._turn(self._waiting.pop(sender), event)
        elif event.get("name") == "action_listen" and sender in self._waiting:
            return self._turn(self._waiting.pop(sender), {})  # Rasa listens again without having said anything
        return None

    def _turn(self, question: Event, reply: Event) -> StoredTurn:
        custom = (reply.get("data") or {}).get("custom") or {}
        about = (reply.get("metadata") or {}).get("about") or {}
        parsed = question.get("parse_data") or {}
        kind = custom.get("kind")
        return StoredTurn(
            # the channel names a reply without an id by the message that it answers
            answer_id=str(custom.get("answer_id") or question.get("message_id") or uuid.uuid4()),
            at=float(question.get("timestamp") or 0.0),
            conversation=self._pseudonym(str(question.get("sender_id"))),
            question=str(question["text"]),
            kind=kind if kind in KINDS else "error",
            reason=custom.get("reason"),
            topic=about.get("topic") or _topic_of_facts(custom.get("facts") or ()) or _topic(parsed),
            question_type=about.get("question_type") or _question_type(parsed),
            facts=tuple(custom.get("facts") or ()),
            sources=tuple(_source(source) for source in custom.get("sources") or ()),
            vector=base64.b64decode(parsed["embedding"]) if parsed.get("embedding") else None,
            reader=about.get("reader"),
        )

    def _pseudonym(self, sender: str) -> str:
        return hmac.new(self.salt, sender.encode(), hashlib.sha256).hexdigest()[:16]


def _topic_of_facts(facts: Sequence[str]) -> str | None:
    """A fact's id begins with its programme; answers about an answer ("var står det?") carry only that."""
    home = facts[0].split(".")[0] if facts else ""
    return CARE if home == "care" else home or None


def _topic(parsed: Mapping[str, Any]) -> str | None:
    named = {item["entity"]: str(item["value"]) for item in parsed.get("entities") or ()}
    if "programme" in named:
        return named["programme"]
    return CARE if any(entity in named for entity in CARE_ENTITIES) else None


def _question_type(parsed: Mapping[str, Any]) -> str | None:
    intent = str((parsed.get("intent") or {}).get("name") or "")
    return intent.removeprefix("ask_") or None


def _source(source: Mapping[str, Any]) -> dict[str, Any]:
    return {key: source.get(key) for key in ("id", "title", "updated")}
