"""Connections that cost nothing but room: uvicorn's h11 protocol with deadlines, and with a cap.

uvicorn waits for ever for the end of a header, and for a client that does not read what it asked for.
"""

from __future__ import annotations

import asyncio
from typing import Any

import h11
import structlog
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.gateway.seldom import Seldom

HEADER_SECONDS = 10.0  # for a header to be whole, from the connection's first moment or its first byte
UNREAD_SECONDS = 20.0  # for a client to take what it was sent
MOST = 1000  # connections at once

log = structlog.get_logger()
_full = Seldom(60.0)
_slow = Seldom(60.0)


class BoundedProtocol(H11Protocol):
    """At ``MOST`` connections the one that has waited longest for its header makes room for a new one."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._header: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Count the connection, and begin to wait for its first header."""
        if len(self.connections) >= MOST:
            self._make_room()
        super().connection_made(transport)
        self._await_header()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop counting it and waiting for it."""
        self._forget_header()
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came; a header that has begun has until its deadline."""
        super().data_received(data)
        if self._is_waiting():
            self._await_header()
        else:
            self._forget_header()

    def pause_writing(self) -> None:
        """The client does not read: it has until the deadline to begin."""
        super().pause_writing()
        if self._unread is None:
            self._unread = self.loop.call_later(UNREAD_SECONDS, self._drop, "unread")

    def resume_writing(self) -> None:
        """The client reads again."""
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection that has been idle for too long."""
        super().timeout_keep_alive_handler()
        self.loop.call_later(UNREAD_SECONDS, self.transport.abort)  # closing waits until all is read

    def _is_waiting(self) -> bool:
        """Whether the next thing to come is a header that has not come whole."""
        return self.conn.their_state is h11.IDLE and bool(self.cycle is None or self.cycle.response_complete)

    def _await_header(self) -> None:
        if self._header is None:
            self._header = self.loop.call_later(HEADER_SECONDS, self._drop, "header")

    def _forget_header(self) -> None:
        if self._header is not None:
            self._header.cancel()
            self._header = None

    def _make_room(self) -> None:
        waiting = [one for one in self.connections if isinstance(one, BoundedProtocol) and one._header is not None]
        if waiting:
            min(waiting, key=lambda one: one._header.when() if one._header else 0.0)._abort()
        if _full.now():
            log.warning("connections_full", most=MOST, unlogged=_full.passed)

    def _drop(self, what: str) -> None:
        if _slow.now():
            log.info("connection_dropped", waited_for=what, unlogged=_slow.passed)
        self._abort()

    def _abort(self) -> None:
        self._forget_header()
        self.connections.discard(self)  # at once: its end is told in the loop's next round only
        self.transport.abort()
