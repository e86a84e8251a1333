"""Draws the icons anew from their SVG files: ``.venv-gateway/bin/python -m bot.gateway.teams.package.draw_icons``.

For development: needs chromium (``LOTSEN_CHROMIUM`` as for the browser tests) and playwright, which comes with the
tests' packages. tests/browser/test_teams_icons.py tells when a drawing and its SVG file no longer agree.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from bot.gateway.teams.package.icon_check import COLOUR, FOLDER, OUTLINE, Icon

#: A sandbox needs rights that root in a container does not have.
FLAGS = ["--no-sandbox", "--force-color-profile=srgb"]


def draw(browser: Browser, icon: Icon, folder: Path = FOLDER) -> Image.Image:
    """The picture of an icon's SVG file, in its own size on nothing."""
    page = browser.new_page(viewport={"width": icon.size, "height": icon.size})
    svg = (folder / icon.file).with_suffix(".svg").read_text(encoding="utf-8")
    page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{svg}")
    picture = Image.open(io.BytesIO(page.screenshot(omit_background=True))).convert("RGBA")
    page.close()
    return _white(picture) if icon.outline else picture.convert("RGB")


def _white(picture: Image.Image) -> Image.Image:
    """Pure white, as opaque as drawn: smoothing leaves edges that are almost white."""
    white = Image.new("RGBA", picture.size, (255, 255, 255, 0))
    white.putalpha(picture.getchannel("A"))
    return white


def main() -> None:
    """Draw the app's icons with a browser, from their SVG."""
    chromium = os.environ.get("LOTSEN_CHROMIUM") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for icon in (COLOUR, OUTLINE):
            draw(browser, icon).save(FOLDER / icon.file, optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
