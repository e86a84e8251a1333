"""Passing a question on: a draft that is read and changed first, and opened in a mail program of the reader's own."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fake_gateway import REPLIES, FakeGateway
from tests.browser.test_accessibility import axe, violations
from tests.browser.widget import AMOUNT, Widget

__all__ = ["axe"]
WATCH = """() => {
  window.opened = [];
  HTMLAnchorElement.prototype.click = function () { window.opened.push(this.href); };
}"""


def shown(
    widget: Widget, monkeypatch: pytest.MonkeyPatch, text: str = "Beloppet var 60 000 kronor.", **custom: Any
) -> None:
    reply = {"text": text, "custom": {"kind": "answer", **custom}}
    monkeypatch.setitem(REPLIES, "fråga om [telefonnummer]", [reply])
    widget.page.evaluate(WATCH)
    widget.open().ask("fråga om [telefonnummer]")


def mail(page: Page) -> tuple[str, dict[str, list[str]]]:
    [address] = page.evaluate("() => window.opened")
    parts = urlsplit(address)
    assert parts.scheme == "mailto"
    return parts.path, parse_qs(parts.query)


def test_the_draft_holds_question_answer_and_address(
    widget: Widget, page: Page, gateway: FakeGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(widget, monkeypatch, recipients=["kjv@vgregion.se"])
    asked = len(gateway.questions)
    widget.replies.last.get_by_text("Skicka vidare").click()
    expect(widget.dialog.get_by_label("Till")).to_have_value("kjv@vgregion.se")
    message = widget.dialog.get_by_label("Meddelande")
    message.fill(message.input_value() + "Gäller det nästa år?")
    widget.button("Öppna i e-posten").click()
    to, fields = mail(page)
    assert to == "kjv@vgregion.se"
    [body] = fields["body"]
    for words in ("fråga om [telefonnummer]", "Beloppet var 60 000 kronor.", "Gäller det nästa år?"):
        assert words in body
    assert len(gateway.questions) == asked  # nothing went anywhere


def test_an_address_that_is_none_is_left_out(widget: Widget, monkeypatch: pytest.MonkeyPatch) -> None:
    shown(widget, monkeypatch, recipients=["a@example.org?bcc=b@example.org", "x"])
    widget.replies.last.get_by_text("Skicka vidare").click()
    expect(widget.dialog.get_by_label("Till")).to_have_value("")
    expect(widget.dialog.get_by_text("Källorna ger ingen e-postadress")).to_be_visible()


def test_whoever_needs_a_person_finds_the_draft_open_with_the_question_before(
    widget: Widget, monkeypatch: pytest.MonkeyPatch
) -> None:
    widget.open().ask(AMOUNT)
    reply = {"text": "Fråga KJV.", "custom": {"kind": "no_answer", "reason": "needs_person"}}
    monkeypatch.setitem(REPLIES, "jag vill prata med en människa", [reply])
    widget.ask("jag vill prata med en människa")
    message = widget.replies.last.get_by_label("Meddelande")
    expect(message).to_be_visible()
    assert AMOUNT in message.input_value()


def test_a_text_too_long_for_a_link_is_copied(widget: Widget, page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    shown(widget, monkeypatch, text="En mening som är lång. " * 120)
    widget.replies.last.get_by_text("Skicka vidare").click()
    widget.button("Öppna i e-posten").click()
    expect(widget.dialog.get_by_text("klistra in den i mejlet")).to_be_visible()
    assert "body" not in mail(page)[1]


def test_nothing_of_it_is_wrong_for_those_who_hear_it(
    widget: Widget, page: Page, axe: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(widget, monkeypatch, recipients=["kjv@vgregion.se"])
    widget.replies.last.get_by_text("Skicka vidare").click()
    expect(widget.dialog.get_by_label("Meddelande")).to_be_visible()
    assert violations(page, axe) == []
