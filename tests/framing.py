"""Requests whose header does not say where their body ends, for servers that must refuse them and go on."""

from __future__ import annotations

import socket

FRAMINGS = {
    "below zero": b"Content-Length: -1",
    "with a sign": b"Content-Length: +2",
    "no number": b"Content-Length: many",
    "two lengths": b"Content-Length: 2\r\nContent-Length: 3",
    "length and chunks": b"Content-Length: 2\r\nTransfer-Encoding: chunked",
    "unknown coding": b"Transfer-Encoding: identity",
}
PATIENCE = 5.0  # seconds; a server that reads for ever answers nobody


def status_of(port: int, path: str, framing: bytes) -> int:
    """What a POST with these header lines is answered with; raises TimeoutError when nothing comes."""
    head = b"POST " + path.encode() + b" HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as link:
        link.sendall(head + framing + b"\r\n\r\n{}")
        return int(link.recv(64).split()[1])
