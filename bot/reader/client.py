"""One request to a chat interface as OpenAI's is, with structured output: plain data, or why there is none."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Mapping
from typing import Any, Final, Protocol

import httpx

from bot.reader.settings import ReaderSettings

MOST_BYTES: Final = 65_536  # of a reply; a reading has some hundreds
MOST_TOKENS: Final = 700
UNSUPPORTED: Final = (400, 422)  # what servers say to a response_format that they do not know


class ReaderFailure(Exception):
    """There is no reading. ``why`` is one word for figures and logs; no reply's words are in it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Source(Protocol):
    """Whatever gives the plain data of a reading for a request: a server, or a file of recorded ones."""

    async def read(self, system: str, schema: Mapping[str, Any], request: Mapping[str, Any]) -> Any:
        """What the model read of the request, as JSON of the schema."""


class ChatClient:
    """Asks one address and no other: no proxy of the environment, no redirect."""

    def __init__(self, settings: ReaderSettings, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._settings = settings
        self._transport = transport
        self._structured = True
        self._client: httpx.AsyncClient | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def read(self, system: str, schema: Mapping[str, Any], request: Mapping[str, Any]) -> Any:
        """The reading's plain data, within the time limit as a whole. Raises ReaderFailure."""
        try:
            return await asyncio.wait_for(self._asked(system, schema, request), self._settings.timeout)
        except (asyncio.TimeoutError, httpx.TimeoutException) as late:
            raise ReaderFailure("timeout") from late
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError) as fault:
            raise ReaderFailure("connection") from fault

    async def _asked(self, system: str, schema: Mapping[str, Any], request: Mapping[str, Any]) -> Any:
        body = {
            "model": self._settings.model,
            "messages": [
                {"role": "system", "content": system},
                {"role": "user", "content": json.dumps(request, ensure_ascii=False)},
            ],
            "temperature": 0,
            "max_tokens": MOST_TOKENS,
        }
        if self._structured:
            body["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": "reading", "strict": True, "schema": schema},
            }
        async with self._open().stream("POST", f"{self._settings.url}/chat/completions", json=body) as response:
            if response.status_code in UNSUPPORTED and self._structured:
                self._structured = False  # the next request is made without it
                raise ReaderFailure("schema")
            if response.status_code != 200:
                raise ReaderFailure(f"status_{response.status_code}")
            return _content(await _bounded(response))

    def _open(self) -> httpx.AsyncClient:
        """The client of the running loop: connections belong to the loop that made them."""
        loop = asyncio.get_running_loop()
        if self._client is None or self._loop is not loop:
            key = self._settings.key
            self._client = httpx.AsyncClient(
                headers={"Authorization": f"Bearer {key}", "api-key": key} if key else {},
                timeout=self._settings.timeout,
                trust_env=False,
                verify=ssl.create_default_context(),
                transport=self._transport,
            )
            self._loop = loop
        return self._client


async def _bounded(response: httpx.Response) -> bytes:
    body = b""
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > MOST_BYTES:
            raise ReaderFailure("too_long")
    return body


def _content(body: bytes) -> Any:
    """The JSON that the model wrote; servers without structured output may put it between fences."""
    try:
        written = json.loads(body)["choices"][0]["message"]["content"]
        return json.loads(written.strip().removeprefix("```json").removeprefix("```").removesuffix("```"))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as fault:
        raise ReaderFailure("no_json") from fault
