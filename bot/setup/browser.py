"""The browser that the page's tests drive: Debian's chromium, installed where we may, named where we may not."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from bot.setup.failures import CommandFailed
from bot.setup.workshop import Workshop

SETTING = "LOTSEN_CHROMIUM"
PACKAGE = "chromium"
FONT = "fonts-open-sans"  # what fits is judged in one font everywhere, not in whichever the machine has
FOUND = ".build/chromium.txt"  # holds the browser's path


def find_browser(shop: Workshop) -> None:
    """Note where chromium is; as root install it if there is none, otherwise say what to install and go on."""
    path = _path(shop)
    if path is None and os.geteuid() == 0 and shutil.which("apt-get"):
        shop.say(f"installing the system package {PACKAGE}")
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        try:
            shop.run(["apt-get", "update"], quiet)
            shop.run(["apt-get", "install", "-y", "--no-install-recommends", PACKAGE, FONT], quiet)
        except CommandFailed as error:
            shop.say(f"could not be installed: {error.tail[-1] if error.tail else error}")
        path = _path(shop)
    if path is None:
        shop.say(f"no {PACKAGE}: the browser tests are skipped (apt-get install -y {PACKAGE}, or name it in {SETTING})")
        return
    shop.project.build.mkdir(exist_ok=True)
    (shop.project.root / FOUND).write_text(f"{path}\n", encoding="utf-8")


def still_there(noted: Path) -> bool:
    """Whether the browser that was found last time is still where it was."""
    return noted.exists() and os.access(noted.read_text(encoding="utf-8").strip(), os.X_OK)


def _path(shop: Workshop) -> str | None:
    named = shop.settings.get(SETTING)
    return shutil.which(named or PACKAGE, path=shop.settings.get("PATH"))
