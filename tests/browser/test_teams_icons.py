"""The icons of the Teams app are what their SVG files show: whoever changes one draws the other anew."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser

from bot.gateway.teams.package.draw_icons import draw
from bot.gateway.teams.package.icon_check import COLOUR, FOLDER, OUTLINE, Icon

SMOOTHING = 24  # of 255: edges differ a little between versions of chromium


@pytest.mark.parametrize("icon", [COLOUR, OUTLINE], ids=lambda icon: icon.file)
def test_an_icon_is_drawn_from_its_svg_file(browser: Browser, icon: Icon) -> None:
    drawn = draw(browser, icon).convert("RGBA")
    kept = Image.open(FOLDER / icon.file).convert("RGBA")
    assert kept.size == drawn.size
    difference = ImageChops.difference(kept, drawn)
    assert max(high for _, high in difference.getextrema()) <= SMOOTHING
