"""Connections that are opened and then left: silent, with half a header, or by a client that never reads."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import httpx
import pytest
from fake_rasa import served
from structlog.testing import capture_logs

from bot.gateway import connections
from bot.gateway.app import create_app
from bot.gateway.connections import BoundedProtocol
from bot.gateway.seldom import Seldom

HALF = b"POST /api/chat HTTP/1.1\r\nHost: localhost\r\nContent-Ty"
ASKING = b"GET /api/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture
def url(settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(connections, "HEADER_SECONDS", 2.0)
    monkeypatch.setattr(connections, "UNREAD_SECONDS", 1.0)
    monkeypatch.setattr(connections, "MOST", 100)
    with served(create_app(settings()), http=BoundedProtocol) as address:
        yield address


def opened(url: str, stack: ExitStack, sent: bytes) -> socket.socket:
    address = urlsplit(url)
    link = stack.enter_context(socket.create_connection((address.hostname, address.port), timeout=10))
    link.sendall(sent)
    return link


def ask_without_reading(link: socket.socket) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        link.sendall(ASKING)
        time.sleep(0.001)


def is_closed(link: socket.socket) -> bool:
    """Whether the other side ends it within ten seconds."""
    try:
        while link.recv(65536):
            pass
    except ConnectionError:
        return True
    except TimeoutError:
        return False
    return True


@pytest.mark.parametrize("sent", [b"", HALF])
def test_five_hundred_connections_that_say_no_more_lock_nobody_out(url: str, sent: bytes) -> None:
    with ExitStack() as stack, capture_logs() as logged:
        links = [opened(url, stack, sent) for _ in range(500)]
        answer = httpx.post(f"{url}/api/chat", json={"message": "hej"}, timeout=10)
        assert answer.status_code == 200
        assert all(is_closed(link) for link in links)
    lines = [line for line in logged if line["event"] in ("connections_full", "connection_dropped")]
    assert len(lines) <= 2  # not one for each


def test_second_header_that_stays_half_is_given_up_too(url: str) -> None:
    with ExitStack() as stack:
        link = opened(url, stack, b"GET /api/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert link.recv(65536).startswith(b"HTTP/1.1 200")
        link.sendall(HALF)
        began = time.monotonic()
        assert is_closed(link)
        assert time.monotonic() - began < 8


def test_client_that_never_reads_is_given_up(url: str) -> None:
    with ExitStack() as stack:
        address = urlsplit(url)
        link = stack.enter_context(socket.socket())
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        link.settimeout(10)
        link.connect((address.hostname, address.port))
        with pytest.raises(ConnectionError):
            ask_without_reading(link)
        assert httpx.get(f"{url}/api/health/live", timeout=10).status_code == 200


def test_seldom_counts_what_it_holds_back() -> None:
    now = [0.0]
    seldom = Seldom(10.0, lambda: now[0])
    assert [seldom.now() for _ in range(3)] == [True, False, False]
    now[0] = 10.0
    assert (seldom.now(), seldom.passed) == (True, 2)
