"""Serves the desk on its socket: ``python -m bot.desk``."""

from __future__ import annotations

import os
import socket
import sqlite3
import sys
from pathlib import Path

import uvicorn

from bot.desk.app import create_app
from bot.desk.desk import Desk
from bot.desk.settings import read_settings
from bot.ending import end_in_order
from knowledge.store import StoreError


def main() -> None:
    """Serve until told to stop. What keeps it from starting is one line on standard error."""
    end_in_order()  # the store of the drafts lies in a temporary folder
    try:
        settings = read_settings()
        app = create_app(Desk(settings))
        listening = own_socket(settings.socket)
    except (StoreError, OSError, sqlite3.Error) as error:
        sys.exit(f"The desk cannot start: {error}")
    server = uvicorn.Server(uvicorn.Config(app, ws="none", access_log=False, server_header=False, log_level="warning"))
    server.run(sockets=[listening])


def own_socket(path: Path) -> socket.socket:
    """A socket that only this user reaches: whoever does is believed when they say who they are.

    Not by uvicorn, which lets everybody on the machine reach those that it makes. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # left by a process that was killed
    made = socket.socket(socket.AF_UNIX)
    before = os.umask(0o177)
    try:
        made.bind(str(path))
    finally:
        os.umask(before)
    return made


if __name__ == "__main__":
    main()
