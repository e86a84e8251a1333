"""Teams' cards drawn by Microsoft's renderer, with Microsoft's settings for Teams, in the test's browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Locator, Page

from tests.browser.needs import needed

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
HERE = Path(__file__).parent / "cards"
MODULES = HERE / "node_modules"
DESIGNER = MODULES / "adaptivecards-designer"
SCRIPTS = (
    MODULES / "adaptivecards" / "dist" / "adaptivecards.js",
    MODULES / "markdown-it" / "dist" / "markdown-it.min.js",
    HERE / "draw.js",
)
#: Widths of a card in Teams, in pixels: on a phone, in a chat beside something else, in a wide window.
WIDTHS = {"mobile": 320, "chat": 450, "wide": 760}
_COLOURS = {"light": ("#f5f5f5", "#ffffff", "#6264a7"), "dark": ("#1f1f1f", "#2d2c2c", "#a6a7dc")}
_PAGE = """<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Kort</title><style>
body { margin: 0; padding: 12px; background: %s; font-family: "Segoe UI", "Open Sans", sans-serif; }
main { background: %s; border-radius: 4px; width: %dpx; box-sizing: border-box; }
p { margin: 0; }
a.ac-anchor.ac-anchor:link { color: %s; } /* the renderer's own dark links are as dark as the light ones */
</style></head><body><main id="card"></main></body></html>"""


class DrawnCard:
    """A card on a page: ``faults`` is what the renderer says is wrong with it."""

    def __init__(self, page: Page, card: dict[str, Any], theme: Theme = "light", width: int = WIDTHS["chat"]) -> None:
        for file in (*SCRIPTS, DESIGNER / "package.json"):
            needed(file, f"npm ci --prefix {HERE.relative_to(HERE.parents[2])}")
        self.page = page
        page.goto("about:blank")  # nothing of the page before: neither its scripts nor its policy
        page.set_viewport_size({"width": width + 24, "height": 100})
        behind, card_colour, link = _COLOURS[theme]
        page.set_content(_PAGE % (behind, card_colour, width, link))
        page.add_style_tag(path=DESIGNER / "dist" / "containers" / f"teams-container-{theme}.css")
        for script in SCRIPTS:
            page.add_script_tag(path=script)
        settings = json.loads((DESIGNER / "lib" / "hostConfigs" / f"microsoft-teams-{theme}.json").read_text("utf-8"))
        self.faults: list[str] = page.evaluate("([card, settings]) => drawCard(card, settings)", [card, settings])
        self.root: Locator = page.locator("#card")

    @property
    def text(self) -> str:
        """What is to be seen, a line for each block."""
        return self.root.inner_text().replace("\u00a0", " ").replace("\u200b", "")

    def show_quotes(self) -> None:
        """Presses the button that shows how the answer is known, with what the sources say."""
        for button in self.root.get_by_role("button", name=re.compile("Så vet vi det")).all():
            button.click()

    def show_choices(self) -> None:
        """Presses "Ändra" where it stands."""
        for button in self.root.get_by_role("button", name="Ändra").all():
            button.click()

    def links(self) -> list[str]:
        """The addresses of all links."""
        return [link.get_attribute("href") or "" for link in self.root.locator("a").all()]

    @property
    def executed(self) -> list[dict[str, Any]]:
        """The actions that were pressed: title, data, url."""
        executed: list[dict[str, Any]] = self.page.evaluate("window.executed")
        return executed
