"""Users who talk with the running bot at the same time, and how long each waits."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import numpy as np
from pydantic import parse_obj_as
from ruamel.yaml import YAML

TURNS = 8  # messages in one conversation; then the user starts a new one, as the history costs time
REPLY_SECONDS = 30.0  # longer than the channel itself waits for a turn


class BenchFailure(Exception):
    """The measurement is worth nothing; the text says why."""


@dataclass(frozen=True)
class Times:
    """How long something took each time, in milliseconds."""

    p50_ms: float
    p95_ms: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Times:
        """Median and 95th percentile in milliseconds, of times in seconds."""
        p50, p95 = np.percentile(np.array(seconds) * 1000, [50, 95])
        return cls(round(float(p50), 1), round(float(p95), 1))


@dataclass(frozen=True)
class Load:
    """What ``users`` users met who sent ``messages`` messages in all, each waiting for one reply at a time."""

    users: int
    messages: int
    failures: int  # replies that never came, were no messages or said that the turn failed
    seconds: float
    per_message: Times

    @property
    def messages_per_second(self) -> float:
        """Messages answered per second, all users together."""
        return self.messages / self.seconds


@dataclass
class _Tally:
    seconds: list[float] = field(default_factory=list)
    failures: int = 0


def load_questions(path: Path) -> list[str]:
    """The messages to send, in the file's order; pydantic's ValidationError if it is no list of texts."""
    return parse_obj_as(list[str], YAML(typ="safe").load(path))


def measure(url: str, questions: Sequence[str], *, users: int, messages: int, limit_s: float) -> Load:
    """Send ``messages`` messages, no new one after ``limit_s`` seconds. Raises BenchFailure if none was answered."""
    tally = _Tally()
    start = time.perf_counter()
    asyncio.run(_crowd(url, questions, users, messages, start + limit_s, tally))
    seconds = time.perf_counter() - start
    if not tally.seconds:
        raise BenchFailure(f"None of {tally.failures} messages was answered by {url}")
    sent = len(tally.seconds) + tally.failures
    return Load(users, sent, tally.failures, round(seconds, 2), Times.of(tally.seconds))


async def turn_seconds(url: str, text: str) -> float:
    """One message in a conversation of its own; raises BenchFailure if it was not answered."""
    async with _session(users=1) as session:
        start = time.perf_counter()
        if not await _ask(session, url, {"sender": _sender(), "message": text}):
            raise BenchFailure(f"A message was not answered by {url}")
        return time.perf_counter() - start


def failed(reply: Any) -> bool:
    """Whether the bot's turn is no answer: not a message, or the channel's word that something broke."""
    if not isinstance(reply, list) or not reply:
        return True
    return any((message.get("custom") or {}).get("kind") == "error" for message in reply)


async def _crowd(url: str, questions: Sequence[str], users: int, messages: int, deadline: float, tally: _Tally) -> None:
    async with _session(users) as session:
        shares = [messages // users + (number < messages % users) for number in range(users)]
        await asyncio.gather(
            *(
                _user(session, url, _order(questions, number, users), share, deadline, tally)
                for number, share in enumerate(shares)
            )
        )


def _session(users: int) -> aiohttp.ClientSession:
    timeout = aiohttp.ClientTimeout(total=REPLY_SECONDS)
    return aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=users))


def _sender() -> str:
    return f"bench-{uuid.uuid4().hex}"


def _order(questions: Sequence[str], number: int, users: int) -> list[str]:
    """The questions from a place of the user's own, so that not all ask the same at once."""
    first = number * len(questions) // users
    return [*questions[first:], *questions[:first]]


async def _user(
    session: aiohttp.ClientSession, url: str, questions: Sequence[str], count: int, deadline: float, tally: _Tally
) -> None:
    sender = ""
    for number in range(count):
        if number % TURNS == 0:
            sender = _sender()
        start = time.perf_counter()
        if start > deadline:
            return
        if await _ask(session, url, {"sender": sender, "message": questions[number % len(questions)]}):
            tally.seconds.append(time.perf_counter() - start)
        else:
            tally.failures += 1


async def _ask(session: aiohttp.ClientSession, url: str, body: dict[str, str]) -> bool:
    """Whether the message was answered."""
    try:
        async with session.post(url, json=body) as response:
            return response.status == 200 and not failed(await response.json())
    except (aiohttp.ClientError, asyncio.TimeoutError, ValueError):  # ValueError: no JSON
        return False
