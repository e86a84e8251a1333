from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.editing.fetching.listing import add_page, renew_page, same_address, saved_under, slug
from knowledge.editing.reading.pages import load_pages
from tests.knowledge.factories import make_page

LISTING = """\
# En anmärkning som ska stå kvar.
- id: gammal
  file: gammal.txt
  title: "Gammal: sida"
  publisher: KJV
  updated: 2021-11-09T13:14   # klockslag
  url: https://www.example.org/gammal/
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pages.yml").write_text(LISTING, encoding="utf-8")
    (tmp_path / "gammal.txt").write_text("Gammal text", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("title", "page_id"),
    [
        ("Färdplan – nära vård", "fardplan-nara-vard"),
        ("Utlysning 2027!", "utlysning-2027"),
        ("Fokus: migration", "fokus-migration"),
        ("–", ""),
    ],
)
def test_an_id_is_made_of_the_title(title: str, page_id: str) -> None:
    assert slug(title) == page_id


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("http://example.org/gammal", True),
        ("https://www.EXAMPLE.org/gammal/#del", True),
        ("https://example.org/gammal?sida=2", False),
        ("https://example.org/annan", False),
    ],
)
def test_one_page_has_many_addresses(folder: Path, other: str, same: bool) -> None:
    assert same_address("https://www.example.org/gammal/", other) is same
    assert (saved_under(load_pages(folder), other) is not None) is same


@pytest.mark.parametrize(
    "title", ["Ny sida", "Ny: sida # med tecken", 'Den "nya" \\ sidan', "2027", "null", "true", "- a"]
)
def test_a_page_is_added_below_the_others(folder: Path, title: str) -> None:
    page = make_page("ny", title=title, updated=None, fetched="2026-12-01")
    add_page(folder, page, "Ny text på sidan\n")
    assert load_pages(folder)["ny"].page == page
    assert load_pages(folder)["ny"].text == "Ny text på sidan\n"
    assert (folder / "pages.yml").read_text(encoding="utf-8").startswith(LISTING)


def test_a_page_never_overwrites_another(folder: Path) -> None:
    with pytest.raises(FileExistsError):
        add_page(folder, make_page("gammal"), "annat")
    assert (folder / "gammal.txt").read_text(encoding="utf-8") == "Gammal text"
    assert (folder / "pages.yml").read_text(encoding="utf-8") == LISTING


@pytest.mark.parametrize("updated", ["2026-10-06", None])
def test_a_page_saved_anew_gets_its_new_dates_and_nothing_else(folder: Path, updated: str | None) -> None:
    renew_page(folder, load_pages(folder)["gammal"].page, "Ny text", updated=updated, fetched="2026-12-01")
    saved = load_pages(folder)["gammal"]
    assert (saved.text, saved.page.updated, saved.page.fetched) == ("Ny text", updated, "2026-12-01")
    assert saved.page.title == "Gammal: sida"
    assert "# En anmärkning" in (folder / "pages.yml").read_text(encoding="utf-8")
    renew_page(folder, saved.page, "Nyare text", updated="2027-01-01", fetched="2027-02-01")
    again = load_pages(folder)["gammal"].page
    assert (again.updated, again.fetched) == ("2027-01-01", "2027-02-01")
