"""An answer as Rasa's dispatcher sends it: text, buttons and the contract's object in one message."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher

from knowledge.query import Answer


def send(dispatcher: CollectingDispatcher, answer: Answer) -> None:
    """Utter one answer."""
    dispatcher.utter_message(
        text=answer.text,
        buttons=[{"title": button.title, "payload": button.payload} for button in answer.buttons],
        json_message=answer.contract(),
    )
