"""Waiting for the action server: a port that takes connections and answers nothing is not back."""

from __future__ import annotations

import asyncio

from bot.channels.revival import until_answering

HOST = "127.0.0.1"
HEALTHY = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"


async def served(reply: bytes) -> tuple[asyncio.AbstractServer, int]:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(reply)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, HOST, 0)
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
    server, port = await served(HEALTHY)
    server.close()
    await server.wait_closed()

    async def come() -> None:
        await asyncio.sleep(0.5)
        again = await asyncio.start_server(lambda reader, writer: writer.write(HEALTHY), HOST, port)
        asyncio.get_running_loop().call_later(5, again.close)

    coming = asyncio.create_task(come())
    assert await until_answering(HOST, port, 10.0)
    await coming
