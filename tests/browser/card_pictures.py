"""Pictures of every card at every width, light and dark: ``python -m tests.browser.card_pictures FOLDER [NAME …]``.

Look at them before a release; docs/img has the first one: ``tests.browser.doc_pictures``. Emoji need a font:
fonts-noto-color-emoji.
"""

from __future__ import annotations

import itertools
import re
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.card_drawing import THEMES, WIDTHS, DrawnCard
from tests.browser.launching import CHROMIUM, FLAGS
from tests.browser.test_cards import CARDS


def take(page: Page, folder: Path, name: str) -> None:
    """The card as it comes, and with its quotations and choices shown."""
    for theme, (place, width) in itertools.product(THEMES, WIDTHS.items()):
        drawn = DrawnCard(page, CARDS[name], theme, width)
        stem = "-".join(re.findall(r"\w+", name))
        page.screenshot(path=folder / f"{stem}-{place}-{theme}.png", full_page=True)
        drawn.show_quotes()
        drawn.show_choices()
        page.mouse.move(1, 1)
        page.screenshot(path=folder / f"{stem}-{place}-{theme}-quotes.png", full_page=True)


def main(folder: Path, names: list[str]) -> None:
    """Take the named cards, or all."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(locale="sv-SE", reduced_motion="reduce")
        for name in names or CARDS:
            take(page, folder, name)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
