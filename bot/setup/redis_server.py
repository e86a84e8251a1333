"""The Redis that tests of several servers start: Debian's redis-server."""

from __future__ import annotations

import shutil

from bot.setup.debian import note_program
from bot.setup.workshop import Workshop

PACKAGE = "redis-server"
FOUND = ".build/redis-server.txt"  # holds the program's path


def find_redis(shop: Workshop) -> None:
    """Note where redis-server is; as root install it if there is none, otherwise say what to install and go on."""
    note_program(
        shop,
        lambda: shutil.which(PACKAGE, path=shop.settings.get("PATH")),
        (PACKAGE,),
        FOUND,
        f"no {PACKAGE}: the tests of servers that share a Redis are skipped (apt-get install -y {PACKAGE})",
    )
