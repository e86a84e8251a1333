"""Draws docs/img/vard.png and vard-dark.png: a cell of the care table as a page, in light and in dark colours.

``.venv-gateway/bin/python -m tests.browser.answer_page_picture``
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.answer_site import ROOT, answer_site
from tests.browser.launching import CHROMIUM, FLAGS

PATH = "/vard/papperslosa/barn/tandvard"
IMAGES = ROOT / "docs" / "img"


def main() -> None:
    """Write the pictures."""
    with tempfile.TemporaryDirectory() as folder, answer_site(Path(folder)) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for scheme, name in (("light", "vard.png"), ("dark", "vard-dark.png")):
            context = browser.new_context(viewport={"width": 760, "height": 900}, color_scheme=scheme)
            page = context.new_page()
            page.goto(url + PATH)
            page.screenshot(path=IMAGES / name)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
