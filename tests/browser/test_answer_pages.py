"""The pages /vard and /svar in a browser: accessible, by keyboard, without scripts, narrow, dark and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.answer_site import SAMPLES, answer_site
from tests.browser.axe import results, unsure_contrasts, wrong
from tests.browser.test_accessibility import axe

__all__ = ["axe"]

CELL = "/vard/papperslosa/barn/tandvard"
UNKNOWN = "/svar/finns.inte"
PATIENT = "/for-patienten/lakarbesok"
PATHS = [*SAMPLES, UNKNOWN]
#: One of each form: choices, a cell with its fee, one that is open, one without a group, an answer with a date, a gap.
FORMS = [
    "/vard",
    "/vard/papperslosa",
    "/vard/papperslosa/barn",
    CELL,
    "/vard/eu-med-kort/vuxna/tandvard",
    "/vard/okand/okand/tandvard",
    "/svar/glesbygd.deadline.phase-2",
    "/svar/utlysning-2021.gap.granted",
    "/for-patienten",
    PATIENT,
    UNKNOWN,
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with answer_site(tmp_path_factory.mktemp("site")) as url:
        yield url


def violations(page: Page, axe: str) -> list[str]:
    """What axe finds wrong; a line per rule and place. Its script runs beside the page's policy, not under it."""
    found = results(page, axe)
    return [*wrong(found), *unsure_contrasts(found, lambda node: True)]


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing(browser: Browser, site: str, axe: str, path: str, scheme: Any, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(site + path)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert violations(page, axe) == []
    context.close()


def test_axe_would_find_something(browser: Browser, site: str, axe: str) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(site + CELL)
    page.evaluate("document.documentElement.removeAttribute('lang')")
    assert any(line.startswith("html-has-lang") for line in violations(page, axe))
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_wider_than_a_small_phone(page: Page, site: str, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(site + path)
    assert page.locator("html").evaluate("one => one.scrollWidth") <= 320


def test_three_presses_lead_to_a_cell_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/vard")
    for words in (r"^Tillståndslös \(papperslös, gömd\)$", r"^Under 18 år$", r"^Tandvård\W+Ja$"):
        page.get_by_role("main").get_by_role("link", name=re.compile(words)).click()
    expect(page).to_have_url(site + CELL)
    expect(page.get_by_role("heading", level=1)).to_have_text("Har ett tillståndslöst barn rätt till tandvård?")
    context.close()


def test_other_places_are_folded_away_and_open_by_keyboard(page: Page, site: str) -> None:
    page.goto(site + CELL)
    link = page.get_by_role("link", name="Asylsökande", exact=True)
    expect(link).to_be_hidden()
    page.get_by_text("Samma fråga för en annan grupp").focus()
    page.keyboard.press("Enter")
    expect(link).to_be_visible()


def test_where_the_group_is_asked_for_the_groups_stand_open(page: Page, site: str) -> None:
    page.goto(f"{site}/vard/okand/okand/tandvard")
    expect(page.get_by_role("link", name="Asylsökande", exact=True)).to_be_visible()


def test_paper_has_the_answer_its_address_and_its_sources_addresses_alone(page: Page, site: str) -> None:
    page.emulate_media(media="print")
    page.goto(site + CELL)
    expect(page.get_by_role("navigation", name="Meny")).to_be_hidden()
    expect(page.get_by_text("Samma fråga för en annan grupp")).to_be_hidden()
    expect(page.get_by_text("Sidans adress:")).to_be_visible()
    source = page.locator(".sources a").first
    assert "vgregion.se" in source.evaluate("one => getComputedStyle(one, '::after').content")


def test_a_text_for_the_patient_is_there_in_each_language_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/for-patienten")
    page.get_by_role("main").get_by_role("link", name="Vad kostar det att träffa en läkare?").click()
    expect(page).to_have_url(site + PATIENT)
    page.get_by_role("navigation", name="Språk").get_by_role("link", name="English").click()
    shown = page.get_by_role("region", name="What does it cost to see a doctor?")
    expect(shown).to_be_in_viewport()
    expect(shown).to_have_attribute("lang", "en")
    expect(page.get_by_role("region", name="Скільки коштує прийом у лікаря?")).to_have_attribute("lang", "uk")
    context.close()


def test_each_language_of_a_text_for_the_patient_has_paper_of_its_own(page: Page, site: str) -> None:
    page.emulate_media(media="print")
    page.goto(site + PATIENT)
    expect(page.get_by_role("navigation", name="Språk")).to_be_hidden()
    breaks = page.locator(".patient").evaluate_all("all => all.map(one => getComputedStyle(one).breakAfter)")
    assert breaks == ["page"] * 3


def test_the_way_back_is_beside_the_answer(page: Page, context: BrowserContext, site: str) -> None:
    page.goto(site + CELL)
    page.get_by_role("navigation", name="Dina val").get_by_role("link", name="Under 18 år").click()
    expect(page).to_have_url(f"{site}/vard/papperslosa/barn")
