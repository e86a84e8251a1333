"""An answer as Rasa's dispatcher sends it: text, buttons and the contract's object in one message."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from knowledge.words.answer import Answer


def send(
    dispatcher: CollectingDispatcher,
    answer: Answer,
    debug: Mapping[str, Any] | None = None,
    reader: Mapping[str, Any] | None = None,
) -> None:
    """Utter one answer; ``debug`` says what decided it, in development only, ``reader`` what a second reading did.

    The answer's id ties a vote to it. What it is about goes along as Rasa's metadata, for the event broker; no channel
    shows that.
    """
    dispatcher.utter_message(
        text=answer.text,
        buttons=[{"title": button.title, "payload": button.payload} for button in answer.buttons],
        json_message={
            **answer.contract(),
            "answer_id": str(uuid.uuid4()),
            **({"debug": dict(debug)} if debug is not None else {}),
        },
        about={
            "topic": answer.programme,
            "question_type": answer.question_type,
            **({"reader": dict(reader)} if reader is not None else {}),
        },
    )
