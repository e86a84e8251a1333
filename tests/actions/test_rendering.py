from __future__ import annotations

import uuid

from rasa_sdk.executor import CollectingDispatcher

from actions.rendering import send
from tests.actions.factories import make_answer


def test_every_answer_has_an_id_of_its_own() -> None:
    dispatcher = CollectingDispatcher()
    for _ in range(2):
        send(dispatcher, make_answer())
    first, second = (uuid.UUID(message["custom"]["answer_id"]) for message in dispatcher.messages)
    assert first != second


def test_what_an_answer_is_about_travels_beside_the_contract() -> None:
    dispatcher = CollectingDispatcher()
    send(dispatcher, make_answer(programme="glesbygd", question_type="purpose"))
    [message] = dispatcher.messages
    assert message["about"] == {"topic": "glesbygd", "question_type": "purpose"}
    assert "about" not in message["custom"]
