"""A conversation belongs to one page: copies of a tab begin their own, reloading and going back keep it."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.fake_gateway import FakeGateway
from tests.browser.widget import AMOUNT, DEADLINE, Widget

STORED = "() => JSON.stringify(Object.entries(sessionStorage))"
HIDE = """hidden => {
  Object.defineProperty(document, "visibilityState", {value: hidden ? "hidden" : "visible", configurable: true});
  document.dispatchEvent(new Event("visibilitychange"));
}"""
ANOTHER = (
    '<!doctype html><html lang="sv"><head><title>En till</title><script src="widget.js" defer></script></head>'
    '<body><main><h1>En till</h1></main><lotsen-chat endpoint="./"></lotsen-chat></body></html>'
)
WITHOUT = '<!doctype html><html lang="sv"><head><title>Utan</title></head><body><h1>Utan</h1></body></html>'


@pytest.fixture
def copy(context: BrowserContext) -> Page:
    """A page that is to hold a copy of what the first one's tab remembers, as "Duplicate tab" makes it."""
    return context.new_page()


def duplicate(page: Page, copy: Page, gateway: FakeGateway) -> Widget:
    stored = json.dumps(json.loads(page.evaluate(STORED)))
    copy.add_init_script(
        f"if (sessionStorage.length === 0) for (const [key, value] of {stored}) sessionStorage.setItem(key, value)"
    )
    copy.goto(gateway.url)
    return Widget(copy)


def threads(gateway: FakeGateway) -> list[str]:
    return [question["thread"] for question in gateway.questions]


def test_a_duplicated_tab_begins_a_conversation_of_its_own(
    widget: Widget, page: Page, copy: Page, gateway: FakeGateway
) -> None:
    widget.open().ask(DEADLINE)
    other = duplicate(page, copy, gateway)
    expect(other.dialog).to_be_visible()
    expect(other.log.locator(".turn")).to_have_count(0)
    other.ask("och en stor?")
    widget.ask("och en stor?")
    first, second, third = threads(gateway)
    assert first == third
    assert first != second


def test_a_page_that_the_page_opens_begins_a_conversation_of_its_own(
    widget: Widget, page: Page, gateway: FakeGateway
) -> None:
    widget.open().ask(AMOUNT)
    with page.expect_popup() as opened:
        page.evaluate("() => { window.open(location.href); }")
    other = Widget(opened.value)
    expect(other.dialog).to_be_visible()
    expect(other.log.locator(".turn")).to_have_count(0)
    other.ask("och en stor?")
    assert len(set(threads(gateway))) == 2


def test_a_copy_of_a_tab_in_the_background_begins_a_conversation_of_its_own(
    widget: Widget, page: Page, copy: Page, gateway: FakeGateway
) -> None:
    widget.open().ask(AMOUNT)
    page.evaluate(HIDE, True)
    other = duplicate(page, copy, gateway)
    expect(other.dialog.locator(".intro")).to_be_visible()
    other.ask("och en stor?")
    page.evaluate(HIDE, False)
    expect(widget.replies).to_have_count(1)
    assert len(set(threads(gateway))) == 2


def test_a_copy_keeps_its_conversation_when_it_is_reloaded(
    widget: Widget, page: Page, copy: Page, gateway: FakeGateway
) -> None:
    widget.open().ask(AMOUNT)
    other = duplicate(page, copy, gateway)
    other.ask("och en stor?")
    copy.reload()
    expect(other.replies).to_have_count(1)
    expect(other.replies).to_contain_text("135 000 kronor")


def test_going_away_and_back_keeps_the_conversation(widget: Widget, page: Page, gateway: FakeGateway) -> None:
    gateway.pages["/utan"] = WITHOUT
    widget.open().ask(AMOUNT)
    page.goto(f"{gateway.url}/utan")
    page.go_back()
    expect(widget.replies).to_have_count(1)
    widget.ask("och en stor?")
    assert len(set(threads(gateway))) == 1


def test_going_back_shows_what_was_said_on_the_next_page_too(widget: Widget, page: Page, gateway: FakeGateway) -> None:
    gateway.pages["/till"] = ANOTHER
    widget.open().ask(AMOUNT)
    page.goto(f"{gateway.url}/till")
    expect(widget.replies).to_have_count(1)
    widget.ask("och en stor?")
    page.go_back()
    expect(widget.replies).to_have_count(2)
    widget.ask(DEADLINE)
    page.reload()
    expect(widget.replies).to_have_count(3)
    assert len(set(threads(gateway))) == 1


def test_a_page_that_comes_back_from_the_browsers_memory_takes_up_what_the_tab_remembers(
    widget: Widget, page: Page, gateway: FakeGateway
) -> None:
    widget.open().ask(AMOUNT)
    page.evaluate("""() => {
      dispatchEvent(new PageTransitionEvent("pagehide", {persisted: true}));
      const key = Object.keys(sessionStorage)[0];
      const kept = JSON.parse(sessionStorage[key]);
      const [, answer] = kept.turns;
      const more = [{id: 3, from: "user", text: "och sedan?"}, {...answer, id: 4}];
      sessionStorage[key] = JSON.stringify({...kept, turns: [...kept.turns, ...more]});
      dispatchEvent(new PageTransitionEvent("pageshow", {persisted: true}));
    }""")
    expect(widget.replies).to_have_count(2)
    widget.ask("och en stor?")
    expect(widget.replies).to_have_count(3)


@pytest.mark.parametrize(
    "storage",
    [
        "get() { throw new DOMException('no', 'SecurityError'); }",
        "get() { throw new Error('of the WebView'); }",
        "value: null",
        "value: undefined",
        "value: {getItem() { throw new Error('broken'); }, setItem() { throw new Error('broken'); }}",
    ],
)
def test_it_works_without_storage(page: Page, gateway: FakeGateway, storage: str) -> None:
    page.add_init_script(f"Object.defineProperty(window, 'sessionStorage', {{{storage}}})")
    page.goto(gateway.url)
    widget = Widget(page).open()
    expect(widget.ask(AMOUNT)).to_contain_text("60 000 kronor")
    expect(widget.ask("och en stor?")).to_contain_text("135 000 kronor")
    assert len(set(threads(gateway))) == 1


@pytest.mark.parametrize("mode", ["hold", "down"])
def test_a_question_without_its_answer_is_in_memory_only(
    widget: Widget, page: Page, gateway: FakeGateway, mode: str
) -> None:
    widget.open().ask(AMOUNT)
    gateway.mode = mode
    widget.send("hemlig fråga om en patient")
    expect(widget.dialog.get_by_text("Lotsen letar") if mode == "hold" else widget.alert.locator("p")).to_be_visible()
    stored = page.evaluate(STORED)
    assert "liten enhet" in stored
    assert "hemlig" not in stored
