"""Requests as another user of the machine sends them: only root can do so in a test."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterable
from typing import Any

import pytest

NOBODY = 65534
PATIENCE = 10.0  # seconds

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can call as another user")


def as_another_user(port: int, method: str, path: str, body: Any = None, *headers: str) -> tuple[int, str]:
    """Status and text of the answer to one request from a socket that belongs to nobody."""
    with _sent(port, method, path, body, headers) as link:
        answer = b""
        while piece := link.recv(65536):
            answer += piece
    return int(answer.split()[1]), answer.decode()


def hang_up_at_once(port: int, method: str, path: str, body: Any) -> None:
    """Send a request likewise, and close before it can be answered."""
    _sent(port, method, path, body, ()).close()


def taken_by_another_user(host: str, port: int, options: Iterable[int] = ()) -> bool:
    """Whether another user, whose socket has these options, can listen there."""
    with _of_another_user() as made:
        for option in options:
            made.setsockopt(socket.SOL_SOCKET, option, 1)
        try:
            made.bind((host, port))
            made.listen()
        except OSError:
            return False
    return True


def _of_another_user() -> socket.socket:
    """A socket; it belongs to whoever makes it."""
    os.seteuid(NOBODY)
    try:
        return socket.socket()
    finally:
        os.seteuid(0)


def _sent(port: int, method: str, path: str, body: Any, headers: tuple[str, ...]) -> socket.socket:
    link = _of_another_user()
    sent = b"" if body is None else json.dumps(body).encode()
    head = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close", *headers]
    head += ["Content-Type: application/json", f"Content-Length: {len(sent)}"]
    link.settimeout(PATIENCE)
    link.connect(("127.0.0.1", port))
    link.sendall("\r\n".join(head).encode() + b"\r\n\r\n" + sent)
    return link
