"""Ports that no other user of the machine can take while a server of ours is started again.

Whoever took one would be told the next question, and the servers' secret. So what keeps the servers holds their ports
too, without listening; Linux lets only sockets of the same user share a port, and only if all of them say so.
"""

from __future__ import annotations

import socket
import sys
from typing import Any

#: Elsewhere the option exists and means something else.
CAN_BE_SHARED = sys.platform == "linux"


def held(host: str, port: int) -> list[socket.socket]:
    """The port, held at each address of the host until the sockets are closed; raises OSError.

    Without SO_REUSEADDR, which would let in anybody who sets it too as long as nobody listens.
    """
    return [_bound(*place, again=False) for place in _places(host, port)] if CAN_BE_SHARED else []


def shared(host: str, port: int) -> list[socket.socket]:
    """A socket to serve on for each address of the host, beside those that hold the port; raises OSError."""
    return [_bound(*place, again=True) for place in _places(host, port)]


def _places(host: str, port: int) -> list[tuple[socket.AddressFamily, Any]]:
    found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    return list(dict.fromkeys((family, address) for family, _, _, _, address in found))


def _bound(family: socket.AddressFamily, address: Any, again: bool) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        if again:  # connections of the last server's may linger
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if CAN_BE_SHARED:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        if family is socket.AF_INET6:  # 0.0.0.0 has a socket of its own
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind(address)
    except OSError:
        made.close()
        raise
    return made
