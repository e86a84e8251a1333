"""Whose program is at the other end of a connection on this machine: Linux's table of connections tells.

What runs as our own user can read our secret's file, so it is let in without the secret: ``curl`` and tools for
measuring need none. Another user of the machine is told apart here.
"""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Iterable
from pathlib import Path

TABLE = Path("/proc/net/tcp")
ESTABLISHED = "01"  # a caller that has closed already stands there as root's
Address = tuple[str, int]


def is_ours(caller: Address, here: Address, table: Path = TABLE) -> bool:
    """Whether the program that called from ``caller`` and is connected to ``here`` runs as our own user.

    Of IPv4 on this machine only; never where the table cannot be read.
    """
    try:
        with table.open(encoding="ascii") as lines:
            return user_of(lines, caller, here) == os.geteuid()
    except (OSError, ValueError):
        return False


def user_of(lines: Iterable[str], caller: Address, here: Address) -> int | None:
    """The user who holds the caller's end of the connection, by the table's lines; None where it is not there.

    Raises OSError for an address that is none of IPv4's.
    """
    ends = [_as_written(caller), _as_written(here), ESTABLISHED]
    for line in lines:
        fields = line.split()
        if fields[1:4] == ends:
            return int(fields[7])
    return None


def _as_written(address: Address) -> str:
    """As the table writes it: the four bytes as one number of this machine's, and the port, in hexadecimal."""
    host, port = address
    return f"{struct.unpack('=I', socket.inet_aton(host))[0]:08X}:{port:04X}"
