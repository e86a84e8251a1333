"""Questions suggested while one types: by keys and for a screen reader, chosen in the page itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fake_gateway import FakeGateway
from tests.browser.widget import AMOUNT, Widget

DENTAL = "Har en vuxen asylsökande rätt till tandvård?"
COST = "Vad kostar tandvård för en vuxen asylsökande?"
LIMIT = "Vad är högsta bidrag till en enhet?"


@pytest.fixture
def asked(widget: Widget, gateway: FakeGateway) -> Widget:
    """The widget after its first answer."""
    gateway.suggestions = [
        {"question": DENTAL, "words": []},
        {"question": COST, "words": ["pris"]},
        {"question": LIMIT, "words": ["maxbelopp"]},
        *({"question": f"Fråga nummer {number} om annat?", "words": ["bidraget"]} for number in range(2000)),
    ]
    widget.open().ask(AMOUNT)
    return widget


def test_nothing_is_fetched_before_the_first_answer(widget: Widget, gateway: FakeGateway) -> None:
    widget.open().input.press_sequentially("tandv")
    assert gateway.listed == 0
    expect(widget.dialog.get_by_role("option")).to_have_count(0)


def test_typing_suggests_and_sends_nothing(asked: Widget, gateway: FakeGateway) -> None:
    before = len(gateway.questions)
    asked.input.press_sequentially("asyl tandv")
    expect(asked.dialog.get_by_role("option")).to_have_text([DENTAL, COST])
    assert gateway.listed == 1
    assert len(gateway.questions) == before


def test_words_without_dots_and_other_wordings_find_it(asked: Widget) -> None:
    asked.input.fill("hogsta bidr")
    expect(asked.dialog.get_by_role("option")).to_have_text([LIMIT])
    asked.input.fill("maxbel")
    expect(asked.dialog.get_by_role("option")).to_have_text([LIMIT])


def test_keys_choose_one_and_it_can_be_changed_before_it_is_sent(asked: Widget, gateway: FakeGateway) -> None:
    before = len(gateway.questions)
    asked.input.fill("tandv")
    options = asked.dialog.get_by_role("option")
    expect(options).to_have_count(2)
    asked.input.press("ArrowDown")
    asked.input.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(asked.input).to_have_attribute("aria-activedescendant", "suggestion-1")
    asked.input.press("Enter")
    expect(asked.input).to_have_value(COST)
    expect(options).to_have_count(0)
    expect(asked.input).to_be_focused()
    assert len(gateway.questions) == before
    asked.input.press("Enter")
    expect(asked.replies).to_have_count(2)
    assert gateway.questions[-1]["message"] == COST


def test_enter_without_a_choice_sends_what_was_typed(asked: Widget, gateway: FakeGateway) -> None:
    asked.input.fill("tandv")
    expect(asked.dialog.get_by_role("option")).to_have_count(2)
    asked.input.press("Enter")
    expect(asked.replies).to_have_count(2)
    assert gateway.questions[-1]["message"] == "tandv"
    expect(asked.dialog.get_by_role("option")).to_have_count(0)


def test_escape_closes_the_list_and_leaves_the_panel(asked: Widget) -> None:
    asked.input.fill("tandv")
    expect(asked.dialog.get_by_role("option")).to_have_count(2)
    asked.input.press("Escape")
    expect(asked.dialog.get_by_role("option")).to_have_count(0)
    expect(asked.input).to_have_value("tandv")
    asked.input.press("Escape")
    expect(asked.dialog).to_be_hidden()


def test_a_press_chooses(asked: Widget) -> None:
    asked.input.fill("tandv")
    asked.dialog.get_by_role("option", name=COST).click()
    expect(asked.input).to_have_value(COST)
    expect(asked.input).to_be_focused()


def test_a_screen_reader_hears_of_the_list(asked: Widget) -> None:
    asked.input.fill("tandv")
    expect(asked.dialog.get_by_role("listbox", name="Förslag")).to_be_visible()
    expect(asked.dialog.get_by_text("2 förslag. Pil ned väljer bland dem.")).to_have_count(1)
    expect(asked.input).to_have_attribute("aria-controls", "suggestions")
    expect(asked.input).to_have_attribute("aria-autocomplete", "list")


def test_a_key_is_answered_within_fifty_milliseconds(asked: Widget, page: Page) -> None:
    asked.input.fill("b")
    waits = page.evaluate(
        """async () => {
          const chat = document.querySelector("lotsen-chat");
          const field = chat.shadowRoot.querySelector("#question");
          const waits = [];
          for (const words of ["bid", "bidr", "bidra", "bidrag", "frag", "fraga", "fraga n", "tand", "tandv", "asyl"]) {
            const begun = performance.now();
            field.value = words;
            field.dispatchEvent(new Event("input"));
            await new Promise((done) => setTimeout(done));
            await chat.updateComplete;
            waits.push(performance.now() - begun);
          }
          return waits.sort((one, other) => one - other);
        }"""
    )
    assert waits[len(waits) // 2] < 50
