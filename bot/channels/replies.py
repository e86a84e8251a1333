"""The messages of one bot turn: collected whole, joined with their custom object, or written by the channel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel

Message = dict[str, Any]

_CONTENT = ("text", "buttons", "image", "attachment")


class WholeMessageOutput(CollectingOutputChannel):
    """Collects each bot utterance as one message.

    Rasa's own collector cuts a text at every blank line and sends `custom` as a message of its own.
    """

    async def send_response(self, recipient_id: str, message: Message) -> None:
        """Keeps text, buttons and custom of one utterance together; an empty utterance is dropped."""
        whole = self._message(
            recipient_id,
            text=message.get("text") or None,
            image=message.get("image") or None,
            buttons=message.get("buttons") or message.get("quick_replies") or None,
            attachment=message.get("attachment") or None,
            custom=message.get("custom") or None,
        )
        if len(whole) > 1:
            await self._persist_message(whole)
        if message.get("elements"):
            await self.send_elements(recipient_id, message["elements"])


def merge_messages(messages: Sequence[Message]) -> list[Message]:
    """Joins every message that lacks `custom` with the custom-only message right after it; order is kept.

    The given messages are not changed. What finds no partner stays as it is.
    """
    merged: list[Message] = []
    for message in messages:
        previous = merged[-1] if merged else None
        if previous is not None and _is_custom_only(message) and "custom" not in previous:
            previous["custom"] = message["custom"]
        else:
            merged.append(dict(message))
    return merged


def without_debug(messages: Sequence[Message]) -> list[Message]:
    """The messages without what decided them (`custom.debug`), which is for developers only."""
    return [
        {**message, "custom": {key: value for key, value in message["custom"].items() if key != "debug"}}
        if isinstance(message.get("custom"), dict)
        else message
        for message in messages
    ]


def named(messages: Sequence[Message], answer_id: str) -> list[Message]:
    """The messages, each `custom` without an `answer_id` of its own named by the message that it answers.

    The store of turns knows that id too (bot/insight/turns.py), so that a vote on small talk meets its turn.
    """
    return [
        {**message, "custom": {**message["custom"], "answer_id": answer_id}}
        if isinstance(message.get("custom"), dict) and not message["custom"].get("answer_id")
        else message
        for message in messages
    ]


def put_first(sentence: str, messages: Sequence[Message], masked: str) -> list[Message]:
    """The messages with `sentence` as a paragraph of its own before the first one's text.

    The first one's `custom` gets `masked`: the question as it was kept, for pages to show in place of what was typed.
    """
    first, *rest = messages
    said = {**first, "text": "\n\n".join(filter(None, [sentence, first.get("text")]))}
    if isinstance(first.get("custom"), dict):
        said["custom"] = {**first["custom"], "masked": masked}
    return [said, *rest]


def unclear_reply(recipient: str, text: str) -> Message:
    """A friendly reply to what cannot be read as a question; no turn is stored of it, so it has no id to vote on."""
    return _reply(recipient, text, {"kind": "no_answer", "reason": "unclear"})


def error_reply(recipient: str, text: str) -> Message:
    """An apology for a turn that failed."""
    return _reply(recipient, text, {"kind": "error", "reason": None})


def _reply(recipient: str, text: str, outcome: dict[str, str | None]) -> Message:
    custom: dict[str, Any] = {**outcome, "facts": [], "status": None, "sources": [], "contacts": []}
    return {"recipient_id": recipient, "text": text, "custom": custom}


def _is_custom_only(message: Message) -> bool:
    return bool(message.get("custom")) and not any(message.get(part) for part in _CONTENT)
