"""From an answer in the chat to its page, and from the introduction to the care table by hand."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.fake_gateway import REPLIES, FakeGateway
from tests.browser.widget import AMOUNT, DEADLINE, Widget

PATH = "/svar/kompetensutvecklingsbidrag.amount.max.small"


def test_an_answer_leads_to_its_page(widget: Widget, gateway: FakeGateway) -> None:
    link = widget.open().ask(AMOUNT).get_by_role("link", name="Visa som sida")
    expect(link).to_have_attribute("href", gateway.url + PATH)
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_the_address_of_the_page_can_be_copied(widget: Widget, context: BrowserContext, gateway: FakeGateway) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=gateway.url)
    widget.open().ask(AMOUNT)
    widget.button("Kopiera länk").click()
    expect(widget.dialog.get_by_text("Länken är kopierad.")).to_be_visible()
    assert widget.page.evaluate("navigator.clipboard.readText()") == gateway.url + PATH


def test_on_a_page_elsewhere_the_address_is_the_gateways(page: Page, gateway: FakeGateway) -> None:
    with FakeGateway() as intranet:
        gateway.allowed_origin = intranet.url
        intranet.policy = ""
        script = f'<script src="{gateway.url}/widget.js" defer></script>'
        intranet.pages["/sida"] = f'<!doctype html><html lang="sv"><title>Sida</title>{script}' + (
            f'<lotsen-chat endpoint="{gateway.url}"></lotsen-chat></html>'
        )
        page.goto(f"{intranet.url}/sida")
        link = Widget(page).open().ask(AMOUNT).get_by_role("link", name="Visa som sida")
        expect(link).to_have_attribute("href", gateway.url + PATH)


def test_what_has_no_page_offers_none(widget: Widget) -> None:
    reply = widget.open().ask(DEADLINE)
    expect(reply.get_by_role("link", name="Visa som sida")).to_have_count(0)
    expect(reply.get_by_role("button", name="Kopiera länk")).to_have_count(0)


@pytest.mark.parametrize(
    "path", ["javascript:alert(1)", "//evil.example/svar/a", "https://evil.example", "/api/chat", 7]
)
def test_only_the_gateways_own_pages_are_linked(widget: Widget, monkeypatch: pytest.MonkeyPatch, path: object) -> None:
    [message] = REPLIES[AMOUNT]
    monkeypatch.setitem(REPLIES, AMOUNT, [{**message, "custom": {**message["custom"], "page": path}}])
    expect(widget.open().ask(AMOUNT).get_by_role("link", name="Visa som sida")).to_have_count(0)


def test_the_introduction_leads_to_the_care_table_by_hand(widget: Widget, gateway: FakeGateway) -> None:
    link = widget.open().dialog.get_by_role("link", name="Hitta vad som gäller för patienten")
    expect(link).to_have_attribute("href", f"{gateway.url}/vard")


def test_an_answer_leads_to_the_text_for_the_patient(
    widget: Widget, gateway: FakeGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    [message] = REPLIES[AMOUNT]
    custom = {**message["custom"], "patient_page": "/for-patienten/lakarbesok"}
    monkeypatch.setitem(REPLIES, AMOUNT, [{**message, "custom": custom}])
    link = widget.open().ask(AMOUNT).get_by_role("link", name="Text för patienten")
    expect(link).to_have_attribute("href", f"{gateway.url}/for-patienten/lakarbesok")


@pytest.mark.parametrize("path", ["javascript:alert(1)", "https://evil.example/for-patienten/a", "/svar/a", None])
def test_only_a_text_of_the_gateways_is_linked(
    widget: Widget, monkeypatch: pytest.MonkeyPatch, path: str | None
) -> None:
    [message] = REPLIES[AMOUNT]
    monkeypatch.setitem(REPLIES, AMOUNT, [{**message, "custom": {**message["custom"], "patient_page": path}}])
    expect(widget.open().ask(AMOUNT).get_by_role("link", name="Text för patienten")).to_have_count(0)
