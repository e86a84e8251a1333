"""A running server with the guarded channel, mounted as Rasa mounts it, and a fake Rasa behind it."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage, register
from sanic import Sanic

from bot.channels.guarded_rest import GuardedRestInput
from bot.channels.settings import read_settings
from bot.channels.texts import Texts, load_texts
from bot.inside.door import Door

SECRET = "the-secret-of-the-servers-which-is-long-enough"
SETTINGS = read_settings({"turn_timeout": 0.3, "allowed_addresses": ["KJV@exempel.se"]})
CUSTOM = {"kind": "answer", "facts": ["a.b.c"], "status": None, "sources": [], "contacts": []}

Behaviour = Callable[[UserMessage], Awaitable[None]]


async def answer(message: UserMessage) -> None:
    """What a working action does: one utterance with text and custom."""
    await message.output_channel.send_response(message.sender_id, {"text": "Svaret.", "custom": dict(CUSTOM)})


@dataclass
class FakeRasa:
    """Stands where Rasa's agent stands: remembers what it was given and answers through `behave`."""

    behave: Behaviour = answer
    seen: list[UserMessage] = field(default_factory=list)

    async def handle_message(self, message: UserMessage) -> None:
        self.seen.append(message)
        await self.behave(message)


@dataclass
class Served:
    """What came back over HTTP, and the messages that Rasa got."""

    status: int
    body: Any
    seen: list[UserMessage]


class Server:
    """One server for all tests: Sanic rewrites its own code at start and cannot start twice in a process."""

    def __init__(self, texts: Texts) -> None:
        self.rasa = FakeRasa()
        self._app = Sanic("guarded_rest_test", configure_logging=False)
        register([GuardedRestInput(SETTINGS, texts, door=Door(SECRET))], self._app, "/webhooks/")
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self._started = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def port(self) -> int:
        return int(self._socket.getsockname()[1])

    def start(self) -> None:
        self._thread.start()
        assert self._started.wait(timeout=20)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=20)
        self._socket.close()

    def request(self, method: str, path: str, body: bytes | None) -> tuple[int, Any]:
        url = f"http://127.0.0.1:{self.port}/webhooks/rest/{path}"
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(urllib.request.Request(url, body, method=method), timeout=20) as reply:
                return reply.status, json.load(reply)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.run_forever()

    async def _serve(self) -> None:
        self._app.ctx.agent = self
        server = await self._app.create_server(sock=self._socket, return_asyncio_server=True, access_log=False)
        assert server is not None
        await server.startup()
        await server.start_serving()
        self._started.set()

    async def handle_message(self, message: UserMessage) -> None:
        await self.rasa.handle_message(message)


@pytest.fixture(scope="session")
def texts() -> Texts:
    return load_texts()


@pytest.fixture(scope="session")
def server(texts: Texts) -> Iterator[Server]:
    server = Server(texts)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def serve(server: Server) -> Callable[..., Served]:
    """Sends one request; bytes go out as they are, anything else as JSON."""

    def _serve(body: Any = None, behave: Behaviour = answer, path: str = "webhook", method: str = "POST") -> Served:
        server.rasa = FakeRasa(behave)
        raw = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
        return Served(*server.request(method, path, raw), server.rasa.seen)

    return _serve


@pytest.fixture
def say(serve: Callable[..., Served]) -> Callable[..., Served]:
    """Types one message."""

    def _say(message: str, behave: Behaviour = answer) -> Served:
        return serve({"sender": "user-1", "message": message}, behave)

    return _say
