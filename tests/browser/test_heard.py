"""What a screen reader says of the panel in four states, from the browser's accessibility tree: heard/*.yml.

Where a change is meant, ``.venv-gateway/bin/python -m tests.browser.test_heard`` writes the files anew: read them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect, sync_playwright

from tests.browser.fake_gateway import FakeGateway
from tests.browser.launching import CHROMIUM, FLAGS
from tests.browser.widget import AMOUNT, Widget

HEARD = Path(__file__).with_name("heard")
UNANSWERED = "vad tjänar en läkare?"
SUGGESTED = ("Har en vuxen asylsökande rätt till tandvård?", "Vad kostar tandvård för en vuxen asylsökande?")


def empty(widget: Widget) -> Locator:
    return widget.open().dialog


def answer(widget: Widget) -> Locator:
    return widget.open().ask(AMOUNT)


def refusal(widget: Widget) -> Locator:
    return widget.open().ask(UNANSWERED)


def suggestions(widget: Widget) -> Locator:
    widget.open().ask(AMOUNT)
    widget.input.fill("tandv")
    expect(widget.dialog.get_by_role("option")).to_have_count(len(SUGGESTED))
    widget.input.press("ArrowDown")
    return widget.dialog.locator("form").filter(has=widget.input)


STATES: dict[str, Callable[[Widget], Locator]] = {
    "empty": empty,
    "answer": answer,
    "refusal": refusal,
    "suggestions": suggestions,
}


def said(widget: Widget, gateway: FakeGateway, state: str) -> str:
    """The tree of a state, without the address that the test's gateway happens to have."""
    gateway.suggestions = [{"question": question, "words": []} for question in SUGGESTED]
    return STATES[state](widget).aria_snapshot().replace(gateway.url, "") + "\n"


@pytest.mark.parametrize("state", STATES)
def test_a_screen_reader_says(widget: Widget, gateway: FakeGateway, state: str) -> None:
    assert said(widget, gateway, state) == (HEARD / f"{state}.yml").read_text(encoding="utf-8")


def test_the_answer_is_heard_before_what_it_rests_on_and_what_can_be_done() -> None:
    heard = (HEARD / "answer.yml").read_text(encoding="utf-8")
    order = ["Lotsen svarade", "Läge:", "60 000 kronor", "Så vet vi det", "Kopiera svaret", "Fråga vidare"]
    places = [heard.index(words) for words in order]
    assert places == sorted(places)


def main() -> None:
    """Write the files."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for state in STATES:
            with FakeGateway() as gateway:
                page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="sv-SE")
                page.goto(gateway.url)
                (HEARD / f"{state}.yml").write_text(said(Widget(page), gateway, state), encoding="utf-8")
                page.close()
        browser.close()


if __name__ == "__main__":
    main()
