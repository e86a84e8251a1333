"""The pictures of docs/img: ``.venv-gateway/bin/python -m tests.browser.doc_pictures [NAME …]``.

From the recorded replies and the sample pages, so nothing has to run; each has a palette of 256 colours, to be small.
Look at them before they are committed; emoji need a font: fonts-noto-color-emoji. Every state of the widget in front of
a whole Lotsen: ``tests.browser.screenshots``.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.answer_site import ROOT, answer_site
from tests.browser.card_drawing import WIDTHS, DrawnCard, Theme
from tests.browser.fake_gateway import FakeGateway
from tests.browser.launching import CHROMIUM, FLAGS
from tests.browser.test_cards import CARDS
from tests.browser.widget import AMOUNT, Widget

IMAGES = ROOT / "docs" / "img"
COLOURS = 256
CELL = "/vard/papperslosa/barn/tandvard"
PATIENT = "/for-patienten/lakarbesok"


def widget(browser: Browser, theme: Theme) -> bytes:
    """The panel with an answer, on the demo page."""
    with FakeGateway() as gateway:
        page = _page(browser, theme, 1180, 800)
        page.goto(gateway.url)
        Widget(page).open().ask(AMOUNT)
        page.mouse.move(1, 1)
        return page.screenshot(animations="disabled")


def card(browser: Browser, theme: Theme) -> bytes:
    """The first recorded reply as a card in a chat, with how it is known opened."""
    page = browser.new_page(locale="sv-SE", reduced_motion="reduce")
    drawn = DrawnCard(page, next(iter(CARDS.values())), theme, WIDTHS["chat"])
    drawn.show_quotes()
    page.mouse.move(1, 1)
    return page.screenshot(full_page=True)


def shown(path: str) -> Callable[[Browser, Theme], bytes]:
    """A page of the gateway's."""

    def picture(browser: Browser, theme: Theme) -> bytes:
        with tempfile.TemporaryDirectory() as folder, answer_site(Path(folder)) as url:
            page = _page(browser, theme, 760, 900)
            page.goto(url + path)
            return page.screenshot()

    return picture


PICTURES: dict[str, Callable[[Browser, Theme], bytes]] = {
    "widget": widget,
    "teams-card": card,
    "vard": shown(CELL),
    "for-patienten": shown(PATIENT),
}
THEMES: dict[str, Theme] = {"": "light", "-dark": "dark"}


def _page(browser: Browser, theme: Theme, width: int, height: int) -> Page:
    return browser.new_page(
        viewport={"width": width, "height": height}, color_scheme=theme, locale="sv-SE", reduced_motion="reduce"
    )


def main(names: list[str], folder: Path = IMAGES) -> None:
    """Draw the named pictures, or all, light and dark."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name in names or PICTURES:
            for ending, theme in THEMES.items():
                drawn = Image.open(io.BytesIO(PICTURES[name](browser, theme))).convert("RGB")
                drawn.quantize(COLOURS).save(folder / f"{name}{ending}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
