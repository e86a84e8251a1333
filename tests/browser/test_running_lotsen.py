"""The widget in front of a whole Lotsen that runs: LOTSEN_BROWSER_URL=http://127.0.0.1:8000 names it."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import Page, expect

from tests.browser.widget import AMOUNT, DEADLINE, Widget

URL = os.environ.get("LOTSEN_BROWSER_URL", "")
PATIENCE = 30_000  # milliseconds for a real answer

pytestmark = pytest.mark.skipif(not URL, reason="no LOTSEN_BROWSER_URL; run: make run, and name its page there")


@pytest.fixture
def running(page: Page) -> Widget:
    page.goto(URL)
    return Widget(page).open()


def test_a_question_a_follow_up_and_a_vote(running: Widget) -> None:
    running.send(AMOUNT)
    expect(running.replies).to_have_count(1, timeout=PATIENCE)
    expect(running.replies.last).to_contain_text("60 000 kronor")
    running.send("och en stor?")
    expect(running.replies).to_have_count(2, timeout=PATIENCE)
    expect(running.replies.last).to_contain_text("135 000 kronor")
    running.button("Ja, svaret hjälpte").last.click()
    expect(running.dialog.get_by_text("Tack för att du talade om det.")).to_be_visible()


def test_a_button_that_the_gateway_signed_is_taken(running: Widget) -> None:
    running.send(DEADLINE)
    expect(running.button("Utlysning 2021")).to_be_visible(timeout=PATIENCE)
    running.button("Utlysning 2021").click()
    expect(running.replies).to_have_count(2, timeout=PATIENCE)
    expect(running.replies.last).to_contain_text("23 november 2021")


def test_starting_over_forgets_what_was_talked_of(running: Widget) -> None:
    running.send(AMOUNT)
    expect(running.replies).to_have_count(1, timeout=PATIENCE)
    running.button("Börja om").click()
    running.send("och en stor?")
    expect(running.replies).to_have_count(1, timeout=PATIENCE)
    expect(running.replies.last).not_to_contain_text("135 000")


def test_a_typed_personal_number_is_taken_out_and_the_user_told(running: Widget) -> None:
    running.send("vad kostar läkarbesök för 19121212-1212 som är papperslös?")
    expect(running.replies).not_to_have_count(0, timeout=PATIENCE)
    expect(running.replies.first).to_contain_text("Jag tog bort ett personnummer")
