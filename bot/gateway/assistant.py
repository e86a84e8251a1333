"""Asks the assistant over Rasa's REST channel. Used by every channel that the gateway mounts."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import secrets
import ssl
import time
from collections.abc import Mapping

import httpx
import structlog
from pydantic import TypeAdapter, ValidationError

from bot.gateway.contract import Reply
from bot.gateway.problems import Code, Problem

WEBHOOK = "/webhooks/rest/webhook"
READY = "/webhooks/rest/"
RETRY_SECONDS = 5  # what a caller is told to wait when Rasa or its queue cannot take more
PAUSE_SECONDS = 0.25  # between questions whether a server that went is back
ASK_SECONDS = 6.0  # for its answer: it writes to find out
LEFT_SECONDS = 2.0  # that an answer takes once it is back; with less left it is not waited for
_REPLIES = TypeAdapter(list[Reply])

log = structlog.get_logger()


class CutOff(Exception):
    """Rasa's server was there and went before it had answered."""


class Assistant:
    """One Rasa server.

    A turn that is cut off is sent once more when the server is back. Each turn has a name, so that it is kept once
    also where only its answer was lost: then the same words come again (``bot.storage.repeating``).

    Args:
        client: its base URL is Rasa's, its reading timeout a turn's; its transport retries connecting once.
        max_turns: turns under way at the same time; more are turned away at once instead of all becoming slow.
        debug: whether the development object in replies is passed on.
    """

    def __init__(self, client: httpx.AsyncClient, max_turns: int, debug: bool = False) -> None:
        self._client = client
        self._max_turns = max_turns
        self._debug = debug
        self.turns = 0

    async def ask(self, conversation_id: str, text: str) -> list[Reply]:
        """The bot's messages in answer to a text.

        Raises:
            Problem: BUSY, ASSISTANT_UNAVAILABLE, ASSISTANT_TIMEOUT or ASSISTANT_FAILED.
        """
        if self.turns >= self._max_turns:
            raise Problem(Code.BUSY, retry_after=RETRY_SECONDS)
        self.turns += 1
        try:
            return self._read(
                await self._answered({"sender": conversation_id, "message": text, "turn": secrets.token_hex(16)})
            )
        finally:
            self.turns -= 1

    async def aclose(self) -> None:
        """Close the connections to Rasa."""
        await self._client.aclose()

    async def _answered(self, turn: dict[str, str]) -> httpx.Response:
        whole = self._client.timeout.read or 0.0
        end = time.monotonic() + whole
        try:
            return await self._post(turn, whole)
        except CutOff:
            log.warning("turn_cut_off")
        try:
            await self._until_back(end)
            return await self._post(turn, end - time.monotonic())
        except CutOff as error:
            raise Problem(Code.ASSISTANT_UNAVAILABLE, retry_after=RETRY_SECONDS) from error

    async def _until_back(self, end: float) -> None:
        """Wait until Rasa's server is ready; raises Problem when it is not soon enough for an answer."""
        while True:
            with contextlib.suppress(httpx.HTTPError):
                if (await self._client.get(READY, timeout=ASK_SECONDS)).status_code == 200:
                    return
            if time.monotonic() + LEFT_SECONDS > end:
                raise Problem(Code.ASSISTANT_UNAVAILABLE, retry_after=RETRY_SECONDS)
            await asyncio.sleep(PAUSE_SECONDS)

    async def _post(self, turn: dict[str, str], seconds: float) -> httpx.Response:
        connect = self._client.timeout.connect
        try:
            return await self._client.post(WEBHOOK, json=turn, timeout=httpx.Timeout(seconds, connect=connect))
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise Problem(Code.ASSISTANT_UNAVAILABLE, retry_after=RETRY_SECONDS) from error
        except httpx.TimeoutException as error:
            raise Problem(Code.ASSISTANT_TIMEOUT, retry_after=RETRY_SECONDS) from error
        except (httpx.NetworkError, httpx.RemoteProtocolError) as error:
            raise CutOff from error
        except httpx.HTTPError as error:
            raise Problem(Code.ASSISTANT_FAILED) from error

    def _read(self, response: httpx.Response) -> list[Reply]:
        if response.status_code == 413:
            raise Problem(Code.TOO_LARGE)
        if response.status_code != 200:
            raise Problem(Code.ASSISTANT_FAILED)
        try:
            replies = _REPLIES.validate_json(response.content)
        except ValidationError as error:
            raise Problem(Code.ASSISTANT_FAILED) from error
        if not replies:
            raise Problem(Code.ASSISTANT_FAILED)
        return replies if self._debug else [_without_debug(reply) for reply in replies]


def _without_debug(reply: Reply) -> Reply:
    extra = reply.custom.__pydantic_extra__ or {}
    extra.pop("debug", None)
    return reply


@functools.cache
def tls() -> ssl.SSLContext:
    """The certificates that this machine trusts; reading them takes a while, so it is done once."""
    return ssl.create_default_context()


def rasa_client(
    url: str, connect_timeout: float, turn_timeout: float, max_turns: int, headers: Mapping[str, str]
) -> httpx.AsyncClient:
    """A client for one Rasa server; retries connecting once, never by itself a turn that Rasa may have seen."""
    return httpx.AsyncClient(
        base_url=url,
        headers=headers,
        timeout=httpx.Timeout(turn_timeout, connect=connect_timeout),
        transport=httpx.AsyncHTTPTransport(retries=1, verify=tls(), limits=httpx.Limits(max_connections=max_turns)),
        trust_env=False,  # no proxy of the shell's stands before loopback
    )
