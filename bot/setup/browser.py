"""The browser that the page's tests drive: Debian's chromium."""

from __future__ import annotations

import shutil

from bot.setup.debian import note_program
from bot.setup.workshop import Workshop

SETTING = "LOTSEN_CHROMIUM"
PACKAGE = "chromium"
FONT = "fonts-open-sans"  # what fits is judged in one font everywhere, not in whichever the machine has
FOUND = ".build/chromium.txt"  # holds the browser's path


def find_browser(shop: Workshop) -> None:
    """Note where chromium is; as root install it if there is none, otherwise say what to install and go on."""
    named = shop.settings.get(SETTING)
    note_program(
        shop,
        lambda: shutil.which(named or PACKAGE, path=shop.settings.get("PATH")),
        (PACKAGE, FONT),
        FOUND,
        f"no {PACKAGE}: the browser tests are skipped (apt-get install -y {PACKAGE}, or name it in {SETTING})",
    )
