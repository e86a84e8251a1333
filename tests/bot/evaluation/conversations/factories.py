"""Conversations, replies and a bot that answers from a table."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from actions.clock import SETTING
from bot.evaluation.conversations.model import Conversation
from bot.evaluation.conversations.reply import Reply

SOURCE = {"id": "sida", "title": "Titel", "legal": None}


def message(text: str = "Svar.", kind: str = "answer", buttons: Sequence[str] = (), **custom: Any) -> dict[str, Any]:
    """One message of the channel."""
    outcome = {"kind": kind, "reason": None, "facts": [], "status": None, "sources": [], "contacts": [], **custom}
    return {"text": text, "buttons": [{"title": b, "payload": b.lower()} for b in buttons], "custom": outcome}


def make_reply(text: str = "Svar.", kind: str = "answer", **fields: Any) -> Reply:
    return Reply.of([message(text, kind, **fields)])


def make_conversation(*turns: Mapping[str, Any], **fields: Any) -> Conversation:
    given = [{"kind": "answer", **turn} for turn in turns] or [{"say": "hej", "kind": "answer"}]
    return Conversation(**{"id": "a", "today": "2026-11-21", "file": "fil.yml", "line": 3, **fields, "turns": given})


class TableBot:
    """Answers each message from a table, and notes what was said on which day."""

    def __init__(self, **answers: dict[str, Any]) -> None:
        self.answers = answers
        self.said: list[tuple[str, str | None, str]] = []

    def read_ahead(self, messages: Iterable[str]) -> None:
        """There is nothing to prepare."""

    def say(self, text: str, conversation: str | None = None) -> list[dict[str, Any]]:
        self.said.append((text, conversation, os.environ[SETTING]))
        return [self.answers[text]] if text in self.answers else []
