"""The network, the gateway and the assistant fail; the question is kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fake_gateway import FakeGateway
from tests.browser.widget import AMOUNT, DEADLINE, Widget


def test_a_server_that_is_down_and_comes_back(widget: Widget, gateway: FakeGateway) -> None:
    gateway.mode = "down"
    widget.open().send(AMOUNT)
    expect(widget.alert).to_contain_text("Lotsen går inte att nå just nu, försök igen.")
    expect(widget.input).to_have_value(AMOUNT)
    expect(widget.log.locator(".turn")).to_have_count(0)
    gateway.mode = "up"
    widget.button("Försök igen").click()
    expect(widget.replies.last).to_contain_text("60 000 kronor")
    expect(widget.alert.locator("p")).to_have_count(0)
    expect(widget.input).to_have_value("")
    expect(widget.log.locator(".user")).to_have_count(1)


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("busy", "Vänta 12 sekunder och försök igen."),
        ("page", "Något gick fel, försök igen. Din fråga står kvar."),
    ],
)
def test_a_refusal_shows_the_gateways_words_or_our_own(
    widget: Widget, gateway: FakeGateway, mode: str, words: str
) -> None:
    gateway.mode = mode
    widget.open().send(AMOUNT)
    expect(widget.alert).to_contain_text(words)
    expect(widget.input).to_have_value(AMOUNT)


def test_a_reply_of_kind_error_is_a_failure_in_the_assistants_words(widget: Widget) -> None:
    widget.open().send("stort fel")
    expect(widget.alert).to_contain_text("Förlåt, något gick fel hos mig")
    expect(widget.input).to_have_value("stort fel")
    expect(widget.replies).to_have_count(0)


def test_a_button_that_failed_is_pressed_again(widget: Widget, gateway: FakeGateway) -> None:
    widget.open().ask(DEADLINE)
    gateway.mode = "down"
    widget.button("Utlysning 2021").click()
    expect(widget.alert).to_contain_text("försök igen")
    gateway.mode = "up"
    widget.button("Försök igen").click()
    expect(widget.replies.last).to_contain_text("23 november 2021")
    assert gateway.questions[-1]["payload"] == "signed:Utlysning 2021"


def test_a_button_that_holds_no_longer_is_asked_in_words(widget: Widget, gateway: FakeGateway) -> None:
    widget.open().ask(DEADLINE)
    gateway.mode = "unknown_button"
    widget.button("Utlysning 2021").click()
    expect(widget.alert).to_contain_text("Knappen gäller inte längre.")
    gateway.mode = "up"
    widget.button("Försök igen").click()
    expect(widget.replies).to_have_count(2)
    assert gateway.questions[-1]["message"] == "Utlysning 2021"


def test_what_was_typed_while_waiting_is_not_overwritten_by_a_failure(widget: Widget, gateway: FakeGateway) -> None:
    gateway.mode = "hold"
    widget.open().send(AMOUNT)
    widget.input.fill("något nytt")
    gateway.mode = "down"
    gateway.release.set()
    expect(widget.alert).to_contain_text("försök igen")
    expect(widget.input).to_have_value("något nytt")


def test_a_page_left_before_the_answer_says_that_the_question_is_gone(
    widget: Widget, gateway: FakeGateway, page: Page
) -> None:
    widget.open().ask(DEADLINE)
    gateway.mode = "hold"
    widget.send(AMOUNT)
    expect(widget.dialog.get_by_text("Lotsen letar i källorna")).to_be_visible()
    page.reload()
    expect(widget.alert).to_contain_text("Sidan lämnades innan svaret hann komma")
    expect(widget.button("Försök igen")).to_have_count(0)  # the question was in memory only
    expect(widget.input).to_have_value("")
    expect(widget.replies).to_have_count(1)


def test_a_gateway_that_forgot_the_conversation_is_told_of(widget: Widget, gateway: FakeGateway) -> None:
    widget.open().ask(AMOUNT)
    gateway.forgets = True
    widget.ask("och en stor?")
    expect(widget.dialog.locator(".confirmation")).to_contain_text("minns inte det som står ovanför")
