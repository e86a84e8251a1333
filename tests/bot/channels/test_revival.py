"""Waiting for the action server: a port that takes connections and answers nothing is not back."""

from __future__ import annotations

import asyncio

from bot.channels.revival import until_answering

HOST = "127.0.0.1"
HEALTHY = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"


async def served(reply: bytes, port: int = 0) -> tuple[asyncio.AbstractServer, int]:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(reply)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, HOST, port)
    return server, server.sockets[0].getsockname()[1]


async def test_who_answers_is_back() -> None:
    server, port = await served(HEALTHY)
    async with server:
        assert await until_answering(HOST, port, 5.0)


async def test_who_only_takes_connections_is_not() -> None:
    server, port = await served(b"")
    async with server:
        assert not await until_answering(HOST, port, 0.6)


async def test_who_comes_later_is_waited_for() -> None:
    gone, port = await served(HEALTHY)
    gone.close()
    await gone.wait_closed()
    waiting = asyncio.create_task(until_answering(HOST, port, 10.0))
    await asyncio.sleep(0.5)
    assert not waiting.done()
    again, _ = await served(HEALTHY, port)
    async with again:
        assert await waiting
