"""Tries again what Teams could not take just now: told to wait (429), in trouble (5xx), or not reached."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

import httpx
from microsoft_teams.common.http import MiddlewareContext, MiddlewareNext
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt, wait_random_exponential

from bot.gateway.teams.login import LoginFailed

ATTEMPTS = 5
LONGEST_SECONDS = 30.0  # that we wait at once; Teams seldom says more, and the person waits too
_BACK_OFF = wait_random_exponential(multiplier=0.5, max=8)
_IDEMPOTENT = frozenset({"GET", "PUT", "DELETE"})


class Retry:
    """Sits around every call of Microsoft's library to Teams. A typing sign is never worth a second try."""

    def __init__(self, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._sleep = sleep

    async def send(self, context: MiddlewareContext, next: MiddlewareNext) -> httpx.Response:
        """Raises httpx.HTTPError or LoginFailed when the last try has failed or no further one can help."""
        if _is_typing(context.json):
            return await next()
        again = AsyncRetrying(
            stop=stop_after_attempt(ATTEMPTS),
            wait=_wait,
            retry=retry_if_exception(lambda error: may_pass(error, context.method)),
            sleep=self._sleep,
            reraise=True,
        )
        return await again(next)


def may_pass(error: BaseException, method: str) -> bool:
    """Whether the same call can succeed later without being made twice."""
    if isinstance(error, LoginFailed):
        return error.passing
    if isinstance(error, httpx.HTTPStatusError):
        status = error.response.status_code
        return (status == 429 or status >= 500) and retry_after(error.response) <= LONGEST_SECONDS
    if isinstance(error, httpx.ReadTimeout):  # Teams may have taken it: a second message would stand there twice
        return method in _IDEMPOTENT
    return isinstance(error, httpx.TransportError)


def retry_after(response: httpx.Response, now: datetime | None = None) -> float:
    """Seconds that Teams tells us to wait, 0 when it says nothing that can be read."""
    told = response.headers.get("retry-after", "").strip()
    if not told:
        return 0.0
    try:
        seconds = float(told)
    except ValueError:
        seconds = _until(told, now or datetime.now(timezone.utc))
    return max(0.0, seconds) if math.isfinite(seconds) else 0.0


def _until(date: str, now: datetime) -> float:
    try:
        at = parsedate_to_datetime(date)
    except ValueError:
        return 0.0
    return (at.replace(tzinfo=at.tzinfo or timezone.utc) - now).total_seconds()


def _wait(state: RetryCallState) -> float:
    """At least as long as Teams says, and longer with every try; chance keeps many callers apart."""
    error = state.outcome.exception() if state.outcome else None
    told = retry_after(error.response) if isinstance(error, httpx.HTTPStatusError) else 0.0
    return told + _BACK_OFF(state)


def _is_typing(activity: object) -> bool:
    return isinstance(activity, dict) and activity.get("type") == "typing"
