"""On paper: the conversation as a document when the panel is open, nothing of the widget when it is closed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.widget import AMOUNT, DEFERRABLE, Widget

BEFORE = "() => dispatchEvent(new Event('beforeprint'))"
AFTER = "() => dispatchEvent(new Event('afterprint'))"


def print_from(page: Page) -> None:
    """Puts the page in the state in which a browser draws it on paper."""
    page.evaluate(BEFORE)
    page.emulate_media(media="print")


def test_a_closed_widget_leaves_nothing_on_paper(widget: Widget, page: Page) -> None:
    print_from(page)
    expect(page.get_by_role("heading", name="Bidrag och migranters rätt till vård")).to_be_visible()
    expect(widget.launcher).to_be_hidden()
    expect(page.locator("lotsen-chat")).to_be_hidden()


def test_a_panel_without_a_conversation_leaves_nothing_on_paper(widget: Widget, page: Page) -> None:
    widget.open()
    print_from(page)
    expect(page.get_by_role("heading", name="Bidrag och migranters rätt till vård")).to_be_visible()
    expect(widget.dialog).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 320], ids=["beside the page", "over the page"])
def test_an_open_conversation_is_the_document(widget: Widget, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    widget.open().ask(AMOUNT)
    widget.ask(DEFERRABLE)
    print_from(page)
    expect(page.locator("h1")).to_be_hidden()
    for words in ("Du frågade", "Maxbeloppet för en liten enhet", "för en liten enhet 60 000 kronor", "Utskrivet"):
        expect(widget.dialog.get_by_text(words).first).to_be_visible()
    for part in (".composer", "header button", ".tools", ".further", "#launcher"):
        expect(page.locator(part).locator("visible=true")).to_have_count(0)
    assert page.locator("dialog").evaluate("one => getComputedStyle(one).position") != "fixed"
    whole = page.locator("dialog").evaluate("one => one.scrollHeight - one.clientHeight")
    assert whole <= 1
    links = page.locator(".source a").first.evaluate("one => getComputedStyle(one, '::after').content")
    assert "https://www.vgregion.se" in links


def test_dark_is_not_printed(widget: Widget, page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    widget.open().ask(AMOUNT)
    page.evaluate(BEFORE)
    page.emulate_media(media="print", color_scheme="dark")
    colour = page.locator(".words").first.evaluate("one => getComputedStyle(one).color")
    assert colour == "rgb(23, 37, 45)"


def test_after_printing_all_is_as_before(widget: Widget, page: Page) -> None:
    reply = widget.open().ask(AMOUNT)
    print_from(page)
    expect(reply.locator("blockquote").first).to_be_visible()
    page.evaluate(AFTER)
    page.emulate_media(media="screen")
    expect(page.locator("h1")).to_be_visible()
    expect(reply.locator("blockquote").first).to_be_hidden()
    assert page.evaluate("document.adoptedStyleSheets.length") == 0


def test_a_long_conversation_takes_as_many_pages_as_it_needs(widget: Widget, page: Page) -> None:
    widget.open()
    for _ in range(4):
        widget.ask(DEFERRABLE)
    paper = page.pdf(format="A4")
    assert paper.count(b"/Type /Page\n") > 1
