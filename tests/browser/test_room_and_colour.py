"""Narrow windows, 400 % zoom, big text, dark, high contrast, less motion."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.fake_gateway import FakeGateway
from tests.browser.widget import AMOUNT, ASSUMING, ASSUMING_OF_TWO, DEADLINE, DEFERRABLE, Widget

#: What sticks out to the right, and what can be scrolled sideways (but for the debug panel's own boxes).
SIDEWAYS = """() => {
  const root = document.querySelector("lotsen-chat").shadowRoot;
  const wide = [document.documentElement, ...root.querySelectorAll("*")]
    .filter(one => !one.matches(".unseen, pre, header span"))
    .filter(one => one.clientWidth && one.scrollWidth > one.clientWidth + 1)
    .filter(one => !getComputedStyle(one).clipPath.startsWith("inset") && getComputedStyle(one).display !== "inline");
  const out = [...root.querySelectorAll("dialog *")].filter(one => one.getBoundingClientRect().right > innerWidth + 1);
  return [...wide, ...out].map(one => one.localName + "." + one.className);
}"""
#: Controls smaller than 44 × 44 px; links inside running text are excepted, as in WCAG 2.5.8.
SMALL = """() => [...document.querySelector("lotsen-chat").shadowRoot
    .querySelectorAll("button, summary, textarea, .reach")]
  .filter(one => one.checkVisibility())
  .map(one => [one.textContent.trim() || one.id || one.ariaLabel, one.getBoundingClientRect()])
  .filter(([name, box]) => box.height < 44 || box.width < 44)
  .map(([name, box]) => `${name}: ${box.width} × ${box.height}`)"""

#: Words that are cut off or lie over their box.
CUT = """() => [...document.querySelector("lotsen-chat").shadowRoot
    .querySelectorAll("button, summary, .status, .title *")]
  .filter(one => one.checkVisibility() && !one.matches(".unseen, .printed"))
  .filter(one => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 4)
  .filter(one => getComputedStyle(one).display !== "inline")
  .map(one => one.textContent.trim())"""


def background(page: Page, selector: str) -> list[float]:
    colour = page.locator(selector).first.evaluate("one => getComputedStyle(one).backgroundColor")
    return [float(part) for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]


@pytest.mark.parametrize("height", [640, 256], ids=["320 px wide", "400 % zoom of 1280 × 1024"])
@pytest.mark.parametrize("question", [AMOUNT, DEADLINE, DEFERRABLE, "har patienten rätt till vård?", "långt ord",
                                      "vad tjänar en läkare?", "felsök", ASSUMING, ASSUMING_OF_TWO])  # fmt: skip
def test_nothing_scrolls_sideways(widget: Widget, page: Page, height: int, question: str) -> None:
    page.set_viewport_size({"width": 320, "height": height})
    assert page.evaluate(SIDEWAYS) == []
    widget.open()
    assert page.evaluate(SIDEWAYS) == []
    widget.ask(question)
    for opener in widget.dialog.locator("summary").all():
        opener.click()
    assert page.evaluate(SIDEWAYS) == []


#: Letters as wide as any (monospace alone would be smaller, too), and the spaces that a reader may set (WCAG 1.4.12).
WIDE = {
    "wide font": "--lotsen-font: monospace, sans-serif",
    "wide spaces": "letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important",
}


@pytest.mark.parametrize("height", [640, 256], ids=["320 px wide", "400 % zoom of 1280 × 1024"])
@pytest.mark.parametrize("style", WIDE.values(), ids=WIDE)
def test_wide_letters_fit_a_narrow_window(widget: Widget, page: Page, style: str, height: int) -> None:
    page.set_viewport_size({"width": 320, "height": height})
    page.evaluate(f"""() => {{
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("lotsen-chat {{ {style} }}");
      document.adoptedStyleSheets = [sheet];
    }}""")
    assert page.evaluate(SMALL) == []
    widget.open()
    for question in (DEFERRABLE, "vad tjänar en läkare?", "båda?", AMOUNT, ASSUMING_OF_TWO, DEADLINE, ASSUMING):
        widget.ask(question)
        for opener in widget.replies.last.locator("summary").all():
            opener.click()
        assert page.evaluate(SIDEWAYS) == [], question
        assert page.evaluate(CUT) == [], question
    widget.button("papperslös ändra").click()
    expect(widget.button("Asylsökande")).to_be_visible()
    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate(SMALL) == []
    widget.button("Asylsökande").click()
    for part in ("Börja om", "Stäng", "Skicka"):
        widget.button(part).scroll_into_view_if_needed()
        expect(widget.button(part)).to_be_in_viewport(ratio=1)


def test_a_failure_fits_a_narrow_window(widget: Widget, page: Page, gateway: FakeGateway) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    gateway.mode = "down"
    widget.open().send(AMOUNT)
    expect(widget.alert.locator("p")).to_be_in_viewport()
    assert page.evaluate(SIDEWAYS) == []


def test_at_400_percent_everything_can_be_scrolled_to(widget: Widget, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    widget.open()
    expect(widget.dialog.get_by_role("heading", name="Vad vill du veta?")).to_be_in_viewport()
    widget.ask(DEFERRABLE)
    for part in ("Stäng", "Kopiera svaret", "Skicka"):
        widget.button(part).scroll_into_view_if_needed()
        expect(widget.button(part)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("width", [1280, 320])
def test_controls_are_big_enough_for_fingers(widget: Widget, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    assert page.evaluate(SMALL) == []
    widget.open()
    assert page.evaluate(SMALL) == []
    widget.ask("vad tjänar en läkare?")
    widget.ask(AMOUNT)
    widget.button("Ja, svaret hjälpte").last.click()
    expect(widget.button("Skicka kommentar")).to_be_visible()
    assert page.evaluate(SMALL) == []
    widget.ask(ASSUMING)
    widget.button("papperslös ändra").click()
    expect(widget.button("Asylsökande")).to_be_visible()
    assert page.evaluate(SMALL) == []


def test_the_pages_own_text_size_and_styles_do_not_reach_in(widget: Widget, page: Page) -> None:
    page.evaluate("document.documentElement.setAttribute('class', 'odd')")
    sheet = "html.odd { font-size: 5px; text-align: right; letter-spacing: 1em; } html.odd button { color: red; }"
    page.evaluate(f"const s = new CSSStyleSheet(); s.replaceSync('{sheet}'); document.adoptedStyleSheets = [s]")
    widget.open()
    style = "one => { const s = getComputedStyle(one); return [s.fontSize, s.textAlign, s.letterSpacing]; }"
    assert widget.dialog.locator(".intro p").first.evaluate(style) == ["16px", "start", "normal"]


def test_dark_follows_the_reader_and_the_page_may_decide(browser: Browser, gateway: FakeGateway) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(gateway.url)
    Widget(page).open()
    assert max(background(page, "dialog")) < 60
    page.evaluate("document.querySelector('lotsen-chat').setAttribute('theme', 'light')")
    assert min(background(page, "dialog")) > 200
    context.close()


def test_in_high_contrast_shapes_keep_their_outlines(browser: Browser, gateway: FakeGateway) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(gateway.url)
    widget = Widget(page).open()
    widget.ask(AMOUNT)
    ground = page.locator("dialog").evaluate("one => getComputedStyle(one).backgroundColor")
    for selector in (".user", ".bot", ".primary", "textarea", ".option"):
        style = page.locator(selector).first.evaluate(
            "one => { const s = getComputedStyle(one); return [s.borderTopWidth, s.borderTopColor]; }"
        )
        assert float(style[0].removesuffix("px")) >= 1, selector
        assert style[1] != ground, selector
    context.close()


@pytest.mark.parametrize(("motion", "moves"), [("reduce", "none"), ("no-preference", "breathe")])
def test_less_motion_stops_the_dots(browser: Browser, gateway: FakeGateway, motion: str, moves: str) -> None:
    context = browser.new_context(reduced_motion=motion)
    page = context.new_page()
    page.goto(gateway.url)
    gateway.mode = "hold"
    Widget(page).open().send(AMOUNT)
    dot = page.locator(".dots i").first
    expect(dot).to_be_visible()
    assert dot.evaluate("one => getComputedStyle(one).animationName") == moves
    context.close()
