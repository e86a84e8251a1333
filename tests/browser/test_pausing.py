"""After a pause the assistant forgets the patient: the widget says so and offers to go on."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.browser.fake_gateway import REPLIES, ROOT, WIDGET, FakeGateway
from tests.browser.widget import AMOUNT, ASSUMING, DEADLINE, Widget

LINE = "Lotsen minns inte längre det som står ovanför"


@pytest.fixture
def waited(page: Page, gateway: FakeGateway) -> Widget:
    """The widget on a page whose clock the test moves."""
    page.clock.install()
    page.goto(gateway.url)
    return Widget(page)


def test_the_widget_knows_the_servers_pause() -> None:
    limits: dict[str, Any] = yaml.safe_load((ROOT / "knowledge" / "limits.yml").read_text("utf-8"))
    said = re.search(r"PAUSE = ([\d_]+)", (WIDGET / "src" / "pause.ts").read_text("utf-8"))
    assert said is not None
    assert int(said[1]) == 1000 * limits["conversation"]["pause"]["value"]


def test_the_line_comes_when_the_pause_is_over_and_not_before(waited: Widget, page: Page) -> None:
    waited.open().ask(AMOUNT)
    page.clock.fast_forward("29:00")
    expect(waited.dialog.get_by_text(LINE)).to_have_count(0)
    page.clock.fast_forward("02:00")
    expect(waited.log.get_by_text(LINE)).to_be_visible()
    expect(waited.button("Vem kontaktar jag?")).to_have_count(0)  # it would not know whom


def test_going_on_asks_the_last_question_with_what_it_was_about(
    waited: Widget, page: Page, gateway: FakeGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = f"{ASSUMING} (vuxen, inte folkbokförd)"
    monkeypatch.setitem(REPLIES, again, REPLIES[ASSUMING])
    waited.open().ask(ASSUMING)
    page.clock.fast_forward("31:00")
    waited.button("Fortsätt där vi var").click()
    expect(waited.replies).to_have_count(2)
    assert gateway.questions[-1]["message"] == again
    assert gateway.questions[-1]["thread"] == gateway.questions[0]["thread"]
    expect(waited.button("Fortsätt där vi var")).to_have_count(0)
    assert waited.focused() == "question"


def test_a_new_question_leaves_the_line_where_the_pause_was(waited: Widget, page: Page) -> None:
    waited.open().ask(AMOUNT)
    page.clock.fast_forward("31:00")
    waited.ask(DEADLINE)
    expect(waited.dialog.get_by_text(LINE)).to_have_count(1)
    above, line, below = (
        part.bounding_box() for part in (waited.replies.first, waited.log.get_by_text(LINE), waited.replies.last)
    )
    assert above is not None
    assert line is not None
    assert below is not None
    assert above["y"] < line["y"] < below["y"]
    expect(waited.button("Utlysning 2021")).to_be_visible()


def test_what_was_taken_out_of_a_question_is_not_asked_again(waited: Widget, page: Page, gateway: FakeGateway) -> None:
    waited.open().ask("patienten heter Fatima Al-Hassan")
    page.clock.fast_forward("31:00")
    waited.button("Fortsätt där vi var").click()
    expect(waited.replies).to_have_count(2)
    assert gateway.questions[-1]["message"] == "patienten heter"


def test_the_pause_counts_while_the_page_is_away(waited: Widget, page: Page) -> None:
    waited.open().ask(AMOUNT)
    page.clock.fast_forward("31:00")
    page.reload()
    expect(waited.log.get_by_text(LINE)).to_be_visible()


def test_small_talk_does_not_lengthen_what_the_assistant_remembers(waited: Widget, page: Page) -> None:
    waited.open().ask(AMOUNT)
    page.clock.fast_forward("20:00")
    waited.ask("hej")
    page.clock.fast_forward("20:00")
    expect(waited.log.get_by_text(LINE)).to_be_visible()
    waited.ask("hej")
    waited.ask("hej")
    expect(waited.dialog.get_by_text(LINE)).to_have_count(1)


def test_without_an_answer_there_is_nothing_to_forget(
    waited: Widget, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(REPLIES, "tack", [{"text": "Varsågod.", "custom": {"kind": "smalltalk"}}])
    waited.open().ask("tack")
    page.clock.fast_forward("40:00")
    expect(waited.dialog.get_by_text(LINE)).to_have_count(0)
