"""axe-core over the whole page in every state: WCAG 2.0–2.2 A and AA and axe's best practices, no violation allowed."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import results, script, unsure_contrasts, wrong
from tests.browser.fake_gateway import FakeGateway
from tests.browser.widget import AMOUNT, ASSUMING, ASSUMING_OF_TWO, DEADLINE, DEFERRABLE, Widget


@pytest.fixture(scope="module")
def axe() -> str:
    return script()


def violations(page: Page, axe: str) -> list[str]:
    """What axe finds wrong, and contrasts of shown words that it could not work out; a line per rule and place."""
    found = results(page, axe, least=20)
    return [
        *wrong(found),
        *unsure_contrasts(found, lambda node: not scrolled_away(node) and not under_a_list(page, node)),
    ]


def scrolled_away(node: dict[str, Any]) -> bool:
    """Whether axe could not see the words because the panel is scrolled past them."""
    return all((check["data"] or {}).get("messageKey") == "elmPartiallyObscured" for check in node["any"])


def under_a_list(page: Page, node: dict[str, Any]) -> bool:
    """Whether a list is open and the words are not in it: axe cannot look past it; other states show them uncovered."""
    found = """selector => {
      const root = document.querySelector("lotsen-chat").shadowRoot;
      const open = root.querySelector(":popover-open, .suggestions:not([hidden])");
      return Boolean(open) && !root.querySelector(selector)?.closest("[popover], .suggestions");
    }"""
    return bool(page.evaluate(found, node["target"][-1][-1]))


def answered(widget: Widget, gateway: FakeGateway) -> None:
    widget.open().ask(DEFERRABLE)
    widget.ask("vad tjänar en läkare?")
    widget.ask(AMOUNT).locator(".sources summary").click()
    widget.button("Nej, svaret hjälpte inte").last.click()
    expect(widget.button("Skicka kommentar")).to_be_visible()


def asked_back(widget: Widget, gateway: FakeGateway) -> None:
    widget.open().ask(DEADLINE)


def failed(widget: Widget, gateway: FakeGateway) -> None:
    gateway.mode = "down"
    widget.open().send(AMOUNT)
    expect(widget.alert.locator("p")).to_be_visible()


def waiting(widget: Widget, gateway: FakeGateway) -> None:
    gateway.mode = "hold"
    widget.open().send(AMOUNT)
    expect(widget.dialog.get_by_text("Lotsen letar")).to_be_visible()


def explained(widget: Widget, gateway: FakeGateway) -> None:
    widget.open().ask("felsök").get_by_text("Felsökning").click()


def every_status(widget: Widget, gateway: FakeGateway) -> None:
    widget.open()
    for question in ("kommande?", "vad är målen i färdplanen?", "Går det att söka Utlysning 2021?"):
        widget.ask(question)


def assumed(widget: Widget, gateway: FakeGateway) -> None:
    widget.open().ask(ASSUMING_OF_TWO)
    widget.ask(ASSUMING)


def changing(widget: Widget, gateway: FakeGateway) -> None:
    assumed(widget, gateway)
    widget.button("papperslös ändra").click()
    expect(widget.button("Asylsökande")).to_be_visible()


def paused(widget: Widget, gateway: FakeGateway) -> None:
    widget.page.clock.install()
    widget.open().ask(ASSUMING)
    widget.page.clock.fast_forward("31:00")
    expect(widget.button("Fortsätt där vi var")).to_be_visible()
    widget.button("Fortsätt där vi var").click()
    expect(widget.replies).to_have_count(2)
    widget.ask(AMOUNT)
    widget.page.clock.fast_forward("31:00")
    expect(widget.button("Fortsätt där vi var")).to_be_visible()
    widget.page.clock.resume()


def unfolded(widget: Widget, gateway: FakeGateway) -> None:
    widget.open().ask(DEFERRABLE).locator(".sources summary").click()
    expect(widget.replies.last.get_by_text("Kunskapsguiden")).to_be_visible()


def left(widget: Widget, gateway: FakeGateway) -> None:
    gateway.mode = "hold"
    widget.open().send(AMOUNT)
    expect(widget.dialog.get_by_text("Lotsen letar")).to_be_visible()
    widget.page.reload()
    if not widget.dialog.is_visible():
        widget.open()
    expect(widget.alert.locator("p")).to_be_visible()


STATES = {
    "closed": lambda widget, gateway: None,
    "open": lambda widget, gateway: widget.open(),
    "answered": answered,
    "asked back": asked_back,
    "waiting": waiting,
    "failed": failed,
    "every status": every_status,
    "debug": explained,
    "assumed": assumed,
    "changing": changing,
    "paused": paused,
    "unfolded": unfolded,
    "left": left,
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(browser: Browser, gateway: FakeGateway, axe: str, state: str, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(gateway.url)
    STATES[state](Widget(page), gateway)
    assert violations(page, axe) == []
    context.close()


@pytest.mark.parametrize("height", [640, 256])
@pytest.mark.parametrize("state", ["open", "answered", "failed", "assumed", "changing", "paused", "unfolded"])
def test_axe_finds_nothing_in_a_narrow_window(
    widget: Widget, page: Page, gateway: FakeGateway, axe: str, state: str, height: int
) -> None:
    page.set_viewport_size({"width": 320, "height": height})
    STATES[state](widget, gateway)
    assert violations(page, axe) == []


def test_axe_would_find_something(widget: Widget, page: Page, axe: str) -> None:
    widget.open()
    page.evaluate("document.querySelector('lotsen-chat').shadowRoot.querySelector('label').remove()")
    assert any(line.startswith("label:") for line in violations(page, axe))


def test_while_questions_are_suggested(page: Page, gateway: FakeGateway, axe: str) -> None:
    gateway.suggestions = [{"question": "Har en vuxen asylsökande rätt till tandvård?", "words": []}]
    page.goto(gateway.url)
    widget = Widget(page).open()
    widget.ask(AMOUNT)
    widget.input.fill("tandv")
    expect(widget.dialog.get_by_role("option")).to_have_count(1)
    widget.input.press("ArrowDown")
    assert violations(page, axe) == []
