"""Everything without a mouse; where the focus is after each step; what a screen reader is told."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.fake_gateway import FakeGateway
from tests.browser.widget import AMOUNT, DEADLINE, DEFERRABLE, Widget

#: Notes every element that is added under a live region, with the words that it brings.
LISTEN = """() => {
  window.said = [];
  const root = document.querySelector("lotsen-chat").shadowRoot;
  const live = node => {
    const kinds = "[aria-live='off'], [role='log'], [role='status'], [role='alert']";
    const region = (node.closest ? node : node.parentElement)?.closest(kinds);
    return region && region.getAttribute("aria-live") !== "off";
  };
  // without what is folded, or is no news of its own: neither is read when it is added
  const heard = node => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent;
    if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute("aria-live") === "off") return "";
    return node.checkVisibility() ? [...node.childNodes].map(heard).join(" ") : "";
  };
  new MutationObserver(records => records.forEach(record => record.addedNodes.forEach(node => {
    const words = node.textContent.trim();
    if (words && node.isConnected && live(node)) window.said.push(heard(node).replace(/\\s+/g, " ").trim());
  }))).observe(root, {childList: true, subtree: true, characterData: true});
}"""


def test_a_whole_conversation_by_keyboard(widget: Widget, page: Page, gateway: FakeGateway) -> None:
    widget.launcher.focus()
    page.keyboard.press("Enter")
    assert widget.focused() == "question"
    page.keyboard.type(DEADLINE)
    page.keyboard.press("Enter")
    expect(widget.button("Utlysning 2021")).to_be_visible()
    page.keyboard.press("Shift+Tab")
    assert widget.focused() == "Utlysning 2021"
    page.keyboard.press("Space")
    expect(widget.replies).to_have_count(2)
    assert widget.focused() == "question"
    page.keyboard.press("Tab")
    assert "Skicka" in widget.focused()
    page.keyboard.press("Escape")
    expect(widget.dialog).to_be_hidden()
    assert widget.focused() == "launcher"
    assert len(gateway.questions) == 2


def test_every_control_of_an_answer_is_reached_with_tab(widget: Widget, page: Page) -> None:
    widget.open().ask(AMOUNT)
    page.get_by_role("button", name="Stäng").focus()
    reached = []
    while widget.focused() != "question":
        page.keyboard.press("Tab")
        reached.append(widget.focused())
        assert len(reached) < 20, reached
    wanted = ["Frågor och svar", "Så vet vi det", "Kopiera svaret",
              "Visa som sida", "Kopiera länk",
              "Ja, svaret hjälpte", "Nej, svaret hjälpte inte", "Skicka vidare",
              "Vem kontaktar jag?", "Hur gammal"]  # fmt: skip
    assert len(reached) == len(wanted) + 1
    assert all(name in found for name, found in zip(wanted, reached, strict=False)), reached


def test_how_it_is_known_opens_by_keyboard_and_its_link_comes_next(widget: Widget, page: Page) -> None:
    reply = widget.open().ask(AMOUNT)
    reply.locator(".sources summary").focus()
    page.keyboard.press("Enter")
    expect(reply.locator("blockquote").first).to_be_visible()
    page.keyboard.press("Tab")
    assert "Kompetensutvecklingsbidrag" in widget.focused()


def test_a_screen_reader_hears_the_answer_and_how_many_sources_there_are(widget: Widget, page: Page) -> None:
    widget.open()
    page.evaluate(LISTEN)
    reply = widget.ask(DEFERRABLE)
    said = " ".join(page.evaluate("window.said"))
    for words in ("Vård som inte kan anstå är mer än akut vård", "Så vet vi det", "3 källor"):
        assert words in said
    for words in ("Kunskapsguiden", "Sammanfattning av källan", "Rättslig grund"):
        assert words not in said
    page.evaluate("window.said.length = 0")
    reply.locator(".sources summary").click()
    expect(reply.get_by_text("Kunskapsguiden")).to_be_visible()
    assert page.evaluate("window.said") == []


def test_closing_gives_the_focus_back_and_keeps_what_is_typed(widget: Widget) -> None:
    widget.open().input.fill("halv fråga")
    widget.button("Stäng").click()
    assert widget.focused() == "launcher"
    widget.open()
    expect(widget.input).to_have_value("halv fråga")


def test_escape_closes_the_panel_from_the_page_and_leaves_the_focus_there(widget: Widget, page: Page) -> None:
    widget.open()
    page.get_by_role("link", name="Start").focus()
    page.keyboard.press("Escape")
    expect(widget.dialog).to_be_hidden()
    assert widget.focused() == "Start"


def test_escape_that_the_page_used_itself_does_not_close_the_panel(widget: Widget, page: Page) -> None:
    page.evaluate("document.body.addEventListener('keydown', event => event.preventDefault())")
    widget.open()
    page.get_by_role("link", name="Start").focus()
    page.keyboard.press("Escape")
    expect(widget.dialog).to_be_visible()


def test_in_a_narrow_window_nobody_tabs_behind_the_panel(widget: Widget, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    widget.open()
    seen = set()
    for _ in range(14):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.localName"))
    assert seen <= {"lotsen-chat", "body"}  # the body is the browser's own controls
    page.keyboard.press("Escape")
    expect(widget.dialog).to_be_hidden()
    assert widget.focused() == "launcher"


def test_the_panel_stays_open_when_the_window_gets_narrow(widget: Widget, page: Page) -> None:
    widget.open().input.fill("halv fråga")
    page.set_viewport_size({"width": 320, "height": 640})
    expect(widget.dialog).to_be_visible()
    # the browser tells of the new width a moment after it has it; wait_for_function would evaluate a string in the
    # page when the first look came too early, which the page's policy forbids
    expect(page.locator("lotsen-chat dialog:modal")).to_be_attached()
    assert widget.focused() == "question"


def test_on_a_touch_screen_the_keyboard_does_not_cover_the_answer(
    browser_touch: BrowserContext, gateway: FakeGateway
) -> None:
    page = browser_touch.new_page()
    page.goto(gateway.url)
    widget = Widget(page).open()
    assert widget.focused() == "Frågor och svar"
    widget.ask(DEADLINE)
    widget.button("Utlysning 2021").tap()
    expect(widget.replies).to_have_count(2)
    assert widget.focused() == "Frågor och svar"


def test_a_reply_is_announced_once(widget: Widget, page: Page) -> None:
    widget.open().ask(AMOUNT)
    page.evaluate(LISTEN)
    widget.ask("och en stor?")
    widget.button("Ja, svaret hjälpte").last.click()
    expect(widget.dialog.locator(".confirmation")).to_have_text("Tack för att du talade om det.")
    said = page.evaluate("window.said")
    for words in ("135 000 kronor", "Lotsen letar i källorna", "Tack för att"):
        assert sum(words in one for one in said) == 1, said
    assert not any("60 000 kronor" in one or "Vad kan bli bättre" in one for one in said), said


def test_a_failure_is_announced_at_once(widget: Widget, page: Page, gateway: FakeGateway) -> None:
    widget.open()
    page.evaluate(LISTEN)
    gateway.mode = "down"
    widget.send(AMOUNT)
    expect(widget.alert.locator("p")).to_be_visible()
    assert sum("går inte att nå" in one for one in page.evaluate("window.said")) == 1


def test_the_newest_question_is_scrolled_to_and_the_page_stays(widget: Widget, page: Page) -> None:
    widget.open().ask(AMOUNT)
    widget.ask("vad är målen i färdplanen?")
    panel = widget.dialog.locator(".scroll").bounding_box()
    question = widget.log.locator(".user").last.bounding_box()
    assert panel is not None
    assert question is not None
    assert 0 <= question["y"] - panel["y"] < 40
    assert page.evaluate("scrollY") == 0
    expect(widget.dialog.locator("header")).to_be_in_viewport()
