"""One script and one element in any page; nothing leaves the origin; the built file is small and fresh."""

from __future__ import annotations

import gzip
import json
import subprocess
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.fake_gateway import WIDGET, FakeGateway
from tests.browser.needs import needed
from tests.browser.widget import AMOUNT, DEADLINE, Widget

BUILT = WIDGET / "dist" / "lotsen-chat.js"
LARGEST = 45_000  # bytes gzipped


def test_no_request_leaves_the_origin(widget: Widget, page: Page, gateway: FakeGateway) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    widget.open().ask(AMOUNT)
    widget.ask("markdown")
    widget.ask(DEADLINE)
    widget.button("Utlysning 2021").click()
    widget.button("Ja, svaret hjälpte").last.click()
    expect(widget.dialog.get_by_text("Tack för att du talade om det.")).to_be_visible()
    assert len(asked) >= 9
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(gateway.url).netloc}


def test_no_cookie_and_no_lasting_storage_is_used(widget: Widget, page: Page, context: BrowserContext) -> None:
    widget.open().ask(AMOUNT)
    assert context.cookies() == []
    assert page.evaluate("localStorage.length") == 0


def test_on_another_host_the_conversation_goes_by_token(page: Page, gateway: FakeGateway) -> None:
    with FakeGateway() as host:  # an intranet of its own, whose policy lets the gateway in
        host.policy = f"default-src 'none'; script-src {gateway.url}; connect-src {gateway.url}"
        host.pages["/"] = (
            f'<!doctype html><html lang="sv"><title>t</title><script src="{gateway.url}/widget.js"></script>'
            f'<lotsen-chat endpoint="{gateway.url}"></lotsen-chat></html>'
        )
        gateway.allowed_origin = host.url
        page.goto(host.url)
        widget = Widget(page).open()
        widget.ask(AMOUNT)
        widget.ask("och en stor?")
    assert [headers.get("Lotsen-Conversation") for headers in gateway.headers] == [None, "a-token", "a-token"]
    assert not any("Cookie" in headers for headers in gateway.headers)


def test_a_host_page_may_hand_over_a_sign_in(widget: Widget, page: Page, gateway: FakeGateway) -> None:
    page.evaluate("document.querySelector('lotsen-chat').token = 'of-the-page'")
    widget.open().ask(AMOUNT)
    assert gateway.headers[-1]["Authorization"] == "Bearer of-the-page"


def test_a_page_may_open_and_close_it(widget: Widget, page: Page) -> None:
    page.evaluate("document.querySelector('lotsen-chat').show()")
    expect(widget.dialog).to_be_visible()
    page.evaluate("document.querySelector('lotsen-chat').removeAttribute('open')")
    expect(widget.dialog).to_be_hidden()
    page.evaluate("document.querySelector('lotsen-chat').setAttribute('open', '')")
    expect(widget.dialog).to_be_visible()


def test_a_page_may_speak_to_it_before_it_is_drawn(widget: Widget, page: Page) -> None:
    page.evaluate("const chat = document.createElement('lotsen-chat'); document.querySelector('lotsen-chat').remove();"
                  "document.body.append(chat); chat.hide(); chat.show();")  # fmt: skip
    expect(widget.dialog).to_be_visible()


def test_the_element_may_be_moved_and_the_script_loaded_twice(widget: Widget, page: Page, gateway: FakeGateway) -> None:
    page.add_script_tag(url=f"{gateway.url}/widget.js?again")
    page.evaluate("document.querySelector('main').append(document.querySelector('lotsen-chat'))")
    expect(widget.open().ask(AMOUNT)).to_contain_text("60 000 kronor")
    page.keyboard.press("Escape")
    expect(widget.dialog).to_be_hidden()


def test_the_built_file_is_small() -> None:
    assert len(gzip.compress(BUILT.read_bytes(), 9)) <= LARGEST


def test_the_built_file_is_what_the_source_builds_to() -> None:
    needed(WIDGET / "node_modules" / "esbuild", "npm ci --prefix bot/widget")
    checked = subprocess.run(["node", "build.mjs", "--check"], cwd=WIDGET, capture_output=True, text=True, timeout=120)
    assert checked.returncode == 0, checked.stderr


def test_the_lock_file_names_no_addresses() -> None:
    lock = json.loads((WIDGET / "package-lock.json").read_text(encoding="utf-8"))
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
    assert all("integrity" in package for name, package in lock["packages"].items() if name)
