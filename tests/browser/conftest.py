"""A real browser for the widget: Debian's chromium, driven by playwright from the gateway's environment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.fake_gateway import FakeGateway
from tests.browser.launching import CHROMIUM, FLAGS
from tests.browser.needs import needed
from tests.browser.widget import Widget

expect.set_options(timeout=15_000)  # machines that build other things meanwhile are slow


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    needed(CHROMIUM, "apt-get install -y chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def gateway() -> Iterator[FakeGateway]:
    with FakeGateway() as gateway:
        yield gateway


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="sv-SE")
    yield context
    context.close()


@pytest.fixture
def browser_touch(browser: Browser) -> Iterator[BrowserContext]:
    """A phone or a tablet: fingers and no mouse."""
    context = browser.new_context(viewport={"width": 412, "height": 800}, has_touch=True, is_mobile=True)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails its test on any script error or anything that the Content-Security-Policy stopped."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    assert errors == []


@pytest.fixture
def widget(page: Page, gateway: FakeGateway) -> Widget:
    """The widget on the demo page, closed."""
    page.goto(gateway.url)
    return Widget(page)
