"""A reply's text is plain text: no sign in it means anything, and only addresses become links."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fake_gateway import REPLIES
from tests.browser.widget import Widget

LINES = ["Om ”*akut*” framgår inget.", "3. Skicka in", "# Rubrik", "- punkt", "**Fet** och `kod`", "1 < 2 & <b>rå</b>"]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(REPLIES, "tecken", [{"text": "\n".join(LINES), "custom": {"kind": "smalltalk"}}])


@pytest.mark.usefixtures("said")
def test_every_line_is_a_paragraph_with_its_signs(widget: Widget) -> None:
    words = widget.open().ask("tecken").locator(".words")
    expect(words.locator("p")).to_have_text(LINES)
    expect(words.locator("ol, ul, li, h1, strong, em, code, b")).to_have_count(0)


@pytest.mark.parametrize("typed", ["3. Skicka in\n# Rubrik", "*akut* nu"])
def test_what_was_typed_is_shown_as_it_was_typed(widget: Widget, typed: str) -> None:
    widget.open().ask(typed)
    expect(widget.log.locator(".user p")).to_have_text(typed, use_inner_text=True)


def test_addresses_become_links_without_what_closes_the_sentence(
    widget: Widget, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Se https://example.org/a_b?c=d. Eller ”http://example.org/e” (mejla a.b@example.org)."
    monkeypatch.setitem(REPLIES, "adresser", [{"text": text, "custom": {"kind": "smalltalk"}}])
    words = widget.open().ask("adresser").locator(".words")
    expect(words).to_have_text(text)
    hrefs = words.locator("a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert hrefs == ["https://example.org/a_b?c=d", "http://example.org/e", "mailto:a.b@example.org"]


def test_nothing_in_a_reply_can_run(widget: Widget, page: Page) -> None:
    reply = widget.open().ask("markdown")
    words = reply.locator(".words")
    expect(words).to_contain_text("**Fet** och *kursiv*.")
    expect(words).to_contain_text('<b>rå</b> <img src=x onerror="window.harmed=1">')
    expect(words).to_contain_text("[klicka](javascript:window.harmed=1)")
    expect(words.locator("img, script, h1, table, b, strong, li")).to_have_count(0)
    hrefs = reply.locator("a[href]").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert hrefs == [
        "https://example.org/a",
        "mailto:a@example.org",
        "https://evil.example/x.png",
        "mailto:a@example.org%3Fbcc%3Db%40example.org",
    ]
    reply.locator(".sources summary").click()
    expect(reply.locator(".source")).to_have_text("<i>Titel</i>")
    assert page.evaluate("window.harmed") is None
