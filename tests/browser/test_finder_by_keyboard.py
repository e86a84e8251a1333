"""/vard by keyboard alone: what staff ask most is three choices away, each made with Tab and Enter."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.answer_site import FINDER, answer_site

MOST_CHOICES = 3
CELLS = [path for path, page in FINDER.items() if page["kind"] == "cell"]
FOCUSED = "document.activeElement?.getAttribute('href') ?? ''"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with answer_site(tmp_path_factory.mktemp("site")) as url:
        yield url


def tab_to(page: Page, path: str, most: int) -> int:
    """Tabs from the top of the page to the link to ``path``; how many it took."""
    for presses in range(1, most + 1):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == path:
            return presses
    raise AssertionError(f"{path} is not within {most} presses of Tab on {page.url}")


def past_the_menu(page: Page) -> None:
    """Over the menu, as the first link of every page offers; the page is there before the first press."""
    page.wait_for_load_state()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#innehall$"))


def test_ten_questions_are_tried() -> None:
    assert len(CELLS) == 10


@pytest.mark.parametrize("path", CELLS)
def test_what_is_asked_most_is_three_choices_away(page: Page, site: str, path: str) -> None:
    page.goto(f"{site}/vard")
    steps = path.strip("/").split("/")
    choices = ["/" + "/".join(steps[:end]) for end in range(2, len(steps) + 1)]
    assert len(choices) <= MOST_CHOICES
    past_the_menu(page)
    for choice in choices:
        tab_to(page, choice, most=12)
        page.keyboard.press("Enter")
        expect(page).to_have_url(site + choice)
        past_the_menu(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(FINDER[path]["title"])
    assert FINDER[path]["parts"][0]["text"].split("\n")[0][:40] in page.get_by_role("main").inner_text()
