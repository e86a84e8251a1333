"""What the tab remembers, votes and copies."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.fake_gateway import FakeGateway
from tests.browser.widget import AMOUNT, DEADLINE, Widget


def test_the_conversation_is_there_after_a_reload(widget: Widget, page: Page, gateway: FakeGateway) -> None:
    widget.open().ask(DEADLINE)
    page.reload()
    expect(widget.dialog).to_be_visible()
    expect(widget.log.locator(".user p")).to_have_text(DEADLINE)
    assert page.evaluate("document.activeElement.localName") == "body"  # a panel that was open takes no focus
    widget.button("Utlysning 2021").click()
    expect(widget.replies).to_have_count(2)
    assert gateway.questions[0]["thread"] == gateway.questions[1]["thread"]


def test_a_closed_panel_stays_closed_after_a_reload(widget: Widget, page: Page) -> None:
    widget.open().button("Stäng").click()
    page.reload()
    expect(widget.launcher).to_be_visible()
    expect(widget.dialog).to_be_hidden()


def test_another_tab_has_a_conversation_of_its_own(
    widget: Widget, context: BrowserContext, gateway: FakeGateway
) -> None:
    widget.open().ask(AMOUNT)
    other_page = context.new_page()
    other_page.goto(gateway.url)
    other = Widget(other_page).open()
    expect(other.log.locator(".turn")).to_have_count(0)
    other.ask("och en stor?")
    assert gateway.questions[0]["thread"] != gateway.questions[1]["thread"]


def test_starting_over_forgets_here_and_there(widget: Widget, page: Page, gateway: FakeGateway) -> None:
    widget.open().ask(AMOUNT)
    widget.button("Börja om").click()
    expect(widget.replies).to_have_count(0)
    expect(widget.dialog.locator(".intro")).to_be_visible()
    expect(widget.dialog.get_by_text("Samtalet är tömt.")).to_be_visible()
    assert widget.focused() == "question"
    widget.ask("hej")
    assert gateway.questions[0]["thread"] != gateway.questions[1]["thread"]
    page.reload()
    expect(widget.log.locator(".user p")).to_have_text("hej")


def test_what_was_removed_from_a_question_is_neither_shown_nor_remembered(widget: Widget, page: Page) -> None:
    widget.open().ask("patienten heter Fatima Al-Hassan")
    expect(widget.log.locator(".user p")).to_have_text("patienten heter [namn]")
    stored = page.evaluate("() => JSON.stringify(Object.values(sessionStorage))")
    assert "[namn]" in stored
    assert "Fatima" not in stored
    page.reload()
    expect(widget.log.locator(".user p")).to_have_text("patienten heter [namn]")


def test_an_answer_that_comes_after_starting_over_is_left_out(widget: Widget, gateway: FakeGateway) -> None:
    gateway.mode = "hold"
    widget.open().send(AMOUNT)
    widget.button("Börja om").click()
    gateway.mode = "up"
    gateway.release.set()
    expect(widget.ask("hej")).to_contain_text("Hej! Jag är Lotsen")
    expect(widget.log.locator(".turn")).to_have_count(2)


def test_what_is_stored_by_somebody_else_does_no_harm(widget: Widget, page: Page) -> None:
    for stored in ("{", "null", '{"turns": "x"}', '{"turns": [{"from": "bot"}], "thread": 7}'):
        page.evaluate("stored => Object.keys(sessionStorage).forEach(key => sessionStorage[key] = stored)", stored)
        page.reload()
        expect(widget.open().ask("hej")).to_contain_text("Hej! Jag är Lotsen")
        widget.button("Stäng").click()


def test_a_vote_is_sent_and_kept(widget: Widget, page: Page, gateway: FakeGateway) -> None:
    widget.open().ask(AMOUNT)
    widget.button("Ja, svaret hjälpte").click()
    expect(widget.dialog.get_by_text("Tack för att du talade om det.")).to_be_visible()
    assert gateway.votes == [{"answer_id": "answer-1-0", "vote": "up"}]
    page.reload()
    expect(widget.button("Ja, svaret hjälpte")).to_have_attribute("aria-pressed", "true")


def test_a_vote_may_have_a_comment(widget: Widget, gateway: FakeGateway) -> None:
    widget.open().ask(AMOUNT)
    widget.button("Nej, svaret hjälpte inte").click()
    widget.dialog.get_by_role("textbox", name="Vad kan bli bättre?").fill("Beloppet är gammalt.")
    widget.button("Skicka kommentar").click()
    expect(widget.dialog.get_by_text("Tack, kommentaren är skickad.")).to_be_visible()
    assert gateway.votes[-1] == {"answer_id": "answer-1-0", "vote": "down", "comment": "Beloppet är gammalt."}
    expect(widget.dialog.get_by_role("textbox", name="Vad kan bli bättre?")).to_have_count(0)
    assert widget.focused() == "question"


def test_a_vote_that_does_not_arrive_is_not_shown_as_given(widget: Widget, gateway: FakeGateway) -> None:
    widget.open().ask(AMOUNT)
    gateway.mode = "down"
    widget.button("Ja, svaret hjälpte").click()
    expect(widget.dialog.get_by_text("Det gick inte att skicka. Försök igen.")).to_be_visible()
    expect(widget.button("Ja, svaret hjälpte")).to_have_attribute("aria-pressed", "false")


def test_small_talk_is_not_voted_on(widget: Widget) -> None:
    widget.open().ask("hej")
    expect(widget.button("Ja, svaret hjälpte")).to_have_count(0)


COPIED = (
    "Kompetensutvecklingsbidrag inom vårdval avslutades genom beslut 17 maj 2023, för tre år sedan, och går inte "
    "längre att söka.\nMaxbeloppet för en liten enhet var 60 000 kronor.\nKälla: Kompetensutvecklingsbidrag inom "
    "vårdval, Västra Götalandsregionen, sidan är odaterad.\nLänk: https://www.vgregion.se/halsa-och-vard/"
    "vardgivarwebben/uppdrag-och-avtal/kompetensutvecklingsbidrag-inom-vardval/"
)


def test_an_answer_is_copied_with_its_source(widget: Widget, context: BrowserContext, page: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    widget.open().ask(AMOUNT)
    widget.button("Kopiera svaret").click()
    expect(widget.dialog.get_by_text("Svaret är kopierat, med källa.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == COPIED


def test_copying_works_on_pages_without_https(page: Page, context: BrowserContext, gateway: FakeGateway) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script("window.clipboard = navigator.clipboard;"
                         "Object.defineProperty(navigator, 'clipboard', {value: undefined})")  # fmt: skip
    page.set_viewport_size({"width": 320, "height": 640})  # modal: the hardest place
    page.goto(gateway.url)
    widget = Widget(page).open()
    widget.ask(AMOUNT)
    widget.button("Kopiera svaret").click()
    expect(widget.dialog.get_by_text("Svaret är kopierat, med källa.")).to_be_visible()
    assert page.evaluate("window.clipboard.readText()") == COPIED
    assert widget.focused() == "Kopiera svaret"
