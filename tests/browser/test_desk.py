"""The editors' desk in a browser: accessible in both schemes and at 320 px, and nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.axe import script, violations
from tests.browser.running_desk import ROOT, running_desk

FACT = "kompetensutvecklingsbidrag.amount.max.small"
OTHER = "kompetensutvecklingsbidrag.amount.max.large"
PAGES = {
    "start": "/desk",
    "facts": "/desk/fakta?program=kompetensutvecklingsbidrag",
    "fact": f"/desk/fakta/{OTHER}",
    "new": "/desk/fakta/nytt",
    "pages": "/desk/sidor",
    "page": "/desk/sidor/kompetensutvecklingsbidrag",
    "take-in": "/desk/ta-in",
    "care": "/desk/vard",
    "cell": "/desk/vard/ruta?grupp=undocumented&alder=adult&vard=dental",
    "confirm": "/desk/vard/bekrafta",
    "care-entries": "/desk/vard/poster?slag=gap",
    "care-row": "/desk/vard/post/row/care.asylum_seeker.adult.medical-transport",
    "care-rule": "/desk/vard/post/rule/directive-as-asylum",
    "care-source": "/desk/vard/post/source/S1",
    "publish": "/desk/publicera",
    "ask": "/desk/fraga",
    "insight": "/desk/insikt",
    "nowhere": "/desk/finns-inte",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_desk(tmp_path_factory.mktemp("desk")) as url:
        yield url


@pytest.fixture(scope="module")
def axe() -> str:
    return script()


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Browser, desk: str, axe: str, name: str, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(desk + PAGES[name])
    assert violations(page, axe) == []
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_narrow_window_needs_no_scrolling_sideways(page: Page, desk: str, axe: str, name: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(desk + PAGES[name])
    assert sideways(page) == 0
    assert violations(page, axe) == []


def test_a_draft_is_saved_and_checked_while_one_types(page: Page, desk: str, axe: str) -> None:
    page.goto(f"{desk}/desk/fakta/{FACT}")
    answer = page.get_by_label("Svaret")
    answer.fill("Maxbeloppet för en liten enhet {är|var} 65 000 kronor.")
    expect(page.locator("#fel-text")).to_contain_text("Talet 65000 står inte i citatet.")
    expect(page.locator("#besked")).to_contain_text("Utkastet är sparat.")
    answer.fill("Maxbeloppet för en liten enhet {är|var} 60 000 kr.")
    expect(page.locator("#besked")).to_contain_text("inga fel")
    expect(page.locator("#fel-text")).to_be_empty()
    assert violations(page, axe) == []
    page.reload()
    expect(answer).to_have_value("Maxbeloppet för en liten enhet {är|var} 60 000 kr.")
    page.get_by_role("link", name="Granska och publicera").click()
    expect(page.get_by_role("heading", name="Granska")).to_be_visible()
    assert violations(page, axe) == []


def test_the_second_editor_is_told_and_keeps_the_text(page: Page, desk: str, axe: str) -> None:
    other = page.context.new_page()
    where = f"{desk}/desk/fakta/kompetensutvecklingsbidrag.amount.max.medium"
    page.goto(where), other.goto(where)
    page.get_by_label("Så frågar personalen").fill("ett sätt\nett till\nett tredje")
    expect(page.locator("#besked")).to_contain_text("sparat")
    other.get_by_label("Svaret").fill("Min egen text.")
    expect(other.get_by_role("heading", name="har ändrat utkastet")).to_be_visible()
    expect(other.locator("#besked")).to_contain_text("ett tredje")
    expect(other.get_by_label("Svaret")).to_have_value("Min egen text.")
    assert violations(other, axe) == []
    other.get_by_role("button", name="Spara min text i stället").click()
    expect(other.locator("#besked")).to_contain_text("sparat")
    expect(other.get_by_label("Svaret")).to_have_value("Min egen text.")


def test_the_text_survives_an_expired_sign_in(page: Page, desk: str) -> None:
    def refuse(route: Route) -> None:
        route.fulfill(status=401, body="{}") if route.request.method == "POST" else route.continue_()

    page.route("**/desk/fakta/**", refuse)
    page.goto(f"{desk}/desk/fakta/{OTHER}")
    page.get_by_label("Svaret").fill("Det som skrevs när inloggningen gick ut.")
    expect(page.locator("#besked")).to_contain_text("Inloggningen har gått ut")
    page.unroute("**/desk/fakta/**")
    page.get_by_role("link", name="Logga in igen").click()
    page.get_by_role("button", name="Ta tillbaka texten").click()
    expect(page.get_by_label("Svaret")).to_have_value("Det som skrevs när inloggningen gick ut.")
    expect(page.locator("#besked")).to_contain_text("Utkastet är sparat.")


def test_marked_words_of_the_page_become_a_quotation(page: Page, desk: str) -> None:
    page.goto(f"{desk}/desk/fakta/{OTHER}")
    page.evaluate("""() => {
      const text = document.getElementById("sidan").firstChild;
      const at = text.data.indexOf("Maxbelopp");
      window.getSelection().setBaseAndExtent(text, at, text, at + 9);
    }""")
    page.get_by_role("button", name="Ta markerad text").click()
    assert page.get_by_label("Citat från sidan").input_value().endswith("\nMaxbelopp")


def test_a_page_is_compared_with_a_file(page: Page, desk: str, axe: str, tmp_path: Path) -> None:
    saved = (ROOT / "knowledge/sources/kompetensutvecklingsbidrag.txt").read_text(encoding="utf-8")
    file = tmp_path / "sidan.txt"
    file.write_text(saved.replace("135 000", "140 000"), encoding="utf-8")
    page.goto(f"{desk}/desk/sidor/kompetensutvecklingsbidrag")
    page.get_by_label("Fil, om sidan").set_input_files(file)
    page.get_by_role("button", name="Jämför").click()
    expect(page.get_by_role("heading", name="Fakta som har tappat sitt citat")).to_be_visible()
    assert violations(page, axe) == []


def test_another_type_shows_its_own_values(page: Page, desk: str) -> None:
    page.goto(f"{desk}/desk/fakta/kompetensutvecklingsbidrag.definition.overview")
    expect(page.get_by_label("Datum", exact=True)).to_have_count(0)
    page.get_by_label("Typ").select_option("date")
    expect(page.get_by_label("Datum", exact=True)).to_be_visible()


def test_the_keyboard_reaches_the_content_past_the_menu(page: Page, desk: str) -> None:
    page.goto(f"{desk}/desk/fakta")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Ord", exact=True)).to_be_focused()


ROW = "care.asylum_seeker.adult.medical-transport"


def test_a_row_of_the_care_table_is_checked_reviewed_and_asked_about(page: Page, desk: str, axe: str) -> None:
    page.goto(f"{desk}/desk/vard/post/row/{ROW}")
    page.get_by_label("Lagstöd").fill("abortlag")
    expect(page.locator("#fel-legal")).to_contain_text("saknar nummer", timeout=30_000)
    assert violations(page, axe) == []
    page.get_by_label("Lagstöd").fill("lag 2008:344 6 §")
    expect(page.locator("#besked")).to_contain_text("inga fel", timeout=30_000)
    page.get_by_role("link", name="Granska och publicera").click()
    expect(page.get_by_role("heading", name="Rutor som svarar annorlunda")).to_be_visible(timeout=30_000)
    for width, scheme in ((1280, "light"), (320, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.reload()  # as it is for whoever opens it in that window
        assert violations(page, axe) == []
        assert sideways(page) == 0
    page.get_by_role("link", name="Vad händer?").click()
    expect(page.get_by_role("button", name="Ställ frågorna")).to_be_visible()
    assert violations(page, axe) == []
    assert sideways(page) == 0


def test_the_text_of_a_row_survives_an_expired_sign_in(page: Page, desk: str) -> None:
    where = "care.asylum_seeker.adult.dental"

    def refuse(route: Route) -> None:
        route.fulfill(status=401, body="{}") if route.request.method == "POST" else route.continue_()

    page.route("**/desk/vard/post/**", refuse)
    page.goto(f"{desk}/desk/vard/post/row/{where}")
    page.get_by_label("Citat och anteckning").fill("Det som skrevs när inloggningen gick ut.")
    expect(page.locator("#besked")).to_contain_text("Inloggningen har gått ut", timeout=30_000)
    page.unroute("**/desk/vard/post/**")
    page.get_by_role("link", name="Logga in igen").click()
    page.get_by_role("button", name="Ta tillbaka texten").click()
    expect(page.get_by_label("Citat och anteckning")).to_have_value("Det som skrevs när inloggningen gick ut.")
    expect(page.locator("#besked")).to_contain_text("Utkastet är sparat.", timeout=30_000)
