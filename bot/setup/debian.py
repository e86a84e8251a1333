"""Programs that tests drive and that Debian has: installed where we may, named where we may not."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Callable, Sequence

from bot.setup.failures import CommandFailed
from bot.setup.workshop import Workshop


def note_program(
    shop: Workshop, find: Callable[[], str | None], packages: Sequence[str], found: str, otherwise: str
) -> None:
    """Write where a program is to the file ``found``; as root install its packages if it is nowhere.

    Otherwise say what to do about it and go on.
    """
    path = find()
    if path is None and os.geteuid() == 0 and shutil.which("apt-get"):
        shop.say(f"installing the system package {packages[0]}")
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        try:
            shop.run(["apt-get", "update"], quiet)
            shop.run(["apt-get", "install", "-y", "--no-install-recommends", *packages], quiet)
        except CommandFailed as error:
            shop.say(f"could not be installed: {error.tail[-1] if error.tail else error}")
        path = find()
    if path is None:
        shop.say(otherwise)
        return
    shop.project.build.mkdir(exist_ok=True)
    (shop.project.root / found).write_text(f"{path}\n", encoding="utf-8")


def still_there(noted: Path) -> bool:
    """Whether the program that was found last time is still where it was."""
    return noted.exists() and os.access(noted.read_text(encoding="utf-8").strip(), os.X_OK)
