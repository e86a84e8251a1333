"""Pictures of every state, from a running Lotsen: ``python -m tests.browser.screenshots http://127.0.0.1:8000 FOLDER``.

Look at them before a release. Those of docs/img need nothing that runs: ``tests.browser.doc_pictures``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Route, expect, sync_playwright

from tests.browser.launching import CHROMIUM, FLAGS
from tests.browser.widget import AMOUNT, ASSUMING, DEADLINE, DEFERRABLE, Widget

WIDE: dict[str, Any] = {"viewport": {"width": 1180, "height": 800}}
NARROW: dict[str, Any] = {"viewport": {"width": 320, "height": 640}}
ZOOMED: dict[str, Any] = {"viewport": {"width": 320, "height": 256}}
PATIENCE = 30_000  # milliseconds for a real answer


def nothing(widget: Widget) -> None:
    """The page as it loads."""


def opened(widget: Widget) -> None:
    widget.open()


def asking(*questions: str) -> Callable[[Widget], None]:
    def act(widget: Widget) -> None:
        widget.open()
        for question in questions:
            before = widget.replies.count()
            widget.send(question)
            expect(widget.replies).not_to_have_count(before, timeout=PATIENCE)

    return act


def quoting(widget: Widget) -> None:
    asking(AMOUNT)(widget)
    widget.replies.last.locator(".sources summary").first.click()


def changing(widget: Widget) -> None:
    asking(ASSUMING)(widget)
    widget.replies.last.locator(".understood > button").last.click()


def refused(widget: Widget) -> None:
    asking(AMOUNT)(widget)
    widget.page.route("**/api/chat", lambda route: _hang_up(route))
    widget.send("och en stor?")
    expect(widget.alert.locator("p")).to_be_visible()


def _hang_up(route: Route) -> None:
    route.abort("connectionrefused")


STATES: dict[str, tuple[dict[str, Any], Callable[[Widget], None]]] = {
    "closed": (WIDE, nothing),
    "intro": (WIDE, opened),
    "answered": (WIDE, asking(AMOUNT)),
    "follow-up": (WIDE, asking(AMOUNT, "och en stor?")),
    "quoted": (WIDE, quoting),
    "clarify": (WIDE, asking(DEADLINE)),
    "care": (WIDE, asking(DEFERRABLE)),
    "assumed": (WIDE, asking(ASSUMING)),
    "changing": (WIDE, changing),
    "changing-dark": ({**WIDE, "color_scheme": "dark"}, changing),
    "no-answer": (WIDE, asking("vad tjänar en läkare i regionen?")),
    "error": (WIDE, refused),
    "dark": ({**WIDE, "color_scheme": "dark"}, asking(AMOUNT)),
    "high-contrast": ({**WIDE, "forced_colors": "active"}, asking(AMOUNT)),
    "narrow-intro": (NARROW, opened),
    "narrow": (NARROW, asking(AMOUNT)),
    "narrow-assumed": (NARROW, asking(ASSUMING)),
    "narrow-changing": (NARROW, changing),
    "zoomed-intro": (ZOOMED, opened),
    "zoomed": (ZOOMED, asking(AMOUNT)),
    "zoomed-changing": (ZOOMED, changing),
}


def take(browser: Browser, url: str, folder: Path, name: str) -> None:
    settings, act = STATES[name]
    context = browser.new_context(locale="sv-SE", reduced_motion="reduce", **settings)
    page = context.new_page()
    page.goto(url)
    act(Widget(page))
    page.mouse.move(1, 1)
    page.screenshot(path=folder / f"{name}.png", animations="disabled")
    context.close()


def main(url: str, folder: Path, names: list[str]) -> None:
    """Take the named states, or all."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name in names or STATES:
            take(browser, url, folder, name)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
