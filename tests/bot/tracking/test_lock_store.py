"""One message of a conversation at a time: in one process, in several, and when one of them is gone."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rasa.core.lock_store import LockError, LockStore
from rasa.utils.endpoints import EndpointConfig, read_endpoint_config

from bot.inside.secret import SETTING
from bot.tracking import lock_store
from bot.tracking.lock_store import ConversationLocks
from tests.redis_server import RedisServer

ROOT = Path(__file__).parents[3]
HOLDS = """
import asyncio, sys
from bot.tracking.lock_store import ConversationLocks
async def hold():
    async with ConversationLocks().lock("web-1"):
        print("held", flush=True)
        await asyncio.sleep(float(sys.argv[1]))
asyncio.run(hold())
"""


def held_elsewhere(redis: RedisServer, seconds: float) -> subprocess.Popen[str]:
    """Another process that holds the conversation for so long."""
    environ = {**os.environ, "LOTSEN_REDIS_URL": redis.url}
    command = [sys.executable, "-c", HOLDS, str(seconds)]
    process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def waited(locks: LockStore, patience: float = 60.0) -> float:
    """Seconds until the conversation is ours."""

    async def wait() -> float:
        began = time.monotonic()
        async with locks.lock("web-1", patience):
            return time.monotonic() - began

    return asyncio.run(wait())


def test_rasa_takes_it_from_the_endpoints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "x" * 32)
    config = read_endpoint_config(str(ROOT / "endpoints.yml"), "lock_store")
    assert isinstance(config, EndpointConfig)
    assert isinstance(LockStore.create(config), ConversationLocks)


async def in_turn(*stores: LockStore) -> tuple[list[str], float]:
    """Two messages of a conversation to each store at once; what happened, and in how many seconds."""
    happened: list[str] = []

    async def answer(locks: LockStore, name: str) -> None:
        async with locks.lock("web-1"):
            happened.append(f"{name} begins")
            await asyncio.sleep(0.05)
            happened.append(f"{name} ends")

    began = time.monotonic()
    names = [(locks, f"{place}{number}") for number in (1, 2) for place, locks in zip("ab", stores, strict=False)]
    await asyncio.gather(*(answer(locks, name) for locks, name in names))
    return happened, time.monotonic() - began


def test_messages_of_one_process_are_answered_in_order_without_waiting_for_a_clock() -> None:
    happened, seconds = asyncio.run(in_turn(ConversationLocks(environ={})))
    assert happened == ["a1 begins", "a1 ends", "a2 begins", "a2 ends"]
    assert seconds < 0.9  # Rasa's own take a second for the one that waits


def test_conversations_do_not_wait_for_each_other_and_leave_nothing_behind() -> None:
    async def both() -> int:
        locks = ConversationLocks(environ={})
        async with locks.lock("web-1"), locks.lock("web-2"):
            assert len(locks._here) == 2
        return len(locks._here)

    assert asyncio.run(both()) == 0


def test_servers_that_share_a_redis_take_turns(redis_server: RedisServer) -> None:
    environ = {"LOTSEN_REDIS_URL": redis_server.url}
    happened, seconds = asyncio.run(in_turn(ConversationLocks(environ=environ), ConversationLocks(environ=environ)))
    assert [begins.split()[0] for begins in happened[::2]] == [ends.split()[0] for ends in happened[1::2]]
    assert sorted(happened[::2]) == ["a1 begins", "a2 begins", "b1 begins", "b2 begins"]
    assert seconds < 2


def test_a_message_waits_for_the_one_that_another_process_answers(redis_server: RedisServer) -> None:
    other = held_elsewhere(redis_server, lock_store.LIFETIME + 2)  # longer than a lock lives unless it is renewed
    seconds = waited(ConversationLocks(environ={"LOTSEN_REDIS_URL": redis_server.url}))
    assert other.wait(timeout=10) == 0
    assert seconds > lock_store.LIFETIME + 1


def test_a_conversation_is_free_soon_after_the_process_that_held_it_was_killed(redis_server: RedisServer) -> None:
    other = held_elsewhere(redis_server, 60)
    other.kill()
    other.wait(timeout=10)
    assert waited(ConversationLocks(environ={"LOTSEN_REDIS_URL": redis_server.url})) < lock_store.LIFETIME + 1


def test_who_waits_for_too_long_is_told(redis_server: RedisServer) -> None:
    other = held_elsewhere(redis_server, 60)
    with pytest.raises(LockError, match="Another process"):
        waited(ConversationLocks(environ={"LOTSEN_REDIS_URL": redis_server.url}), patience=0.3)
    other.kill()
    other.wait(timeout=10)


def test_a_redis_that_is_away_is_told_and_found_again(
    redis_server: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    locks = ConversationLocks(environ={"LOTSEN_REDIS_URL": redis_server.url})

    async def through_an_outage() -> None:
        async with locks.lock("web-1"):
            redis_server.stop()
        with pytest.raises(LockError, match="cannot be asked for"):
            async with locks.lock("web-1"):
                raise AssertionError("nobody holds it")
        redis_server.start()
        async with locks.lock("web-1"):
            caplog.clear()

    asyncio.run(through_an_outage())
    assert caplog.text == ""


@pytest.mark.parametrize("address", ["http://:hemligt@redis", "hemligt"])
def test_another_address_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(ValueError, match="LOTSEN_REDIS_URL must begin with redis://") as refused:
        ConversationLocks(environ={"LOTSEN_REDIS_URL": address})
    assert "hemligt" not in str(refused.value)
