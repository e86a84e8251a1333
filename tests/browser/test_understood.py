"""What an answer assumes: the line above it, and the lists behind its parts."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.fake_gateway import REPLIES, FakeGateway
from tests.browser.widget import AMOUNT, ASSUMING, ASSUMING_OF_TWO, Widget

UNDOCUMENTED = "papperslös ändra"
#: What a place says with everything that is read aloud only, and without it.
SEEN = (
    "one => { const copy = one.cloneNode(true); copy.querySelectorAll('.unseen, [popover]').forEach(o => o.remove());"
)
SEEN += " return copy.textContent.replace(/\\s+/g, ' ').trim(); }"


def line(reply: Locator) -> Locator:
    return reply.locator(".understood")


def test_the_line_stands_above_the_answer(widget: Widget) -> None:
    reply = widget.open().ask(ASSUMING)
    assert line(reply).evaluate(SEEN) == "Jag utgår från: vuxen · papperslös · tandvård · inte folkbokförd"
    above, below = line(reply).bounding_box(), reply.locator(".words").bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"]


def test_several_persons_are_told_apart_in_the_order_of_their_numbers(widget: Widget) -> None:
    reply = widget.open().ask(ASSUMING_OF_TWO)
    said = "Jag utgår från: tandvård; Person 1: vuxen · asylsökande; Person 2: barn"
    assert line(reply).evaluate(SEEN) == said


def test_one_person_is_not_numbered(widget: Widget, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [{"label": "tandvård", "person": None}, {"label": "barn", "person": 1}]
    monkeypatch.setitem(REPLIES, "ett barn", [answer(understood=parts)])
    assert line(widget.open().ask("ett barn")).evaluate(SEEN) == "Jag utgår från: tandvård · barn"


@pytest.mark.parametrize("custom", [{}, {"understood": []}, {"understood": None}, {"understood": [{"label": ""}, 7]}])
def test_without_anything_to_say_there_is_no_line(
    widget: Widget, monkeypatch: pytest.MonkeyPatch, custom: dict[str, Any]
) -> None:
    monkeypatch.setitem(REPLIES, "inget", [answer(**custom)])
    reply = widget.open().ask("inget")
    expect(reply).to_contain_text("Svar.")
    expect(line(reply)).to_have_count(0)


def test_what_the_question_does_not_say_is_marked_for_the_eye_and_in_words(widget: Widget) -> None:
    reply = widget.open().ask(ASSUMING)
    unsaid = line(reply).locator(".inferred")
    expect(unsaid).to_have_text(["vuxen (sades inte i frågan)", "inte folkbokförd (sades inte i frågan)"])
    expect(unsaid.first).to_have_attribute("title", "sades inte i frågan")
    assert unsaid.first.evaluate("one => getComputedStyle(one).textDecorationStyle") == "dotted"
    expect(reply.get_by_role("button", name="vuxen (sades inte i frågan) ändra")).to_be_visible()


def test_only_what_can_be_changed_is_a_button(widget: Widget) -> None:
    expect(line(widget.open().ask(ASSUMING)).locator("> button")).to_have_count(2)


def test_a_choice_is_sent_like_a_button_and_shown_with_its_title(widget: Widget, gateway: FakeGateway) -> None:
    reply = widget.open().ask(ASSUMING)
    choice = reply.get_by_role("list", name="I stället för papperslös").get_by_role("button", name="Asylsökande")
    expect(choice).to_have_count(0)
    widget.button(UNDOCUMENTED).click()
    choice.click()
    expect(widget.replies).to_have_count(2)
    assert gateway.questions[-1]["payload"] == "signed:Asylsökande"
    expect(widget.log.locator(".user p").last).to_have_text("Asylsökande")
    expect(choice).to_have_count(0)
    assert widget.focused() == "question"


def test_an_earlier_answer_keeps_its_line_without_buttons(widget: Widget) -> None:
    reply = widget.open().ask(ASSUMING)
    before = line(reply).evaluate(SEEN)
    widget.ask(AMOUNT)
    earlier = line(widget.replies.first)
    expect(earlier.locator("button")).to_have_count(0)
    assert earlier.evaluate(SEEN) == before


def test_the_list_opens_and_closes_by_keyboard_and_gives_the_focus_back(widget: Widget, page: Page) -> None:
    reply = widget.open().ask(ASSUMING)
    opener, choices = widget.button(UNDOCUMENTED), reply.locator("[popover]").nth(1)
    opener.focus()
    assert expanded(page, UNDOCUMENTED) is False
    page.keyboard.press("Enter")
    expect(choices).to_be_visible()
    assert expanded(page, UNDOCUMENTED) is True
    page.keyboard.press("Tab")
    assert widget.focused() == "Asylsökande"
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(choices).to_be_hidden()
    expect(widget.dialog).to_be_visible()
    assert "papperslös" in widget.focused()
    assert expanded(page, UNDOCUMENTED) is False
    page.keyboard.press("Escape")
    expect(widget.dialog).to_be_hidden()


def test_escape_closes_the_list_before_a_panel_that_covers_the_page(widget: Widget, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    reply = widget.open().ask(ASSUMING)
    choices = reply.locator("[popover]").nth(1)
    widget.button(UNDOCUMENTED).click()
    expect(choices).to_be_visible()
    page.keyboard.press("Escape")
    expect(choices).to_be_hidden()
    expect(widget.dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(widget.dialog).to_be_hidden()


def test_pressing_beside_the_list_closes_it(widget: Widget, page: Page) -> None:
    reply = widget.open().ask(ASSUMING)
    widget.button(UNDOCUMENTED).click()
    expect(reply.locator("[popover]").nth(1)).to_be_visible()
    page.mouse.click(100, 400)
    expect(reply.locator("[popover]").nth(1)).to_be_hidden()
    expect(widget.dialog).to_be_visible()


@pytest.mark.parametrize("size", [(1280, 800), (320, 640), (320, 256)])
def test_the_list_lies_within_the_window_and_leaves_room_to_press_beside_it(
    widget: Widget, page: Page, size: tuple[int, int]
) -> None:
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    reply = widget.open().ask(ASSUMING)
    widget.button(UNDOCUMENTED).click()
    box = reply.locator("[popover]").nth(1).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] + box["height"] <= height
    assert box["width"] <= width - 20
    last = reply.get_by_role("button", name="Besökare från land utanför EU")
    last.focus()
    expect(last).to_be_in_viewport(ratio=0.9)


def test_a_conversation_that_an_older_widget_remembered_is_shown(widget: Widget, page: Page) -> None:
    widget.open().ask(ASSUMING)
    forget = "key => { const s = JSON.parse(sessionStorage[key]); delete s.turns[1].reply.understood;"
    page.evaluate(f"Object.keys(sessionStorage).forEach({forget} sessionStorage[key] = JSON.stringify(s); }})")
    page.reload()
    expect(widget.replies.first).to_contain_text("tandläkaren")
    expect(line(widget.replies.first)).to_have_count(0)


def answer(**custom: Any) -> dict[str, Any]:
    return {"text": "Svar.", "custom": {"kind": "answer", **custom}}


def expanded(page: Page, name: str) -> bool | None:
    """What screen readers are told of a button: the browser itself keeps it, so there is no attribute to look at."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    [button] = [node for node in nodes if role_of(node) == "button" and node["name"]["value"] == name]
    told = {each["name"]: each["value"].get("value") for each in button["properties"]}
    return told.get("expanded")


def role_of(node: dict[str, Any]) -> str:
    return str(node.get("role", {}).get("value", ""))
