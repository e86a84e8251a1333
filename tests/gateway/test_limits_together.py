"""Several gateways that share a Redis hold one limit; while it is away each holds its own."""

from __future__ import annotations

import time

import pytest
import redis
from conftest import SECRET
from starlette.testclient import TestClient

from bot.gateway import limits
from bot.gateway.limits import Limiter
from bot.gateway.problems import Problem
from bot.gateway.settings import SettingsError
from tests.redis_server import RedisServer, redis_server

__all__ = ["redis_server"]


def statuses(*clients: TestClient) -> list[int]:
    return [client.post("/api/conversation").status_code for client in clients]


def counted(limiter: Limiter, times: int) -> int:
    """How many of so many requests of one address are let through."""
    waits: list[float] = []
    for _ in range(times):
        try:
            limiter.count_request("10.1.2.3")
        except Problem as problem:
            waits.append(problem.retry_after or 0)
    assert all(1 <= seconds <= 61 for seconds in waits)
    return times - len(waits)


def test_two_gateways_hold_one_limit(gateway, redis_server: RedisServer) -> None:
    first, second = (gateway(limit_new="3/minute", redis_url=redis_server.url) for _ in range(2))
    assert statuses(first, second, first, second, first) == [200, 200, 200, 429, 429]


def test_without_redis_each_holds_its_own(gateway) -> None:
    first, second = (gateway(limit_new="1/minute") for _ in range(2))
    assert statuses(first, second, first) == [200, 200, 429]


def test_limits_outlive_a_gateway(gateway, redis_server: RedisServer) -> None:
    assert statuses(gateway(limit_new="1/minute", redis_url=redis_server.url)) == [200]
    assert statuses(gateway(limit_new="1/minute", redis_url=redis_server.url)) == [429]


def test_redis_holds_names_that_lead_back_to_nobody(settings, redis_server: RedisServer) -> None:
    limiter = Limiter(settings(redis_url=redis_server.url), lambda who: f"name-{len(who)}")
    limiter.count_request("10.1.2.3")
    [key] = redis.Redis(port=redis_server.port).keys("*")
    assert b"name-8" in key
    assert b"10.1.2.3" not in key


def test_while_redis_is_away_each_counts_for_itself_at_once_and_later_together_again(
    settings, redis_server: RedisServer
) -> None:
    now = [0.0]
    limiter = Limiter(settings(limit_address="3/minute", redis_url=redis_server.url), str, lambda: now[0])
    assert counted(limiter, 2) == 2
    redis_server.stop()
    began = time.monotonic()
    assert counted(limiter, 9) == 3
    assert time.monotonic() - began < 3
    redis_server.start()  # empty, as after a crash
    assert counted(limiter, 1) == 0  # still alone
    now[0] += limits.ALONE_SECONDS
    assert counted(limiter, 9) == 3


def test_gateway_starts_while_redis_is_away(gateway, redis_server: RedisServer) -> None:
    redis_server.stop()
    assert statuses(gateway(redis_url=redis_server.url)) == [200]


def test_another_address_is_refused_and_not_repeated(settings) -> None:
    with pytest.raises(SettingsError, match="LOTSEN_REDIS_URL: it must begin with redis://") as refused:
        settings(redis_url=f"http://:{SECRET}@redis")
    assert SECRET not in str(refused.value)
