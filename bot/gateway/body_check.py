"""Reads every body before a route does."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.gateway.middleware import CHANGING, Texts
from bot.gateway.problems import Code, Problem, problem_response
from bot.gateway.settings import Settings


class BodyCheck:
    """Reads a body while counting it, and gives up at the limit, in bytes or in time, before anything else sees it.

    JSON only: a form that a foreign page posts without asking first never reaches a route.

    Args:
        larger: bytes that paths take whose callers write more around their words.
        passed: a path whose own routes count and read their bodies: forms, that the desk guards with tokens.
    """

    def __init__(
        self,
        app: ASGIApp,
        settings: Settings,
        texts: Texts,
        larger: Mapping[str, int] = MappingProxyType({}),
        passed: str = "",
    ) -> None:
        self._app = app
        self._bytes = settings.max_body_bytes
        self._larger = larger
        self._passed = passed
        self._seconds = settings.body_timeout
        self._texts = texts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in CHANGING or self._is_passed(str(scope["path"])):
            await self._app(scope, receive, send)
            return
        try:
            limit = self._larger.get(scope["path"], self._bytes)
            body = await self._read(Headers(scope=scope), receive, limit)
        except Problem as problem:
            response = problem_response(problem, self._texts)
            response.headers["Connection"] = "close"  # the rest of the body is not read
            await response(scope, receive, send)
            return
        if body is not None:
            await self._app(scope, _replay(body, receive), send)

    def _is_passed(self, path: str) -> bool:
        return bool(self._passed) and (path == self._passed or path.startswith(f"{self._passed}/"))

    async def _read(self, headers: Headers, receive: Receive, limit: int) -> bytes | None:
        """The body; None when the caller hung up."""
        length = headers.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length[:12]) > limit:
            raise Problem(Code.TOO_LARGE)
        try:
            async with asyncio.timeout(self._seconds):
                body = await _collected(receive, limit)
        except TimeoutError as error:
            raise Problem(Code.TOO_SLOW) from error
        if body and headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise Problem(Code.NOT_JSON_TYPE)
        return body


async def _collected(receive: Receive, limit: int) -> bytes | None:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        if len(body) > limit:
            raise Problem(Code.TOO_LARGE)
        if not message.get("more_body", False):
            return bytes(body)


def _replay(body: bytes, receive: Receive) -> Callable[[], Awaitable[Message]]:
    """The body once, then whatever comes after it, such as the caller hanging up."""
    left = [body]

    async def replayed() -> Message:
        return {"type": "http.request", "body": left.pop(), "more_body": False} if left else await receive()

    return replayed
