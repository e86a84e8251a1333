"""Asks the assistant over Rasa's REST channel. Used by every channel that the gateway mounts."""

from __future__ import annotations

import functools
import ssl

import httpx
from pydantic import TypeAdapter, ValidationError

from bot.gateway.contract import Reply
from bot.gateway.problems import Code, Problem

WEBHOOK = "/webhooks/rest/webhook"
RETRY_SECONDS = 5  # what a caller is told to wait when Rasa or its queue cannot take more
_REPLIES = TypeAdapter(list[Reply])


class Assistant:
    """One Rasa server.

    Args:
        client: its base URL is Rasa's; its transport retries connecting once.
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
            return self._read(await self._post({"sender": conversation_id, "message": text}))
        finally:
            self.turns -= 1

    async def aclose(self) -> None:
        """Close the connections to Rasa."""
        await self._client.aclose()

    async def _post(self, turn: dict[str, str]) -> httpx.Response:
        try:
            return await self._client.post(WEBHOOK, json=turn)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise Problem(Code.ASSISTANT_UNAVAILABLE, retry_after=RETRY_SECONDS) from error
        except httpx.TimeoutException as error:
            raise Problem(Code.ASSISTANT_TIMEOUT, retry_after=RETRY_SECONDS) from error
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


def rasa_client(url: str, connect_timeout: float, turn_timeout: float, max_turns: int) -> httpx.AsyncClient:
    """A client for one Rasa server; retries connecting once, never a turn that Rasa may have seen."""
    return httpx.AsyncClient(
        base_url=url,
        timeout=httpx.Timeout(turn_timeout, connect=connect_timeout),
        transport=httpx.AsyncHTTPTransport(retries=1, verify=tls(), limits=httpx.Limits(max_connections=max_turns)),
        trust_env=False,  # no proxy of the shell's stands before loopback
    )
